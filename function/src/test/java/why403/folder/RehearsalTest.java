package why403.folder;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import why403.account.Question;

/** Ordinary minutes go through every step, and end without a word. */
class RehearsalTest {

    @TempDir
    private Path nothing;

    @Test
    void ordinaryMinutesAreTalliedUnderTheDistributionsErrorMappingAndTellNothing() {
        RecordedAccount account = new RecordedAccount(nothing);

        new Rehearsal(account, "E2EXAMPLE").run();

        assertThat(account.missing())
                .extracting(Question::recordingPath)
                .containsExactly("cloudfront/get-distribution/E2EXAMPLE.json");
        assertThat(account.problems()).isEmpty();
    }
}
