package why403.history;

/**
 * Sums of amounts by key, in bounded memory. Amounts are divided into classes: the amounts of a class have the same
 * number of binary digits. If there are too many entries, the smallest amounts are left out, one class after the other,
 * and stay left out. So the result never depends on the order in which amounts arrive, and it is exact as long as no
 * class is left out. A key is two numbers.
 */
final class BoundedSums {

    /** Receives the entries. A key has one entry for each class of its amounts. */
    interface Visitor {

        void visit(long high, long low, long sum);
    }

    private static final int FEWEST_SLOTS = 16;

    private final int mostEntries;
    private long[] highs = new long[FEWEST_SLOTS];
    private long[] lows = new long[FEWEST_SLOTS];
    private long[] sums = new long[FEWEST_SLOTS];
    private byte[] digits = new byte[FEWEST_SLOTS];
    private int entries;
    private int fewestDigits = 1;
    private int mostDigits;

    BoundedSums(int mostEntries) {
        this.mostEntries = mostEntries;
    }

    /** Adds an amount of 0 or more to the sum of a key. */
    void add(long high, long low, long amount) {
        int size = Long.SIZE - Long.numberOfLeadingZeros(amount);
        if (size < fewestDigits) {
            return;
        }
        int slot = slotOf(high, low, size);
        if (digits[slot] == 0) {
            highs[slot] = high;
            lows[slot] = low;
            digits[slot] = (byte) size;
            mostDigits = Math.max(mostDigits, size);
            entries++;
        }
        sums[slot] += amount;
        while (entries > mostEntries) {
            fewestDigits++;
            rebuild(digits.length);
        }
        if (entries > digits.length / 4 * 3) {
            rebuild(digits.length * 2);
        }
    }

    /** The sum of a key, without the amounts that were left out. */
    long sum(long high, long low) {
        long sum = 0;
        for (int size = fewestDigits; size <= mostDigits; size++) {
            sum += sums[slotOf(high, low, size)];
        }
        return sum;
    }

    /** How much memory it takes. */
    long bytes() {
        return (3L * Long.BYTES + 1) * digits.length;
    }

    /** Visits all entries, in no particular order. */
    void forEach(Visitor visitor) {
        for (int slot = 0; slot < digits.length; slot++) {
            if (digits[slot] > 0) {
                visitor.visit(highs[slot], lows[slot], sums[slot]);
            }
        }
    }

    /** Puts every entry that is not left out into a new slot. */
    private void rebuild(int slots) {
        long[] oldHighs = highs;
        long[] oldLows = lows;
        long[] oldSums = sums;
        byte[] oldDigits = digits;
        highs = new long[slots];
        lows = new long[slots];
        sums = new long[slots];
        digits = new byte[slots];
        entries = 0;
        for (int old = 0; old < oldDigits.length; old++) {
            if (oldDigits[old] >= fewestDigits) {
                int slot = slotOf(oldHighs[old], oldLows[old], oldDigits[old]);
                highs[slot] = oldHighs[old];
                lows[slot] = oldLows[old];
                sums[slot] = oldSums[old];
                digits[slot] = oldDigits[old];
                entries++;
            }
        }
    }

    /** The slot of an entry, or the free slot where it belongs; the sum of a free slot is 0. */
    private int slotOf(long high, long low, int size) {
        long mixed = (high ^ (size * 0x9E3779B97F4A7C15L)) * 0xC2B2AE3D27D4EB4FL ^ low;
        mixed = (mixed ^ (mixed >>> 32)) * 0x9E3779B97F4A7C15L;
        int slot = (int) (mixed >>> 32) & (digits.length - 1);
        while (digits[slot] > 0 && (highs[slot] != high || lows[slot] != low || digits[slot] != size)) {
            slot = (slot + 1) & (digits.length - 1);
        }
        return slot;
    }
}
