package why403.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import why403.lambda.Story.Outcome;
import why403.trigger.LogObject;

/** Logs that come a day late. */
class LateLogsFaultsTest {

    private static final Outcome UNDISTURBED = Story.undisturbed();
    private static final LogObject MORE = Story.object("E2EXAMPLE", "more");
    private static final Duration LATE = Duration.ofHours(20);

    private final Story story = Story.begin();

    @AfterEach
    void close() {
        story.close();
    }

    private List<String> told() {
        return story.cloud().topics().received().stream()
                .map(notice -> notice.attributes().get("event"))
                .toList();
    }

    @Test
    void whereAllLogsAreLateTheSameIsToldLater() {
        story.clock().moveOn(LATE);

        assertThat(story.tell()).isEqualTo(UNDISTURBED);
    }

    @Test
    void aSpikeThatIsKnownTwentyHoursLateIsCountedAndNotTold() {
        story.put(MORE, Story.quiet("2026-11-25T05:00:00Z", 60));
        story.clock().moveOn(LATE);
        story.function().deliver(MORE);
        story.clock().moveOn(Duration.ofMinutes(1));

        Outcome outcome = story.tell();

        assertThat(outcome.kept().counts())
                .containsAllEntriesOf(UNDISTURBED.kept().counts());
        assertThat(outcome.notices()).isEmpty();
    }

    @Test
    void whatComesLateOfAnIncidentThatWasToldIsCountedAndTellsNothingMore() {
        Outcome first = story.tell();
        story.put(MORE, Story.trouble("2026-11-24T09:05:00Z", 10, 403));
        story.clock().moveOn(LATE);

        story.function().deliver(MORE);
        Outcome outcome = story.end();

        assertThat(outcome.notices()).isEqualTo(first.notices());
        assertThat(outcome.kept().counts()).hasSize(first.kept().counts().size() + 1);
    }

    @Test
    void quietThatComesLateDoesNotEndAnIncidentThatGoesOn() {
        story.put(MORE, Story.trouble("2026-11-24T09:50:00Z", 10, 403));
        List.of(Story.BEFORE, Story.SPIKE, MORE).forEach(object -> {
            story.function().deliver(object);
            story.clock().moveOn(Duration.ofMinutes(1));
        });
        story.clock().moveOn(LATE);

        story.function().deliver(Story.AFTER);
        story.end();

        assertThat(told()).containsExactly("opened");
    }
}
