package why403.aws.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import why403.hash.HashKey;
import why403.history.StoreException;
import why403.tally.ClientSecret;

/** The secret of a table: one for all processes, for good, and never shown. */
class DynamoClientSecretTest {

    private static final Instant NOW = Instant.parse("2026-11-24T10:05:00Z");
    private static final byte[] ADDRESS = {0, 0, 0, 0, (byte) 192, 0, 2, 1};

    private final LocalTable table = LocalTable.create();

    @AfterEach
    void close() {
        table.close();
    }

    private ClientSecret process(int number, Instant now) {
        return new DynamoClientSecret(table.client(), table.name(), InstantSource.fixed(now), new Random(number));
    }

    private static long hash(ClientSecret secret) {
        return secret.key().hash(ADDRESS, 0, ADDRESS.length);
    }

    @Test
    void everyProcessGetsTheSecretOfTheFirst() {
        long first = hash(process(1, NOW));
        assertThat(hash(process(2, NOW))).isEqualTo(first);
        assertThat(hash(process(3, NOW.plus(Duration.ofDays(4000))))).isEqualTo(first);
    }

    @Test
    void anotherTableHasAnotherSecret() {
        try (LocalTable other = LocalTable.create()) {
            ClientSecret ofOther =
                    new DynamoClientSecret(other.client(), other.name(), InstantSource.fixed(NOW), new Random(2));
            assertThat(hash(ofOther)).isNotEqualTo(hash(process(1, NOW)));
        }
    }

    /** The other process creates the secret between this one's read and its write. */
    @Test
    void ofTwoProcessesThatCreateTheSecretOneSucceeds() {
        List<Long> ofOther = new ArrayList<>();
        Random meanwhile = new Random(2) {
            private static final long serialVersionUID = 1L;

            @Override
            public void nextBytes(byte[] bytes) {
                ofOther.add(hash(process(1, NOW)));
                super.nextBytes(bytes);
            }
        };
        ClientSecret late = new DynamoClientSecret(table.client(), table.name(), InstantSource.fixed(NOW), meanwhile);
        assertThat(hash(late)).isEqualTo(ofOther.get(0)).isEqualTo(hash(process(3, NOW)));
    }

    @Test
    void theSecretIsNoDistribution() {
        hash(process(1, NOW));
        DynamoTallies tallies = new DynamoTallies(table.client(), table.name(), InstantSource.fixed(NOW), problem -> {
            throw new IllegalStateException(problem);
        });
        assertThat(tallies.states()).isEmpty();
        assertThat(tallies.state("secret")).isEmpty();
    }

    @Test
    void aSecretThatCannotBeReadIsNeitherReplacedNorShown() {
        hash(process(1, NOW));
        Map<String, AttributeValue> damaged = new HashMap<>(table.item("C", "secret"));
        damaged.put("secret", AttributeValue.fromB(SdkBytes.fromString("too short", StandardCharsets.US_ASCII)));
        table.put(damaged);

        assertThatThrownBy(() -> process(2, NOW).key())
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("pk \"C\", sk \"secret\"")
                .hasMessageContaining("A key has " + HashKey.BYTES + " bytes, not 9")
                .hasMessageContaining("delete the item")
                .hasMessageNotContaining("too short");
        assertThat(table.item("C", "secret")).isEqualTo(damaged);
    }
}
