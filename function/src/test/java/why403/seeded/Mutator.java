package why403.seeded;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Changes inputs as a fuzzer does, without looking at what the code does with them: flips bits, writes characters that
 * mean something to a parser, repeats, removes and swaps parts, and joins the halves of two inputs.
 */
public final class Mutator {

    private static final int MOST_CHANGES = 12;
    private static final int LONGEST = 1 << 16;
    private static final List<String> TELLING = List.of(
            "\t",
            "\n",
            "\r",
            "\"",
            "\\",
            "{",
            "}",
            "[",
            "]",
            ",",
            ":",
            "-",
            "#",
            "u",
            "|",
            "%",
            "&",
            "=",
            ";",
            "~",
            "<",
            ">",
            "/",
            "'",
            "*",
            "?",
            "$",
            "${",
            "\0",
            "\\u",
            "\\ud800",
            "null",
            "true",
            "[[[[",
            "{\"\":",
            "1e999",
            "-0",
            "9223372036854775808",
            "2147483648",
            "%2",
            "%zz",
            "%00",
            "<!--",
            "]]>",
            "&#0;",
            "\u00e9",
            "\ud83d\ude00",
            "\u2028",
            "\ufeff");

    private final Generator given;
    private final List<byte[]> inputs;

    /** @param inputs what is changed; one of them is taken each time */
    public Mutator(Generator given, List<byte[]> inputs) {
        if (inputs.isEmpty()) {
            throw new IllegalArgumentException("There is no input to change");
        }
        this.given = given;
        this.inputs = List.copyOf(inputs);
    }

    /** One of the inputs, changed in one place or in several. */
    public byte[] next() {
        byte[] changed = given.of(inputs).clone();
        int changes = given.oneIn(3) ? 1 : given.between(1, MOST_CHANGES);
        for (int i = 0; i < changes; i++) {
            changed = change(changed);
        }
        return changed.length > LONGEST ? Arrays.copyOf(changed, LONGEST) : changed;
    }

    private byte[] change(byte[] input) {
        int from = given.between(0, input.length);
        int to =
                given.oneIn(4) ? given.between(from, input.length) : Math.min(input.length, from + given.between(0, 8));
        byte[] part = Arrays.copyOfRange(input, from, to);
        return switch (given.random().nextInt(8)) {
            case 0 -> replaced(input, from, to, flipped(part));
            case 1 -> replaced(input, from, to, telling());
            case 2 -> replaced(input, from, from, telling());
            case 3 -> replaced(input, from, from, given.bytes(8));
            case 4 -> replaced(input, from, to, new byte[0]);
            case 5 -> replaced(input, from, from, repeated(part));
            case 6 -> replaced(input, from, to, partOf(given.of(inputs)));
            default -> given.oneIn(4) ? Arrays.copyOf(input, from) : replaced(input, from, to, telling());
        };
    }

    private static byte[] replaced(byte[] input, int from, int to, byte[] by) {
        byte[] changed = Arrays.copyOf(input, input.length - (to - from) + by.length);
        System.arraycopy(by, 0, changed, from, by.length);
        System.arraycopy(input, to, changed, from + by.length, input.length - to);
        return changed;
    }

    private byte[] flipped(byte[] part) {
        if (part.length > 0) {
            part[given.random().nextInt(part.length)] ^=
                    (byte) (1 << given.random().nextInt(8));
        }
        return part;
    }

    private byte[] telling() {
        return given.of(TELLING).getBytes(StandardCharsets.UTF_8);
    }

    private byte[] repeated(byte[] part) {
        int times = part.length == 0 ? 0 : given.between(1, Math.max(1, Math.min(2000, 8192 / part.length)));
        byte[] repeated = new byte[part.length * times];
        for (int i = 0; i < times; i++) {
            System.arraycopy(part, 0, repeated, i * part.length, part.length);
        }
        return repeated;
    }

    private byte[] partOf(byte[] other) {
        int from = given.between(0, other.length);
        return Arrays.copyOfRange(other, from, given.between(from, other.length));
    }
}
