package why403.aws.table;

import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import why403.spike.Incidents;
import why403.spike.IncidentsContract;

/** Incidents in a real DynamoDB. */
class DynamoIncidentsTest extends IncidentsContract {

    private final LocalTable table = LocalTable.create();
    private final DynamoIncidents incidents =
            new DynamoIncidents(table.client(), table.name(), InstantSource.fixed(NOW));

    @Override
    protected Incidents incidents() {
        return incidents;
    }

    @AfterEach
    void close() {
        table.close();
    }
}
