package why403.spike;

import java.util.function.LongFunction;

/** What belongs to numbered minutes or bins, each made once as long as those asked for lie close together. */
final class Kept<T> {

    private final LongFunction<T> maker;
    private final long[] numbers;
    private final Object[] made;

    /** @param most how many are kept; a power of 2 */
    Kept(int most, LongFunction<T> maker) {
        this.maker = maker;
        this.numbers = new long[most];
        this.made = new Object[most];
    }

    @SuppressWarnings("unchecked")
    T get(long number) {
        int slot = (int) number & (numbers.length - 1);
        if (made[slot] == null || numbers[slot] != number) {
            // Making it may need others of these.
            T value = maker.apply(number);
            numbers[slot] = number;
            made[slot] = value;
        }
        return (T) made[slot];
    }

    void forgetFrom(long number) {
        for (int slot = 0; slot < numbers.length; slot++) {
            if (numbers[slot] >= number) {
                made[slot] = null;
            }
        }
    }
}
