package why403.benchmark.units;

import java.util.List;
import java.util.Optional;
import why403.hash.HashKey;
import why403.log.LogReader;
import why403.tally.ErrorMapping;
import why403.tally.Forbidden;
import why403.tally.Hashing;
import why403.tally.Horizon;
import why403.tally.ObjectTally;
import why403.tally.Tally;
import why403.trigger.LogObject;

/** The tallies of a simulated object, without a store. */
final class SimulatedTally {

    private SimulatedTally() {}

    static List<Tally> of(SimulatedSites sites, LogObject object) {
        ObjectTally counted = new ObjectTally(
                object, id -> Forbidden.under(ErrorMapping.NONE), new Horizon(0, Long.MAX_VALUE), Hashing.OF_REPLAY);
        new LogReader(host -> Optional.empty(), HashKey.OF_REPLAY).read(object, sites.open(object), counted);
        return counted.tallies();
    }
}
