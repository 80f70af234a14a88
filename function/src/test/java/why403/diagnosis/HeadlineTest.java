package why403.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import why403.cause.Cause;
import why403.cause.CauseId;
import why403.cause.Headline;

/** A cause in a few words: a title has no room for more. */
class HeadlineTest {

    static Stream<NoticeCase> cases() {
        return NoticeCase.all();
    }

    private static long words(String headline) {
        return Arrays.stream(headline.replace(NoticeCase.EVIL, "").split(" ", -1))
                .filter(word -> !word.isEmpty())
                .count();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void hasAtMostTenWordsNowAndInThePast(NoticeCase incident) {
        Cause cause = Site.first(incident.diagnose());
        assertThat(cause.id()).isEqualTo(incident.cause());
        assertThat(Stream.of(cause.headline().now(), cause.headline().past()))
                .allSatisfy(
                        headline -> assertThat(words(headline)).as(headline).isBetween(1L, (long) Headline.MOST_WORDS));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void isAClauseWithoutAFullStop(NoticeCase incident) {
        Headline headline = Site.first(incident.diagnose()).headline();
        assertThat(headline.now()).doesNotEndWith(".").isEqualTo(headline.now().strip());
        assertThat(headline.past())
                .doesNotEndWith(".")
                .isEqualTo(headline.past().strip());
    }

    @Test
    void theCasesCoverEachCause() {
        assertThat(NoticeCase.all().map(NoticeCase::cause)).contains(CauseId.values());
    }
}
