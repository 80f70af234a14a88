package why403.watch;

import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import why403.history.ForwardedTallies;
import why403.history.Tallies;
import why403.tally.Tally;

/** Tallies that record which hours are read. */
final class RecordedReads extends ForwardedTallies {

    private final LongConsumer read;

    RecordedReads(Tallies tallies, LongConsumer read) {
        super(tallies);
        this.read = read;
    }

    @Override
    public void visit(String distribution, long hour, Consumer<Tally> visitor) {
        read.accept(hour);
        super.visit(distribution, hour, visitor);
    }

    @Override
    public List<Tally> fetch(String distribution, long hour, Set<String> keys) {
        read.accept(hour);
        return super.fetch(distribution, hour, keys);
    }
}
