package why403.infra;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the app in its own process, as the {@code cdk} command does. */
class AppTest {

    @TempDir
    private Path folder;

    @Test
    void anInvalidOptionPrintsAMessageAndWritesNothing() throws IOException, InterruptedException {
        Path assembly = folder.resolve("cdk.out");
        Path errors = folder.resolve("errors");
        ProcessBuilder app = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                App.class.getName());
        app.environment().put("CDK_CONTEXT_JSON", "{\"email\":\"ops@example.com\"}");
        app.environment().put("CDK_OUTDIR", assembly.toString());
        Process process = app.redirectError(errors.toFile())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();

        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).isEqualTo(2);
        assertThat(errors)
                .content()
                .containsOnlyOnce("There is no option email. The options are causesUrl, distributions, ");
        assertThat(errors).content().doesNotContain("Exception", "\tat ");
        assertThat(assembly.resolve("why403.template.json")).doesNotExist();
    }
}
