package why403.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import why403.watch.WatchedDistributions;

class TallySettingsTest {

    private static final Map<String, String> LEAST = Map.of("AWS_REGION", "eu-west-1", "WHY403_TABLE", "why403");

    private static Map<String, String> with(String name, String value) {
        Map<String, String> environment = new HashMap<>(LEAST);
        environment.put(name, value);
        return environment;
    }

    @Test
    void withoutOtherVariablesAllObjectsAreTallied() {
        assertThat(TallySettings.of(LEAST))
                .isEqualTo(new TallySettings("eu-west-1", "why403", Optional.empty(), WatchedDistributions.ALL));
    }

    @Test
    void theLogBucketCanBeSet() {
        assertThat(TallySettings.of(with("WHY403_LOG_BUCKET", "example-logs")).logBucket())
                .contains("example-logs");
        assertThatThrownBy(() -> TallySettings.of(with("WHY403_LOG_BUCKET", "s3://example-logs")))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("It must be the name of an S3 bucket.");
    }

    @Test
    void distributionsAreSeparatedByCommas() {
        assertThat(TallySettings.of(with("WHY403_DISTRIBUTIONS", "E2EXAMPLE,E3EXAMPLE"))
                        .watched())
                .isEqualTo(new WatchedDistributions(Set.of("E2EXAMPLE", "E3EXAMPLE")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"AWS_REGION", "WHY403_TABLE"})
    void aMissingVariableIsNamed(String name) {
        Map<String, String> environment = new HashMap<>(LEAST);
        environment.remove(name);

        assertThatThrownBy(() -> TallySettings.of(environment))
                .isInstanceOf(SettingsException.class)
                .hasMessageStartingWith("The environment variable " + name + " is not set. It must be ");
    }
}
