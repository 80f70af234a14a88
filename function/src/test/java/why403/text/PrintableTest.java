package why403.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import why403.seeded.Generator;
import why403.seeded.Seeds;

/** Text from a viewer, made safe to show. */
class PrintableTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u001b", "\u0007", "\u0085", "\u007f", "\u202e", "\u2066", "\u200b", "\ufeff", "\u2028", "\u2029",
                "\ud800"
            })
    void aCharacterThatControlsATerminalIsReplaced(String unsafe) {
        assertThat(Printable.line("a" + unsafe + "b")).isEqualTo("a\uFFFDb");
        assertThat(Printable.text("a" + unsafe + "b")).isEqualTo("a\uFFFDb");
        assertThat(Printable.isPrintable("a" + unsafe + "b")).isFalse();
    }

    @Test
    void lettersOfAnyScriptAndEmojiStay() {
        String text = "\u00e9t\u00e9 \u65e5\u672c \ud83d\ude00";
        assertThat(Printable.line(text)).isEqualTo(text);
        assertThat(Printable.isPrintable(text)).isTrue();
    }

    @Test
    void aLineBreakStaysInATextAndNotInALine() {
        assertThat(Printable.text("a\nb")).isEqualTo("a\nb");
        assertThat(Printable.line("a\nb")).isEqualTo("a\uFFFDb");
    }

    @Test
    void anExcerptIsCutAfterEightyCharactersAndNeverWithinOne() {
        String emoji = "\ud83d\ude00";
        assertThat(Printable.excerpt(emoji.repeat(80))).isEqualTo(emoji.repeat(80));
        assertThat(Printable.excerpt(emoji.repeat(81))).isEqualTo(emoji.repeat(80) + "\u2026");
    }

    @Test
    void aBeginningNeverEndsWithHalfACharacter() {
        assertThat(Printable.beginning("a\ud83d\ude00", 2)).isEqualTo("a");
        assertThat(Printable.beginning("a\ud83d\ude00", 3)).isEqualTo("a\ud83d\ude00");
        assertThat(Printable.beginning("abc", 2)).isEqualTo("ab");
        assertThat(Printable.beginning("abc", 0)).isEmpty();
    }

    @ParameterizedTest
    @Seeds(500)
    void anyTextBecomesAPrintableLineOfAsManyCharacters(Generator given) {
        String text = given.text();
        String line = Printable.line(text);
        assertThat(Printable.isPrintable(line)).isTrue();
        assertThat(line.codePointCount(0, line.length())).isEqualTo(text.codePointCount(0, text.length()));
        assertThat(Printable.line(line)).isEqualTo(line);
    }
}
