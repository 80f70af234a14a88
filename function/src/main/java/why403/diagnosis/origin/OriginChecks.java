package why403.diagnosis.origin;

import java.util.List;
import why403.diagnosis.check.Check;

/** The checks on origins that are not S3 buckets. */
public final class OriginChecks {

    private OriginChecks() {}

    public static List<Check> all() {
        return List.of(new CustomOriginForbidden());
    }
}
