package why403.policy;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;

/** The quick matcher beside a slow and obvious one. */
class GlobPropertiesTest {

    @Property
    void matchesAsTheObviousMatcherDoes(
            @ForAll @Chars({'a', 'b', '*', '?'}) @StringLength(max = 8) String pattern,
            @ForAll @CharRange(from = 'a', to = 'b') @StringLength(max = 10) String text) {
        assertThat(Glob.pattern(pattern).matches(text)).isEqualTo(obvious(pattern, text));
    }

    @Property
    void somethingBelowAPrefixMatchesIfAnExtensionOfItDoes(
            @ForAll @Chars({'a', '*', '?'}) @StringLength(max = 6) String pattern,
            @ForAll @CharRange(from = 'a', to = 'b') @StringLength(max = 4) String prefix,
            @ForAll @CharRange(from = 'a', to = 'b') @StringLength(max = 4) String rest) {
        Glob glob = Glob.pattern(pattern);

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
