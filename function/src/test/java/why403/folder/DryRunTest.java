package why403.folder;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import why403.account.Question;

/** Ordinary traffic passes through every step and causes no notice. */
class DryRunTest {

    @TempDir
    private Path nothing;

    @Test
    void ordinaryTrafficIsTalliedWithTheErrorMappingAndCausesNoProblem() {
        RecordedAccount account = new RecordedAccount(nothing);

        new DryRun(account, "E2EXAMPLE").run();

        assertThat(account.missing())
                .extracting(Question::recordingPath)
                .containsExactly("cloudfront/get-distribution/E2EXAMPLE.json");
        assertThat(account.problems()).isEmpty();
    }
}
