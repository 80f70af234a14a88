package why403.diagnosis.request;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/** A value that is worked out once an investigation; the last one is kept. */
public final class PerInvestigation<T> {

    private record Kept<T>(Investigation of, T value) {}

    private final Function<Investigation, T> work;
    private final AtomicReference<Optional<Kept<T>>> last = new AtomicReference<>(Optional.empty());

    public PerInvestigation(Function<Investigation, T> work) {
        this.work = work;
    }

    public T of(Investigation investigation) {
        Optional<Kept<T>> kept = last.get().filter(value -> value.of() == investigation);
        if (kept.isEmpty()) {
            kept = Optional.of(new Kept<>(investigation, work.apply(investigation)));
            last.set(kept);
        }
        return kept.get().value();
    }
}
