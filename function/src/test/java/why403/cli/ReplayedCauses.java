package why403.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tests of causes by whole scenarios: the first of a test has the cause, and each other one differs from it in one recording or
 * in one column of the log. {@code docs/causes.md} names the test of each cause.
 */
abstract class ReplayedCauses {

    @TempDir
    private Path folder;

    private Optional<ReplayedCase> first = Optional.empty();

    /** The causes of the replayed scenario with their certainty. */
    final String diagnosed(ReplayedCase one) throws IOException {
        first.ifPresent(other -> assertThat(one.differences(other))
                .as("the recordings and columns in which a scenario differs from the first of the test")
                .hasSize(1));
        first = first.or(() -> Optional.of(one));
        return one.diagnosed(Files.createTempDirectory(folder, "scenario"));
    }
}
