package why403.folder;

import why403.spike.Incidents;
import why403.spike.IncidentsContract;

/** The incidents of one process. */
class MemoryIncidentsTest extends IncidentsContract {

    private final MemoryIncidents incidents = new MemoryIncidents();

    @Override
    protected Incidents incidents() {
        return incidents;
    }
}
