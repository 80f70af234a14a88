package why403.policy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import why403.seeded.Generator;
import why403.seeded.Seeds;
import why403.text.Glob;

/** Compares the fast matcher with a slow and simple one. */
class GlobPropertiesTest {

    @ParameterizedTest
    @Seeds
    void aGlobMatchesLikeASimpleMatcher(Generator given) {
        String pattern = given.text("ab*?", 8);
        String text = given.text("ab", 10);
        assertThat(Glob.pattern(pattern).matches(text)).isEqualTo(obvious(pattern, text));
    }

    @ParameterizedTest
    @Seeds
    void aPrefixMayMatchIfOneOfItsExtensionsMatches(Generator given) {
        Glob glob = Glob.pattern(given.text("a*?", 6));
        String prefix = given.text("ab", 4);
        String rest = given.text("ab", 4);

        assertThat(glob.matches(prefix + rest) && !glob.matchesSomeBelow(prefix))
                .isFalse();
        assertThat(glob.matchesAllBelow(prefix) && !glob.matches(prefix + rest)).isFalse();
    }

    private static boolean obvious(String pattern, String text) {
        if (pattern.isEmpty()) {
            return text.isEmpty();
        }
        if (pattern.charAt(0) == '*') {
            return obvious(pattern.substring(1), text) || (!text.isEmpty() && obvious(pattern, text.substring(1)));
        }
        return !text.isEmpty()
                && (pattern.charAt(0) == '?' || pattern.charAt(0) == text.charAt(0))
                && obvious(pattern.substring(1), text.substring(1));
    }
}
