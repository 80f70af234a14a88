package why403.history;

import java.util.Set;
import java.util.function.Consumer;
import why403.tally.Scope;
import why403.tally.Tally;

/**
 * All tallies of one hour of one distribution in two forms: by five-minute bin as stored, and by minute.
 *
 * @param sum the busiest scopes of each dimension; the others are summed in its overflow scope
 * @param traffic the same scopes by minute, because the rule tests no others, and those that are followed
 */
public record HourSummary(HourSum sum, HourTraffic traffic) {

    /**
     * Sums tallies. Their order does not matter, and the memory does not depend on their number.
     *
     * @param followed scopes whose traffic is kept even if they are not among the busiest
     * @param tallies gives the receiver all tallies of the hour; called once, and again if they have many scopes
     */
    public static HourSummary of(
            String distribution, long hour, Set<Scope> followed, Consumer<Consumer<Tally>> tallies) {
        return new HourReader(followed).read(distribution, hour, tallies);
    }
}
