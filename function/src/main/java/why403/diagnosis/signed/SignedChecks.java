package why403.diagnosis.signed;

import java.util.List;
import why403.diagnosis.check.Check;

/** The checks on signed URLs and cookies. */
public final class SignedChecks {

    private SignedChecks() {}

    public static List<Check> all() {
        return List.of(new SignedRequestMissing(), new SignedRequestUnknownKey(), new SignedRequestExpired());
    }
}
