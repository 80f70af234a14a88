package why403.text;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.IntUnaryOperator;

/** A pattern in which {@code *} matches zero or more characters, and {@code ?} matches one. Case matters. */
public final class Glob {

    private static final int ANY = -1;
    private static final int ONE = -2;

    private final int[] tokens;

    private Glob(int[] tokens) {
        this.tokens = tokens;
    }

    /** The pattern that the text describes. */
    public static Glob pattern(String text) {
        int[] tokens = new int[text.length()];
        for (int i = 0; i < tokens.length; i++) {
            char c = text.charAt(i);
            tokens[i] = c == '*' ? ANY : c == '?' ? ONE : c;
        }
        return new Glob(tokens);
    }

    /** A pattern that matches only that text. */
    public static Glob literal(String text) {
        return new Glob(text.chars().toArray());
    }

    /** This pattern followed by another. */
    public Glob then(Glob next) {
        int[] both = Arrays.copyOf(tokens, tokens.length + next.tokens.length);
        System.arraycopy(next.tokens, 0, both, tokens.length, next.tokens.length);
        return new Glob(both);
    }

    /** The parts between the first {@code count - 1} colons; the last part contains the remaining colons. */
    public Glob[] splitAtColons(int count) {
        Glob[] parts = new Glob[count];
        int from = 0;
        for (int part = 0; part < count; part++) {
            int to = part == count - 1 ? tokens.length : colonFrom(from);
            if (to < 0) {
                return new Glob[0];
            }
            parts[part] = new Glob(Arrays.copyOfRange(tokens, from, to));
            from = to + 1;
        }
        return parts;
    }

    private int colonFrom(int from) {
        for (int i = from; i < tokens.length; i++) {
            if (tokens[i] == ':') {
                return i;
            }
        }
        return -1;
    }

    /**
     * The result of a match with a limit.
     *
     * @param isMatch empty if the limit did not suffice
     * @param steps how many characters were compared
     */
    public record Limited(Optional<Boolean> isMatch, long steps) {}

    /** Whether the whole text matches. It goes back to the last star only, so the time is at most pattern times text. */
    public boolean matches(String text) {
        return matches(text.length(), text::charAt);
    }

    /** The same with a limit for the characters that are compared. */
    public Limited matches(String text, long mostSteps) {
        return walk(text.length(), text::charAt, mostSteps);
    }

    /**
     * Whether surely every text that the other pattern matches also matches this one. A star of the other can only be a part
     * of what a star of this one stands for.
     */
    public boolean covers(Glob other) {
        return matches(other.tokens.length, at -> other.tokens[at]);
    }

    private boolean matches(int length, IntUnaryOperator symbols) {
        return walk(length, symbols, Long.MAX_VALUE).isMatch().orElse(false);
    }

    private Limited walk(int length, IntUnaryOperator symbols, long mostSteps) {
        long steps = 0;
        int at = 0;
        int token = 0;
        int star = -1;
        int resume = 0;
        while (at < length) {
            if (steps++ == mostSteps) {
                return new Limited(Optional.empty(), mostSteps);
            }
            if (token < tokens.length && tokens[token] == ANY) {
                star = token++;
                resume = at;
            } else if (token < tokens.length && stands(tokens[token], symbols.applyAsInt(at))) {
                token++;
                at++;
            } else if (star >= 0) {
                token = star + 1;
                at = ++resume;
            } else {
                return new Limited(Optional.of(false), steps);
            }
        }
        while (token < tokens.length && tokens[token] == ANY) {
            token++;
        }
        return new Limited(Optional.of(token == tokens.length), steps);
    }

    private static boolean stands(int token, int symbol) {
        return token == symbol || (token == ONE && symbol != ANY);
    }

    /** Whether the whole text matches if upper and lower case are the same. */
    public boolean matchesIgnoringCase(String text) {
        int[] lower = Arrays.stream(tokens)
                .map(token -> token < 0 ? token : Character.toLowerCase(token))
                .toArray();
        StringBuilder lowerText = new StringBuilder(text.length());
        text.chars().forEach(c -> lowerText.append(Character.toLowerCase((char) c)));
        return new Glob(lower).matches(lowerText.toString());
    }

    /** Whether some text with that prefix matches. */
    public boolean matchesSomeBelow(String prefix) {
        for (boolean reached : reachedAfter(prefix)) {
            if (reached) {
                return true;
            }
        }
        return false;
    }

    /** Whether every text with that prefix surely matches: only a pattern that ends with {@code *} can. */
    public boolean matchesAllBelow(String prefix) {
        return tokens.length > 0 && tokens[tokens.length - 1] == ANY && matches(prefix);
    }

    /** Which positions in the pattern can be reached by the whole text. */
    private boolean[] reachedAfter(String text) {
        boolean[] reached = new boolean[tokens.length + 1];
        reached[0] = true;
        skipStars(reached);
        for (int i = 0; i < text.length(); i++) {
            step(reached, text.charAt(i));
        }
        return reached;
    }

    private void step(boolean[] reached, char c) {
        for (int at = tokens.length; at >= 0; at--) {
            boolean stays = at < tokens.length && tokens[at] == ANY && reached[at];
            boolean comes = at > 0 && reached[at - 1] && (tokens[at - 1] == ONE || tokens[at - 1] == c);
            reached[at] = stays || comes;
        }
        skipStars(reached);
    }

    private void skipStars(boolean[] reached) {
        for (int at = 0; at < tokens.length; at++) {
            if (reached[at] && tokens[at] == ANY) {
                reached[at + 1] = true;
            }
        }
    }
}
