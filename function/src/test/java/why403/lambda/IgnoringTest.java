package why403.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import why403.aws.SnsServer.Refusal;
import why403.lambda.Story.Outcome;
import why403.log.LogText;
import why403.trigger.LogObject;

/** What is deployed to be ignored or not to be watched, from the event to the topic. */
class IgnoringTest {

    private static final LogObject OTHER = Story.object("E3EXAMPLE", "spike");

    private final Story story = Story.begin();

    @AfterEach
    void close() {
        story.close();
    }

    private List<JsonNode> due() {
        return story.function()
                .lines()
                .filter(line -> line.path("message").asText().equals("Notice due"))
                .toList();
    }

    private static List<String> events(Outcome outcome) {
        return outcome.notices().stream()
                .map(notice ->
                        Json.read(notice.members().get("sqs")).path("event").asText())
                .toList();
    }

    /** The trouble is one of the whole distribution, all of it in /api/. */
    @ParameterizedTest
    @ValueSource(strings = {"*", "/api/", "/a"})
    void whatIsIgnoredIsLoggedAndCountedAndToldToNobody(String entry) {
        Outcome outcome = story.deployedWith(Settings.IGNORE, entry).tell();

        assertThat(outcome.notices()).isEmpty();
        assertThat(due()).hasSize(2).allSatisfy(line -> {
            assertThat(line.path("alerts").asBoolean(true)).isFalse();
            assertThat(line.path("ignored").asBoolean()).isTrue();
            assertThat(Json.read(line.path("notice").asText()).path("causes")).isNotEmpty();
        });
        assertThat(story.function().sum(Metric.IGNORED_NOTICES)).isEqualTo(2);
        assertThat(story.function().sum(Metric.NOTICES)).isZero();
        assertThat(story.function().sum(Metric.ONE_CLIENT_INCIDENTS)).isZero();
        assertThat(story.function().sum(Metric.FORBIDDEN)).isPositive();
    }

    @Test
    void aCauseIsIgnoredByTheIdThatANoticeNamesFirst() {
        String cause = story.tell().notices().get(0).attributes().get("cause");
        story.startOver();

        assertThat(story.deployedWith(Settings.IGNORE, cause).tell().notices()).isEmpty();
        assertThat(story.function().sum(Metric.IGNORED_NOTICES)).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"path:/api/", "host:www.example.com", "/img/", "signed-request-expired"})
    void whatIsNotTrueOfTheIncidentIgnoresNothing(String entry) {
        Outcome outcome = story.deployedWith(Settings.IGNORE, entry).tell();

        assertThat(events(outcome)).containsExactly("opened", "resolved");
        assertThat(due()).hasSize(2).allMatch(line -> !line.path("ignored").asBoolean(true));
        assertThat(story.function().sum(Metric.IGNORED_NOTICES)).isZero();
    }

    @Test
    void theEndOfWhatWasToldIsToldThoughItIsIgnoredByThen() {
        story.function().deliver(Story.BEFORE, Story.SPIKE);
        story.clock().moveOn(Duration.ofMinutes(1));
        story.deployedWith(Settings.IGNORE, "*").function().deliver(Story.AFTER);

        assertThat(events(story.end())).containsExactly("opened", "resolved");
    }

    @Test
    void theEndOfWhatWasIgnoredIsIgnoredThoughNothingIsByThen() {
        story.deployedWith(Settings.IGNORE, "*").function().deliver(Story.BEFORE, Story.SPIKE);
        story.clock().moveOn(Duration.ofMinutes(1));
        story.deployedWith(Settings.IGNORE, "").function().deliver(Story.AFTER);

        assertThat(story.end().notices()).isEmpty();
        assertThat(due())
                .singleElement()
                .satisfies(line -> assertThat(line.path("notice").asText()).contains("\"event\":\"resolved\""));
        assertThat(story.function().sum(Metric.IGNORED_NOTICES)).isEqualTo(1);
    }

    @Test
    void oneClientsBurstIsCountedAsThatThoughItsScopeIsIgnored() {
        story.put(
                Story.SPIKE,
                new LogText()
                        .at("2026-11-24T09:00:00Z")
                        .by("192.0.2.9")
                        .trouble(10)
                        .bytes());

        assertThat(story.deployedWith(Settings.IGNORE, "*").tell().notices()).isEmpty();

        assertThat(story.function().sum(Metric.ONE_CLIENT_INCIDENTS)).isEqualTo(1);
        assertThat(story.function().sum(Metric.IGNORED_NOTICES)).isZero();
    }

    @Test
    void recordsOfADistributionThatIsNotWatchedAreReadAndNothingIsKeptOfThem() {
        story.put(OTHER, Story.trouble("2026-11-24T09:00:00Z", 10, 403));
        story.deployedWith(Settings.DISTRIBUTIONS, "E2EXAMPLE,E4EXAMPLE");

        assertThat(story.function().deliver(OTHER)).isEmpty();

        assertThat(story.kept()).isEqualTo(Kept.NOTHING);
        assertThat(story.function().log("INFO"))
                .contains("s3://example-logs/" + OTHER.key()
                        + ": 201 records belong to distributions that are not watched, and were skipped");
        assertThat(story.function().log("ERROR")).isEmpty();
        assertThat(story.function().sum(Metric.OBJECTS)).isEqualTo(1);
        assertThat(story.function().sum(Metric.FORBIDDEN)).isZero();
        assertThat(events(story.tell())).containsExactly("opened", "resolved");
        assertThat(story.function().log("INFO"))
                .filteredOn(line -> line.contains("not watched"))
                .hasSize(1);
    }

    @Test
    void whatIsLeftOfADistributionThatIsNoLongerWatchedIsNotTold() {
        story.cloud().topics().refuse(Refusal.DENIED);
        story.function().deliver(Story.BEFORE, Story.SPIKE);
        story.cloud().topics().heal();
        Kept left = story.kept();
        assertThat(left.somethingIsLeft()).isTrue();
        story.deployedWith(Settings.DISTRIBUTIONS, "E3EXAMPLE");
        story.clock().moveOn(Duration.ofDays(2));

        story.function().tick();

        assertThat(story.cloud().topics().received()).isEmpty();
        assertThat(story.kept()).isEqualTo(left);
        assertThat(story.function().log("WARN")).isEmpty();
    }
}
