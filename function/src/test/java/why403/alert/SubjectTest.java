package why403.alert;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import why403.seeded.Generator;
import why403.seeded.Seeds;

/** Any text becomes a subject that SNS accepts. */
class SubjectTest {

    @Test
    void aShortLineStaysAsItIs() {
        assertThat(Subject.of("[why403] cdn.example.com: 13.6 % 403s"))
                .isEqualTo("[why403] cdn.example.com: 13.6 % 403s");
    }

    @Test
    void aLongLineIsCutBetweenWords() {
        String subject = Subject.of("[why403] cdn.example.com: " + "word ".repeat(30));
        assertThat(subject).hasSizeLessThan(100).endsWith(" word...");
    }

    @ParameterizedTest
    @Seeds
    void everyLineBecomesPrintableAsciiUnder100Characters(Generator given) {
        assertThat(Subject.of(given.text())).hasSizeLessThan(100).matches("[\\x20-\\x7E]*");
    }
}
