package why403.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompletionCommandTest {

    /** What bash offers for the last of these words. */
    private static List<String> offered(String... words) throws IOException, InterruptedException {
        String script = Run.of("completion", "bash").out() + "COMP_WORDS=(why403 \"$@\"); COMP_CWORD=$#; _why403;"
                + " printf '%s\\n' \"${COMPREPLY[@]}\"";
        List<String> command = new ArrayList<>(List.of("bash", "-c", script, "bash"));
        command.addAll(List.of(words));
        Process bash = new ProcessBuilder(command).redirectErrorStream(true).start();
        String printed = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(bash.waitFor()).isZero();
        return printed.lines().filter(line -> !line.isEmpty()).toList();
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "There is no bash")
    void bashCompletesCommandsAndTheirOptions() throws IOException, InterruptedException {
        assertThat(offered("d")).containsExactly("decide", "detect", "diagnose");
        assertThat(offered("replay", "--m")).containsExactly("--missing");
        assertThat(offered("diagnose", "logs", "--f")).containsExactly("--format", "--from");
        assertThat(offered("diagnose", "log")).isEmpty();
        assertThat(offered("unknown", "--f")).isEmpty();
    }

    @Test
    void zshRunsTheScriptOfBash() {
        assertThat(Run.of("completion", "zsh").out())
                .startsWith("autoload ")
                .endsWith(Run.of("completion", "bash").out());
    }

    @ParameterizedTest
    @CsvSource({
        "'', 'completion needs the name of one shell: bash or zsh.'",
        "fish, 'There is a script for bash and for zsh, but not for ''fish''.'"
    })
    void anotherShellIsRefused(String shell, String sentence) {
        Run run = shell.isEmpty() ? Run.of("completion") : Run.of("completion", shell);

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).startsWith(sentence);
    }
}
