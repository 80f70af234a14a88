package why403.diagnosis.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import why403.seeded.Generator;
import why403.seeded.Seeds;

/** Patterns are compared with regular expressions, which are slower and simpler. */
class PathPatternTest {

    private static boolean byRegex(String pattern, String path) {
        StringBuilder regex = new StringBuilder();
        pattern.chars()
                .forEach(c -> regex.append(c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(Character.toString(c))));
        return Pattern.compile("/?" + regex, Pattern.DOTALL).matcher(path).matches();
    }

    @ParameterizedTest
    @Seeds
    void aPatternMatchesLikeARegularExpression(Generator given) {
        String pattern = given.text("aB/*?.", 8);
        String path = given.text("abB/.", 8);
        assertThat(new PathPattern(pattern).matches("/" + path)).isEqualTo(byRegex(pattern, "/" + path));
    }

    @ParameterizedTest
    @Seeds
    void aPathWithoutWildcardsMatchesItselfWithOrWithoutSlash(Generator given) {
        String path = given.text("abcdefghijklmnopqrstuvwxyz", 12);
        assertThat(new PathPattern(path).matches("/" + path)).isTrue();
        assertThat(new PathPattern("/" + path).matches("/" + path)).isTrue();
    }

    @Test
    void aPatternWithManyStarsIsMatchedQuickly() {
        assertThat(new PathPattern("*a".repeat(2_000) + "b").matches("/" + "a".repeat(4_000)))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "/a/b, /a/b",
        "/a//b, /a/b",
        "/a/./b, /a/b",
        "/a/../b, /b",
        "/../../b, /b",
        "/a/b/, /a/b/",
        "/a/b/.., /a/",
        "/a/., /a/",
        "/, /",
        "//, /",
        "/..a/.b, /..a/.b"
    })
    void pathsAreNormalizedAsInRfc3986(String path, String normalised) {
        assertThat(PathPattern.normalised(path)).isEqualTo(normalised);
    }

    @ParameterizedTest
    @Seeds
    void normalizingAgainChangesNothing(Generator given) {
        String once = PathPattern.normalised("/" + given.text("a/.", 12));
        assertThat(PathPattern.normalised(once)).isEqualTo(once);
    }
}
