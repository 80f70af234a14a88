package why403.diagnosis.access;

import java.util.Optional;
import java.util.function.Supplier;

/** A value that is worked out when it is first asked for, and then kept. For one thread. */
final class Once<T> {

    private Optional<T> value = Optional.empty();

    T get(Supplier<T> work) {
        if (value.isEmpty()) {
            value = Optional.of(work.get());
        }
        return value.get();
    }
}
