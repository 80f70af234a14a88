package why403.diagnosis.request;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/** A value that is worked out once an investigation; the last one is kept. */
public final class PerIncident<T> {

    private record Kept<T>(IncidentContext of, T value) {}

    private final Function<IncidentContext, T> work;
    private final AtomicReference<Optional<Kept<T>>> last = new AtomicReference<>(Optional.empty());

    public PerIncident(Function<IncidentContext, T> work) {
        this.work = work;
    }

    public T of(IncidentContext investigation) {
        Optional<Kept<T>> kept = last.get().filter(value -> value.of() == investigation);
        if (kept.isEmpty()) {
            kept = Optional.of(new Kept<>(investigation, work.apply(investigation)));
            last.set(kept);
        }
        return kept.get().value();
    }
}
