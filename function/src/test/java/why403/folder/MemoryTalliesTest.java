package why403.folder;

import why403.history.Tallies;
import why403.history.TalliesContract;

/** The tallies of one process. */
class MemoryTalliesTest extends TalliesContract {

    private final MemoryTallies tallies = new MemoryTallies();

    @Override
    protected Tallies tallies() {
        return tallies;
    }
}
