package why403.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Small pieces of sentences. */
class PhrasesTest {

    @ParameterizedTest
    @CsvSource({"0, 0 requests", "1, 1 request", "2, 2 requests", "3021, '3,021 requests'"})
    void aCountHasASingularAndAPlural(long count, String phrase) {
        assertThat(Phrases.count(count, "request")).isEqualTo(phrase);
    }

    @Test
    void aListEndsWithAnd() {
        assertThat(Phrases.list(List.of())).isEmpty();
        assertThat(Phrases.list(List.of("GET"))).isEqualTo("GET");
        assertThat(Phrases.list(List.of("GET", "HEAD"))).isEqualTo("GET and HEAD");
        assertThat(Phrases.list(List.of("GET", "HEAD", "OPTIONS"))).isEqualTo("GET, HEAD and OPTIONS");
    }

    @Test
    void aListThatIsTooLongSaysHowManyMoreThereAre() {
        assertThat(Phrases.list(List.of("a", "b", "c"), 2)).isEqualTo("a, b and 1 more");
        assertThat(Phrases.list(List.of("a", "b", "c"), 3)).isEqualTo("a, b and c");
    }

    @Test
    void theMostFrequentValueComesFirstAndEquallyFrequentOnesInAlphabeticalOrder() {
        assertThat(Phrases.ranked(List.of("b", "a", "c", "c"), Stream::of))
                .containsExactly(entry("c", 2L), entry("a", 1L), entry("b", 1L));
    }

    @Test
    void countedValuesArePrintable() {
        assertThat(Phrases.counted(List.of(entry("a\u202eb", 1_200L), entry("c", 1L)), 5))
                .isEqualTo("a\uFFFDb (1,200) and c (1)");
    }

    @ParameterizedTest
    @CsvSource({
        "PT40S, 40 seconds",
        "PT5M, 5 minutes",
        "PT1M, 1 minute",
        "PT23M, 23 minutes",
        "PT2H, 2 hours",
        "PT2H5M, 2 hours 5 minutes",
        "P1D, 1 day",
        "P3DT4H59M, 3 days 4 hours",
        "PT0S, 0 seconds"
    })
    void aDurationIsItsTwoLargestUnits(Duration duration, String phrase) {
        assertThat(Phrases.duration(duration)).isEqualTo(phrase);
    }

    @ParameterizedTest
    @CsvSource({
        "it failed, it failed.",
        "it failed., it failed.",
        "did it fail?, did it fail?",
        "it failed (again), it failed (again).",
        "(it failed.), (it failed.)"
    })
    void aSentenceEndsWithOneFullStop(String text, String sentence) {
        assertThat(Phrases.sentence(text)).isEqualTo(sentence);
    }

    @Test
    void onlyTheFirstLetterIsCapitalized() {
        assertThat(Phrases.capitalized("the OAC")).isEqualTo("The OAC");
        assertThat(Phrases.capitalized("")).isEmpty();
    }

    @Test
    void oneIsAndSeveralAre() {
        assertThat(Phrases.isOrAre(1)).isEqualTo("is");
        assertThat(Phrases.isOrAre(0)).isEqualTo("are");
        assertThat(Phrases.isOrAre(2)).isEqualTo("are");
    }
}
