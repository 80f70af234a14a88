package why403.diagnosis.check;

import java.util.List;
import java.util.Optional;
import why403.cause.Cause;
import why403.cause.Remedy;

/** A cause as its check tells it: a {@link Cause} less what the frame knows. */
public record Finding(String summary, List<String> evidence, Optional<Remedy> remedy) {

    public Finding {
        evidence = List.copyOf(evidence);
    }
}
