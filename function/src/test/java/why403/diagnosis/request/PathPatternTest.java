package why403.diagnosis.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The oracle is the slow and obvious one: a regular expression made from the pattern. */
class PathPatternTest {

    private static boolean byRegex(String pattern, String path) {
        StringBuilder regex = new StringBuilder();
        pattern.chars()
                .forEach(c -> regex.append(c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(Character.toString(c))));
        return Pattern.compile("/?" + regex, Pattern.DOTALL).matcher(path).matches();
    }

    @Property
    void agreesWithARegularExpression(
            @ForAll @Chars({'a', 'B', '/', '*', '?', '.'}) @StringLength(max = 8) String pattern,
            @ForAll @Chars({'a', 'b', 'B', '/', '.'}) @StringLength(max = 8) String path) {
        assertThat(PathPattern.matches(pattern, "/" + path)).isEqualTo(byRegex(pattern, "/" + path));
    }

    @Property
    void aPathWithoutWildcardsMatchesItselfWithOrWithoutSlash(
            @ForAll @CharRange(from = 'a', to = 'z') @StringLength(max = 12) String path) {
        assertThat(PathPattern.matches(path, "/" + path)).isTrue();
        assertThat(PathPattern.matches("/" + path, "/" + path)).isTrue();
    }

    @Test
    void aPatternFullOfStarsIsDecidedAtOnce() {
        assertThat(PathPattern.matches("*a".repeat(2_000) + "b", "/" + "a".repeat(4_000)))
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
    void normalisesAsRfc3986Does(String path, String normalised) {
        assertThat(PathPattern.normalised(path)).isEqualTo(normalised);
    }

    @Property
    void aNormalisedPathIsNormalised(@ForAll @Chars({'a', '/', '.'}) @StringLength(max = 12) String path) {
        String once = PathPattern.normalised("/" + path);
        assertThat(PathPattern.normalised(once)).isEqualTo(once);
    }
}
