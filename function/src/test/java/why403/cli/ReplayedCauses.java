package why403.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tests of causes by pairs of whole scenarios that differ in one recording or in one column of the log: the first has the
 * cause, and the second has another one. {@code docs/causes.md} names the test of each cause.
 */
abstract class ReplayedCauses {

    @TempDir
    private Path folder;

    /** The causes of the replayed scenario with their certainty. */
    final String diagnosed(ReplayedCase one) throws IOException {
        return one.diagnosed(Files.createTempDirectory(folder, "scenario"));
    }
}
