package why403.diagnosis;

import java.util.List;
import java.util.stream.Stream;

/** Every check, in the order of the catalogue: among equally sure claims the first one wins. */
final class Checks {

    /** Causes made by CloudFront itself. */
    static final List<Check> AT_EDGE = List.of();

    /** Causes made by an origin: no more than likely where it is not known which origin answered. */
    static final List<Check> AT_ORIGIN = List.of();

    private Checks() {}

    static List<Check> all() {
        return Stream.of(AT_EDGE, AT_ORIGIN, List.<Check>of(new Unexplained()))
                .flatMap(List::stream)
                .toList();
    }
}
