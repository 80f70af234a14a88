package why403.diagnosis;

import java.util.List;
import java.util.Optional;

/** A cause as its check tells it: a {@link Cause} less what the frame knows. */
record Finding(String summary, List<String> evidence, Optional<Remedy> remedy) {

    Finding {
        evidence = List.copyOf(evidence);
    }
}
