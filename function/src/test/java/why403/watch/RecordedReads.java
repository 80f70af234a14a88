package why403.watch;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import why403.history.DistributionState;
import why403.history.HourSum;
import why403.history.Tallies;
import why403.tally.Tally;

/** Tallies that record which hours are read. */
record RecordedReads(Tallies tallies, LongConsumer read) implements Tallies {

    @Override
    public void put(Tally tally, Instant now) {
        tallies.put(tally, now);
    }

    @Override
    public void visit(String distribution, long hour, Consumer<Tally> visitor) {
        read.accept(hour);
        tallies.visit(distribution, hour, visitor);
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
    public void release(String distribution) {
        tallies.release(distribution);
    }

    @Override
    public void watched(DistributionState seen) {
        tallies.watched(seen);
    }
}
