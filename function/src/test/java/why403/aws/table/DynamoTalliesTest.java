package why403.aws.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import why403.history.Tallies;
import why403.history.TalliesContract;

/** Tallies in a real DynamoDB. */
class DynamoTalliesTest extends TalliesContract {

    private final LocalTable table = LocalTable.create();
    private final List<String> problems = new ArrayList<>();
    private final DynamoTallies tallies =
            new DynamoTallies(table.client(), table.name(), InstantSource.fixed(NOW), problems::add);

    @Override
    protected Tallies tallies() {
        return tallies;
    }

    @AfterEach
    void noItemWasUnreadable() {
        table.close();
        assertThat(problems).isEmpty();
    }
}
