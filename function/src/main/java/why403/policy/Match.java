package why403.policy;

import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Whether something matches, in three-valued logic.
 *
 * @param unknownKeys the condition keys on which it depends; empty unless {@code truth} is unknown
 */
record Match(Truth truth, Set<String> unknownKeys) {

    /** The order matters: "and" takes the lower value, and "or" takes the higher one. */
    enum Truth {
        FALSE,
        UNKNOWN,
        TRUE
    }

    static final Match TRUE = new Match(Truth.TRUE, Set.of());
    static final Match FALSE = new Match(Truth.FALSE, Set.of());

    /** Unknown because a value cannot be read. */
    static final Match UNREADABLE = new Match(Truth.UNKNOWN, Set.of());

    Match {
        unknownKeys = Set.copyOf(unknownKeys);
    }

    static Match of(boolean holds) {
        return holds ? TRUE : FALSE;
    }

    static Match unknown(String key) {
        return new Match(Truth.UNKNOWN, Set.of(key));
    }

    static <T> Match any(Collection<T> items, Function<T, Match> test) {
        return combined(items, test, Truth.TRUE);
    }

    static <T> Match all(Collection<T> items, Function<T, Match> test) {
        return combined(items, test, Truth.FALSE);
    }

    /** The deciding truth ends the search. Otherwise, the result depends on all unknown keys, which are collected once. */
    private static <T> Match combined(Collection<T> items, Function<T, Match> test, Truth deciding) {
        boolean isUnknown = false;
        Set<String> unknownKeys = new TreeSet<>();
        for (T item : items) {
            Match match = test.apply(item);
            if (match.truth == deciding) {
                return match;
            }
            isUnknown |= match.truth == Truth.UNKNOWN;
            unknownKeys.addAll(match.unknownKeys);
        }
        return isUnknown ? new Match(Truth.UNKNOWN, unknownKeys) : of(deciding == Truth.FALSE);
    }

    Match and(Match that) {
        return combine(that, truth.compareTo(that.truth) <= 0 ? truth : that.truth);
    }

    Match or(Match that) {
        return combine(that, truth.compareTo(that.truth) >= 0 ? truth : that.truth);
    }

    Match not() {
        return switch (truth) {
            case TRUE -> FALSE;
            case FALSE -> TRUE;
            case UNKNOWN -> this;
        };
    }

    /** The same match. If it is unknown and depends on no key, it then depends on this key. */
    Match orDependingOn(String key) {
        return truth == Truth.UNKNOWN && unknownKeys.isEmpty() ? unknown(key) : this;
    }

    boolean holds() {
        return truth == Truth.TRUE;
    }

    boolean fails() {
        return truth == Truth.FALSE;
    }

    private Match combine(Match that, Truth combined) {
        if (combined != Truth.UNKNOWN) {
            return combined == Truth.TRUE ? TRUE : FALSE;
        }
        Set<String> keys = new TreeSet<>(unknownKeys);
        keys.addAll(that.unknownKeys);
        return new Match(combined, keys);
    }
}
