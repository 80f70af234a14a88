package why403.sample;

import java.util.List;
import why403.log.LogRecord;

/**
 * Sampled lines of some time, ordinary and forbidden apart, each reduced to the places it counts for.
 *
 * @param ordinary one entry a sampled line
 * @param ordinaryEach how many lines each of them stands for, at least 1
 * @param forbidden one entry a sampled line
 * @param forbiddenEach how many lines each of them stands for, at least 1
 */
public record Strata(
        List<DimensionValues> ordinary, double ordinaryEach, List<DimensionValues> forbidden, double forbiddenEach) {

    /** No lines. */
    public static final Strata NONE = new Strata(List.of(), 1, List.of(), 1);

    /** @throws IllegalArgumentException if a line stands for less than itself */
    public Strata {
        ordinary = List.copyOf(ordinary);
        forbidden = List.copyOf(forbidden);
        if (ordinaryEach < 1 || forbiddenEach < 1) {
            throw new IllegalArgumentException(
                    "A line stands at least for itself, not for " + Math.min(ordinaryEach, forbiddenEach));
        }
    }

    /** All lines of some time, none left out. */
    public static Strata ofAll(List<LogRecord> ordinary, List<LogRecord> forbidden) {
        DimensionReader places = new DimensionReader();
        return new Strata(
                ordinary.stream().map(places::of).toList(),
                1,
                forbidden.stream().map(places::of).toList(),
                1);
    }
}
