package why403.alert;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** A subject that SNS takes, whatever it is made from. */
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

    @Property
    void everyLineBecomesPrintableAsciiUnder100Characters(@ForAll String line) {
        assertThat(Subject.of(line)).hasSizeLessThan(100).matches("[\\x20-\\x7E]*");
    }
}
