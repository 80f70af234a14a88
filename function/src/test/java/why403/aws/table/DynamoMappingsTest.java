package why403.aws.table;

import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import why403.tally.ErrorMapping;

class DynamoMappingsTest {

    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-24T10:05:00Z"));

    private final LocalTable table = LocalTable.create();
    private final List<String> problems = new ArrayList<>();
    private final DynamoMappings mappings = new DynamoMappings(table.client(), table.name(), CLOCK, problems::add);

    @AfterEach
    void close() {
        table.close();
    }

    @Test
    void theLastMappingOfEachDistributionIsKnown() {
        mappings.put("E2EXAMPLE", new ErrorMapping(Map.of(403, 404)));
        mappings.put("E2EXAMPLE", new ErrorMapping(Map.of(403, 200, 500, 503)));
        mappings.put("E3EXAMPLE", ErrorMapping.NONE);

        assertThat(mappings.of("E2EXAMPLE")).contains(new ErrorMapping(Map.of(403, 200, 500, 503)));
        assertThat(mappings.of("E3EXAMPLE")).contains(ErrorMapping.NONE);
        assertThat(mappings.of("E4EXAMPLE")).isEmpty();
        assertThat(table.item("M", "E2EXAMPLE").keySet()).containsExactlyInAnyOrder("pk", "sk", "format", "mapping");
    }

    @Test
    void ofManyMappingsOnlyThoseThatDifferAreWritten() {
        ErrorMapping changed = new ErrorMapping(Map.of(403, 404));
        mappings.put("E2EXAMPLE", ErrorMapping.NONE);
        mappings.put("E3EXAMPLE", ErrorMapping.NONE);
        Map<String, AttributeValue> marked = new HashMap<>(table.item("M", "E2EXAMPLE"));
        marked.put("mark", AttributeValue.fromS("of this test; a write removes it"));
        table.put(marked);

        mappings.putAll(Map.of("E2EXAMPLE", ErrorMapping.NONE, "E3EXAMPLE", changed, "E4EXAMPLE", changed));

        assertThat(table.item("M", "E2EXAMPLE")).containsKey("mark");
        assertThat(mappings.of("E3EXAMPLE")).contains(changed);
        assertThat(mappings.of("E4EXAMPLE")).contains(changed);
    }

    @Test
    void aMappingDoesNotMakeAStateOfADistribution() {
        mappings.put("E2EXAMPLE", ErrorMapping.NONE);

        assertThat(new DynamoTallies(table.client(), table.name(), CLOCK, problems::add).states())
                .isEmpty();
    }

    @Test
    void aMappingOfAnotherReleaseCountsAsUnknownAndIsReplaced() {
        mappings.put("E2EXAMPLE", ErrorMapping.NONE);
        Map<String, AttributeValue> other = new HashMap<>(table.item("M", "E2EXAMPLE"));
        other.put("format", AttributeValue.fromN("9"));
        table.put(other);

        assertThat(mappings.of("E2EXAMPLE")).isEmpty();
        assertThat(problems).singleElement(as(STRING)).contains("pk \"M\", sk \"E2EXAMPLE\"", "format 9");
        mappings.put("E2EXAMPLE", ErrorMapping.NONE);
        assertThat(mappings.of("E2EXAMPLE")).contains(ErrorMapping.NONE);
    }
}
