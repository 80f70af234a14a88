package why403.diagnosis.access;

import java.util.Optional;
import java.util.function.Supplier;

/** A value that is computed on first use and then cached. Not thread-safe. */
final class Once<T> {

    private Optional<T> value = Optional.empty();

    T get(Supplier<T> work) {
        if (value.isEmpty()) {
            value = Optional.of(work.get());
        }
        return value.get();
    }
}
