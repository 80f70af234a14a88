package why403.sample;

import java.util.List;
import why403.log.LogRecord;

/**
 * A stratified sample of the lines of a period: one stratum of ordinary lines and one of forbidden lines. Of each line, only
 * the values of its dimensions are kept.
 *
 * @param ordinary one entry for each sampled line that is not forbidden
 * @param ordinaryEach the weight of these entries: how many lines each one represents, at least 1
 * @param forbidden one entry for each sampled forbidden line
 * @param forbiddenEach the weight of these entries: how many lines each one represents, at least 1
 */
public record Strata(
        List<DimensionValues> ordinary, double ordinaryEach, List<DimensionValues> forbidden, double forbiddenEach) {

    /** No lines. */
    public static final Strata NONE = new Strata(List.of(), 1, List.of(), 1);

    /** @throws IllegalArgumentException if a weight is below 1 */
    public Strata {
        ordinary = List.copyOf(ordinary);
        forbidden = List.copyOf(forbidden);
        if (ordinaryEach < 1 || forbiddenEach < 1) {
            throw new IllegalArgumentException(
                    "A weight must be at least 1, but is " + Math.min(ordinaryEach, forbiddenEach));
        }
    }

    /** All lines of a period, with weight 1. */
    public static Strata ofAll(List<LogRecord> ordinary, List<LogRecord> forbidden) {
        DimensionReader dimensions = new DimensionReader();
        return new Strata(
                ordinary.stream().map(dimensions::of).toList(),
                1,
                forbidden.stream().map(dimensions::of).toList(),
                1);
    }
}
