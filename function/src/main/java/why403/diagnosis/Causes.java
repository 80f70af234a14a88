package why403.diagnosis;

import java.util.Set;
import java.util.stream.Collectors;
import why403.diagnosis.check.Check;

/** The causes that a diagnosis may name. */
public final class Causes {

    private Causes() {}

    /** The ids of all of them, {@code unexplained} among them. */
    public static Set<String> ids() {
        return Checks.fresh().all().stream().map(Check::id).collect(Collectors.toUnmodifiableSet());
    }
}
