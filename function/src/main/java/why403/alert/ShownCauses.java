package why403.alert;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import why403.cause.Cause;
import why403.cause.Diagnosis;
import why403.cause.Kind;
import why403.text.Phrases;

/**
 * The causes of a diagnosis as people read them. JSON has all causes, and has them by share.
 *
 * @param shown the causes of 5 % or more, and the first one in any case. What harms real users comes first, then what a
 *     client did wrong, then what is intended; within each, the larger share first
 * @param smaller how many causes are left out
 * @param smallerShare what these explain together, from 0 to 1
 */
record ShownCauses(List<Cause> shown, int smaller, double smallerShare) {

    private static final double LEAST_SHARE = 0.05;

    ShownCauses {
        shown = List.copyOf(shown);
    }

    static ShownCauses of(Diagnosis diagnosis) {
        List<Cause> shown = new ArrayList<>();
        List<Cause> smaller = new ArrayList<>();
        for (Cause cause : diagnosis.causes()) {
            (shown.isEmpty() || cause.explained() >= LEAST_SHARE ? shown : smaller).add(cause);
        }
        shown.sort(Comparator.comparing(ShownCauses::urgency));
        return new ShownCauses(
                shown,
                smaller.size(),
                smaller.stream().mapToDouble(Cause::explained).sum());
    }

    private static int urgency(Cause cause) {
        return switch (cause.kind()) {
            case MISCONFIGURATION, UNKNOWN -> 0;
            case CLIENT -> 1;
            case INTENDED -> 2;
        };
    }

    /** The most urgent cause; empty if no record was examined. */
    Optional<Cause> first() {
        return shown.stream().findFirst();
    }

    /** Whether there are causes, and each of them is intended. */
    boolean areIntended() {
        return !shown.isEmpty() && shown.stream().allMatch(cause -> cause.kind() == Kind.INTENDED);
    }

    /** Whether each cause needs its id next to what belongs to it. */
    boolean areSeveral() {
        return shown.size() > 1;
    }

    /** The causes that are left out, in a sentence; empty if there are none. */
    Optional<String> smallerOnes() {
        return smaller == 0
                ? Optional.empty()
                : Optional.of(
                        Phrases.count(smaller, "smaller cause") + ", " + Numbers.wholePercent(smallerShare) + ".");
    }
}
