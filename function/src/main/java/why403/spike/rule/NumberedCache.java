package why403.spike.rule;

import java.util.function.LongFunction;

/**
 * A fixed-size cache of values that belong to numbered minutes or bins. Each value is computed once, as long as the
 * requested numbers lie close together.
 */
final class NumberedCache<T> {

    private final LongFunction<T> compute;
    private final long[] numbers;
    private final Object[] values;

    /** @param size how many values the cache holds; a power of 2 */
    NumberedCache(int size, LongFunction<T> compute) {
        this.compute = compute;
        this.numbers = new long[size];
        this.values = new Object[size];
    }

    @SuppressWarnings("unchecked")
    T get(long number) {
        int slot = (int) number & (numbers.length - 1);
        if (values[slot] == null || numbers[slot] != number) {
            // The computation may read this cache too, so it must end before the slot changes.
            T value = compute.apply(number);
            numbers[slot] = number;
            values[slot] = value;
        }
        return (T) values[slot];
    }

    void forgetFrom(long number) {
        for (int slot = 0; slot < numbers.length; slot++) {
            if (numbers[slot] >= number) {
                values[slot] = null;
            }
        }
    }
}
