package why403.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import why403.seeded.Generator;
import why403.seeded.Seeds;

/** A shell reads each word as the original text. */
class ShellTest {

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"index.html", "s3://example-assets/a_b.c", "file://a.json", "arn:aws:s3:::b", "a=b,c"})
    void aWordThatNeedsNoQuotesHasNone(String text) {
        assertThat(Shell.word(text)).isEqualTo(text);
    }

    @Test
    void anyOtherWordIsInQuotes() {
        assertThat(Shell.word("")).isEqualTo("''");
        assertThat(Shell.word("a b")).isEqualTo("'a b'");
        assertThat(Shell.word("it's")).isEqualTo("'it'\\''s'");
        assertThat(Shell.word("$(id)")).isEqualTo("'$(id)'");
        assertThat(Shell.word("~")).isEqualTo("'~'");
        assertThat(Shell.quoted("a")).isEqualTo("'a'");
    }

    @Test
    void aLongRunOfInvisibleCharactersIsWrittenAsItsBytes() {
        String word = Shell.word("\u00ad\udb40\udc01".repeat(45_000));
        assertThat(word)
                .startsWith("''\"$(printf '\\302\\255\\363\\240\\200\\201")
                .hasSize(45_000 * 6 * 4 + 18);
    }

    @Test
    void aCharacterThatControlsATerminalIsWrittenAsItsBytes() {
        assertThat(Shell.word("\u001b[31m")).isEqualTo("''\"$(printf '\\033')\"'[31m'");
        assertThat(Shell.isUnprintable("\u202e")).isTrue();
        assertThat(Shell.isUnprintable("a b")).isFalse();
    }

    @ParameterizedTest
    @Seeds(40)
    void bashReadsAWordAsItsText(Generator given) throws IOException {
        LocalShell.require("bash");
        List<String> texts = given.list(1, 20, () -> text(given));
        String words = texts.stream().map(Shell::word).collect(Collectors.joining(" "));
        assertThat(words.replace("\n", "")).matches(shown -> !Shell.isUnprintable(shown));
        Path script = Files.writeString(directory.resolve("script.sh"), "printf '%s\\0' " + words);
        LocalShell.Result run = LocalShell.run(directory, List.of("bash", script.toString()));
        assertThat(run.output()).isEqualTo(String.join("\0", texts) + "\0");
    }

    /** Any text that an argument of a process can hold. */
    private static String text(Generator given) {
        String text = given.text(40).replace("\0", "");
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }
}
