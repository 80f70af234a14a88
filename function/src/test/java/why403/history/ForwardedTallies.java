package why403.history;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import why403.tally.Tally;

/** Tallies that another store holds. A test overrides what it watches or lets fail. */
public class ForwardedTallies implements Tallies {

    private final Tallies tallies;

    protected ForwardedTallies(Tallies tallies) {
        this.tallies = tallies;
    }

    @Override
    public void putAll(List<Tally> all, Marking marking, Instant now) {
        tallies.putAll(all, marking, now);
    }

    @Override
    public void pastWatched(String distribution, Instant tallied) {
        tallies.pastWatched(distribution, tallied);
    }

    @Override
    public void release(String distribution) {
        tallies.release(distribution);
    }

    @Override
    public void visit(String distribution, long hour, Consumer<Tally> visitor) {
        tallies.visit(distribution, hour, visitor);
    }

    @Override
    public List<Tally> fetch(String distribution, long hour, Set<String> keys) {
        return tallies.fetch(distribution, hour, keys);
    }

    @Override
    public void putSum(HourSum sum, long mark) {
        tallies.putSum(sum, mark);
    }

    @Override
    public List<HourSum> sums(String distribution, long from, long to) {
        return tallies.sums(distribution, from, to);
    }

    @Override
    public Optional<DistributionState> state(String distribution) {
        return tallies.state(distribution);
    }

    @Override
    public List<DistributionState> states() {
        return tallies.states();
    }

    @Override
    public boolean claim(String distribution, Instant now) {
        return tallies.claim(distribution, now);
    }

    @Override
    public Set<Long> watched(DistributionState seen) {
        return tallies.watched(seen);
    }
}
