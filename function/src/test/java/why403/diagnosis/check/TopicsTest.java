package why403.diagnosis.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import why403.cause.Certainty;
import why403.cause.Headline;
import why403.diagnosis.Logged;
import why403.diagnosis.remedy.Fix;
import why403.diagnosis.remedy.RemedyStep;
import why403.diagnosis.remedy.RemedyStep.ClearCache;
import why403.diagnosis.remedy.RemedyStep.SetDefaultRootObject;
import why403.diagnosis.request.BodyOwner;
import why403.diagnosis.request.ForbiddenRequest;

/** How the requests of one cause are grouped, and how the findings on several groups are put together. */
class TopicsTest {

    private static final RemedyStep FIRST = new SetDefaultRootObject("E2EXAMPLE", "first.html");
    private static final RemedyStep NEXT = new SetDefaultRootObject("E2EXAMPLE", "next.html");
    private static final RemedyStep CLEAR = new ClearCache("E2EXAMPLE", new TreeSet<>(List.of("/first")));
    private static final RemedyStep CLEAR_NEXT = new ClearCache("E2EXAMPLE", new TreeSet<>(List.of("/next")));

    private static Explained about(String topic) {
        ForbiddenRequest request =
                new ForbiddenRequest(Logged.forbidden().record(), false, BodyOwner.OWN, Optional.empty(), List.of());
        return new Explained(request, new Claim(Certainty.LIKELY, topic), Map.of());
    }

    private static Finding finding(String summary, Optional<Fix> fix) {
        return new Finding(Headline.always(summary), summary, List.of(), fix, List.of());
    }

    /** The fix of a cause with two topics. */
    private static Fix together(Fix first, Fix next) {
        Deque<Fix> fixes = new ArrayDeque<>(List.of(first, next));
        return Topics.reportEach(
                        List.of(about("a"), about("b")), explained -> finding("", Optional.of(fixes.removeFirst())))
                .fix()
                .orElseThrow();
    }

    @Test
    void theTopicOfMostRequestsComesFirst() {
        assertThat(Topics.of(List.of(about("a"), about("b"), about("b"))))
                .extracting(topic -> topic.get(0).claim().topic())
                .containsExactly("b", "a");
    }

    @Test
    void allTopicsAreReportedAndTheFirstNamesTheCause() {
        List<Explained> explained =
                IntStream.range(0, 5).mapToObj(i -> about("topic " + i)).toList();
        Finding finding = Topics.reportEach(
                explained, one -> finding(one.get(0).claim().topic().toString(), Optional.empty()));
        assertThat(finding.summary()).isEqualTo("topic 0 (and 4 similar cases, see the evidence)");
        assertThat(finding.evidence())
                .containsExactly("Also: topic 1.", "Also: topic 2.", "Also: topic 3.", "Also: topic 4.");
    }

    @Test
    void theFixesOfMoreThanThreeTopicsAreAllKept() {
        List<Explained> explained =
                IntStream.range(0, 5).mapToObj(i -> about("topic " + i)).toList();
        Finding finding = Topics.reportEach(
                explained, one -> finding(one.get(0).claim().topic().toString(), Optional.of(Fix.of("Fix", FIRST))));
        assertThat(finding.fix().orElseThrow().steps()).hasSize(5);
    }

    @Test
    void theStepsOfBothTopicsComeBeforeTheCacheIsCleared() {
        assertThat(together(Fix.of("Fix", FIRST, CLEAR), Fix.of("Fix", NEXT, CLEAR_NEXT)))
                .isEqualTo(Fix.of("Fix", FIRST, NEXT, CLEAR, CLEAR_NEXT));
    }

    @Test
    void aConditionThatBothShareStays() {
        assertThat(together(
                        Fix.of("One", FIRST).onlyIf("Only if"),
                        Fix.of("Other", NEXT).onlyIf("Only if")))
                .isEqualTo(Fix.of("One. Other", FIRST, NEXT).onlyIf("Only if"));
    }

    @Test
    void stepsUnderAnotherConditionAreLeftOut() {
        assertThat(together(
                        Fix.of("One", FIRST).onlyIf("Only if"),
                        Fix.of("Other", NEXT, CLEAR).onlyIf("Unless")))
                .isEqualTo(Fix.of("One. Other", FIRST, CLEAR).onlyIf("Only if"));
        assertThat(together(Fix.of("One", FIRST), Fix.of("Other", NEXT).onlyIf("Only if")))
                .isEqualTo(Fix.of("One. Other", FIRST));
        assertThat(together(Fix.of("One", FIRST).onlyIf("Only if"), Fix.of("Other", NEXT)))
                .isEqualTo(Fix.of("One. Other", FIRST).onlyIf("Only if"));
    }

    @Test
    void theStepsOfTheNextTopicAreNotLostIfTheFirstHasNone() {
        assertThat(together(Fix.byHand("One"), Fix.of("Other", NEXT).onlyIf("Only if")))
                .isEqualTo(Fix.of("One. Other", NEXT).onlyIf("Only if"));
        assertThat(together(Fix.of("One", CLEAR), Fix.of("Other", NEXT))).isEqualTo(Fix.of("One. Other", NEXT, CLEAR));
    }

    @Test
    void theFixOfTheNextTopicIsNotLostIfTheFirstHasNone() {
        Deque<Optional<Fix>> fixes = new ArrayDeque<>(List.of(Optional.empty(), Optional.of(Fix.of("Fix", NEXT))));
        assertThat(Topics.reportEach(List.of(about("a"), about("b")), one -> finding("", fixes.removeFirst()))
                        .fix())
                .contains(Fix.of("Fix", NEXT));
    }
}
