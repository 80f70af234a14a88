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
        "_next/*, _next/image*, true",
        "/_next/*, _next/image*, true",
        "_next/*, /_next/image*, true",
        "_next/image*, _next/*, false",
        "/img/*, /img/?.png, true",
        "/img/?.png, /img/*.png, false",
        "*, *.png, true",
        "/*, *.png, true",
        "/*, ?.png, true",
        "*.png, /img/*.png, true",
        "/img/*, *.png, false",
        "/img/*, /images/*, false",
        "/img/*, /IMG/a.png, false",
        "/a*b*c, /axbxc*c, true",
        "/a*, /a, true"
    })
    void aPatternCoversThoseWhosePathsItMatches(String wider, String narrower, boolean covers) {
        assertThat(new PathPattern(wider).covers(new PathPattern(narrower))).isEqualTo(covers);
    }

    @ParameterizedTest
    @Seeds(2_000)
    void aPatternMatchesEveryPathOfThoseThatItCovers(Generator given) {
        PathPattern wider = new PathPattern(given.text("a/*?", 5));
        PathPattern narrower = new PathPattern(given.text("a/*?", 5));
        if (wider.covers(narrower)) {
            for (int i = 0; i < 50; i++) {
                String path = PathPattern.normalised("/" + given.text("ab/", 6));
                assertThat(narrower.matches(path) && !wider.matches(path))
                        .as(path)
                        .isFalse();
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"/img/*, 5", "img/*, 5", "*.png, 0", "/?, 1", "?, 0", "/img/logo.png, 13"})
    void theLiteralPrefixEndsBeforeTheFirstWildcard(String pattern, int length) {
        assertThat(new PathPattern(pattern).literalPrefix()).isEqualTo(length);
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
