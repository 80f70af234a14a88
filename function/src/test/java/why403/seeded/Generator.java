package why403.seeded;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/**
 * Makes random values, the same ones for the same seed. Values at the edge of a range (empty, zero, the least and the
 * greatest) come far more often than chance would give them.
 */
public final class Generator {

    private static final int ONE_IN_EDGES = 8;
    private static final int LONGEST_TEXT = 255;

    /** What shells, parsers, terminals and markup obey. */
    private static final String TELLING =
            "\"'\\`$%&<>*?#{}[]()|;:=,./~_-+@! \t\r\n\0\u001b\u0085\u2028\u202e\ufeff\uffff";

    private final long seed;
    private final Random random;

    /** @param seed any number; neighboring seeds give unrelated values */
    public Generator(long seed) {
        this.seed = seed;
        this.random = new Random(new SplittableRandom(seed).nextLong()); // Random's first values follow its seed
    }

    /** For what needs a {@link Random}, such as a shuffle. Shares the state of this generator. */
    public Random random() {
        return random;
    }

    /** A number from the least to the greatest, both included. */
    public int between(int least, int greatest) {
        if (random.nextInt(ONE_IN_EDGES) == 0) {
            return random.nextBoolean() ? least : greatest;
        }
        return (int) (least + Math.floorMod(random.nextLong(), (long) greatest - least + 1));
    }

    /** A number from the least to the greatest, both included. */
    public double between(double least, double greatest) {
        if (random.nextInt(ONE_IN_EDGES) == 0) {
            return random.nextBoolean() ? least : greatest;
        }
        return least + random.nextDouble() * (greatest - least);
    }

    /** Any number: small ones, huge ones, and those at the edges of the type. */
    public int anyInt() {
        return switch (random.nextInt(4)) {
            case 0 -> of(0, 1, -1, Integer.MAX_VALUE, Integer.MIN_VALUE);
            case 1 -> between(-1000, 1000);
            default -> random.nextInt();
        };
    }

    /** Any number: small ones, huge ones, and those at the edges of the type. */
    public long anyLong() {
        return switch (random.nextInt(4)) {
            case 0 -> of(0L, 1L, -1L, 1L << 31, Long.MAX_VALUE, Long.MIN_VALUE);
            case 1 -> anyInt();
            default -> random.nextLong();
        };
    }

    /** Any finite number. */
    public double anyDouble() {
        return switch (random.nextInt(4)) {
            case 0 -> of(0.0, -0.0, 1.0, 0.1, Double.MIN_VALUE, Double.MAX_VALUE, -Double.MAX_VALUE);
            case 1 -> between(-1.0, 1.0);
            case 2 -> anyInt() / 100.0;
            default -> random.nextGaussian() * Math.pow(10, between(-300, 300));
        };
    }

    /** True once in that many times. */
    public boolean oneIn(int times) {
        return random.nextInt(times) == 0;
    }

    /** One of the values. */
    @SafeVarargs
    public final <T> T of(T... values) {
        return values[random.nextInt(values.length)];
    }

    /** One of the values. */
    public <T> T of(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    /** The value of one of the suppliers. The others are not called. */
    @SafeVarargs
    public final <T> T oneOf(Supplier<? extends T>... suppliers) {
        return suppliers[random.nextInt(suppliers.length)].get();
    }

    /** A list of at most that many elements. */
    public <T> List<T> list(int most, Supplier<? extends T> elements) {
        return list(0, most, elements);
    }

    /** A list of at least and at most that many elements. */
    public <T> List<T> list(int least, int most, Supplier<? extends T> elements) {
        int size = between(least, most);
        List<T> list = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            list.add(elements.get());
        }
        return list;
    }

    /** Different elements, at most that many of them, in the order in which they were made. */
    public <T> Set<T> set(int most, Supplier<? extends T> elements) {
        return new LinkedHashSet<>(list(most, elements));
    }

    /** A map of at most that many entries. */
    public <K, V> Map<K, V> map(int most, Supplier<? extends K> keys, Supplier<? extends V> values) {
        Map<K, V> map = new LinkedHashMap<>();
        int size = between(0, most);
        for (int i = 0; i < size; i++) {
            map.put(keys.get(), values.get());
        }
        return map;
    }

    /** The same elements in another order. */
    public <T> List<T> shuffled(List<T> elements) {
        List<T> shuffled = new ArrayList<>(elements);
        Collections.shuffle(shuffled, random);
        return shuffled;
    }

    /** Any text, of up to 255 characters. */
    public String text() {
        return text(LONGEST_TEXT);
    }

    /**
     * Any text: printable ASCII, control characters, markup, other scripts, emoji, and halves of surrogate pairs, some
     * texts of one kind and some of all.
     */
    public String text(int longest) {
        return text(0, longest);
    }

    /** The same, of at least and at most that many characters. */
    public String text(int shortest, int longest) {
        int length = oneIn(2) ? between(shortest, longest) : between(shortest, Math.min(longest, shortest + 12));
        int kind = random.nextInt(6);
        StringBuilder text = new StringBuilder(length + 1);
        while (text.length() < length) {
            text.appendCodePoint(character(kind == 0 ? 1 + random.nextInt(5) : kind));
        }
        text.setLength(length); // may cut an emoji in half
        return text.toString();
    }

    private int character(int kind) {
        return switch (kind) {
            case 1 -> between(' ', '~');
            case 2 -> random.nextInt(128);
            case 3 -> TELLING.charAt(random.nextInt(TELLING.length()));
            case 4 -> random.nextInt(0x10000);
            default -> random.nextInt(0x110000);
        };
    }

    /** Any text as a log holds it: its bytes in UTF-8, one character for each byte. */
    public String loggedText() {
        return new String(text().getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    /** A text of at most that many characters, each one of the alphabet. */
    public String text(String alphabet, int longest) {
        return text(alphabet, 0, longest);
    }

    /** A text of at least and at most that many characters, each one of the alphabet. */
    public String text(String alphabet, int shortest, int longest) {
        int length = between(shortest, longest);
        StringBuilder text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.toString();
    }

    /** At most that many bytes. */
    public byte[] bytes(int most) {
        byte[] bytes = new byte[oneIn(2) ? between(0, most) : between(0, Math.min(most, 16))];
        random.nextBytes(bytes);
        return bytes;
    }

    /** A beginning of the text that is shorter than the text. */
    public String cut(String text) {
        return text.substring(0, between(0, text.length() - 1));
    }

    @Override
    public String toString() {
        return "seed " + seed;
    }
}
