package why403.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import why403.aws.Fault;
import why403.aws.SnsServer.Refusal;
import why403.json.JsonTree;
import why403.lambda.Story.Outcome;
import why403.trigger.EventReader;

/** A service of AWS does not answer as it should, and later does. */
class ServiceFaultsTest {

    private static final Outcome UNDISTURBED = Story.undisturbed();
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Story story = Story.begin();

    @AfterEach
    void close() {
        story.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PutItem", "UpdateItem", "Query", "GetItem", "TransactWriteItems"})
    void aThrottledTableCostsAnEventAtMostItsTime(String operation) {
        story.function().deliver(Story.BEFORE);
        story.clock().moveOn(MINUTE);
        story.function()
                .wire()
                .interfere((call, send) -> call.operation().equals(operation) ? Wire.throttled() : send.send());
        List<String> again = story.function().deliver(Story.SPIKE);
        assertThat(story.function().log("ERROR"))
                .singleElement()
                .asString()
                .contains("DynamoDB throttled table " + story.table().name(), "raise the table's maximum throughput");

        story.function().wire().heal();
        story.clock().moveOn(MINUTE);
        if (!again.isEmpty()) {
            assertThat(story.function().deliver(Story.SPIKE)).isEmpty();
            story.clock().moveOn(MINUTE);
        }
        story.function().tick();
        story.clock().moveOn(MINUTE);
        story.function().deliver(Story.AFTER);

        assertThat(story.end()).isEqualTo(UNDISTURBED);
    }

    @Test
    void aTableThatIsThrottledFailsTheTickAndTheNextOneDoesItsWork() {
        story.function().deliver(Story.BEFORE);
        story.function().deliver(Story.SPIKE);
        story.function().wire().interfere((call, send) -> Wire.throttled());
        assertThatThrownBy(story.function()::tick).hasMessageContaining("DynamoDB throttled table");
        assertThat(story.kept().somethingIsLeft()).isTrue();
        assertThat(story.function().deliver(Story.AFTER)).containsExactly("message-0");

        story.function().wire().heal();
        assertThat(story.end().notices()).hasSize(1);
        story.function().deliver(Story.AFTER);

        assertThat(story.end()).isEqualTo(UNDISTURBED);
    }

    @Test
    void noticesThatTheTopicRefusesStayInOrderUntilItTakesThem() {
        story.cloud().topics().refuse(Refusal.DENIED);
        List.of(Story.BEFORE, Story.SPIKE, Story.AFTER).forEach(object -> {
            assertThat(story.function().deliver(object)).isEmpty();
            story.clock().moveOn(MINUTE);
        });
        for (int ticks = 0; ticks < 3; ticks++) {
            assertThatThrownBy(story.function()::tick)
                    .isInstanceOf(FailedEventException.class)
                    .hasMessageContaining("stays pending and is tried again")
                    .hasMessageContaining("sns:Publish");
            story.clock().moveOn(MINUTE);
        }
        assertThat(story.cloud().topics().received()).isEmpty();
        story.cloud().topics().heal();

        assertThat(story.end()).isEqualTo(UNDISTURBED);
    }

    @Test
    void aTopicThatIsNotThereIsSaidAndItsNoticesWait() {
        Deployed lost = Deployed.in(
                story.cloud(), story.clock(), story.table().name(), "arn:aws:sns:eu-central-1:123456789012:gone");
        List.of(Story.BEFORE, Story.SPIKE, Story.AFTER).forEach(object -> {
            assertThat(lost.deliver(object)).isEmpty();
            story.clock().moveOn(MINUTE);
        });

        assertThat(lost.log("ERROR"))
                .anyMatch(line -> line.contains("There is no topic arn:aws:sns:eu-central-1:123456789012:gone:"
                        + " create it, or give the function the ARN of one that is there"));
        assertThat(story.end()).isEqualTo(UNDISTURBED);
    }

    @Test
    void aTableThatIsNotThereFailsEveryMessageAndIsSaid() {
        Deployed lost = Deployed.in(story.cloud(), story.clock(), "why403-gone", Cloud.TOPIC);
        String sentence =
                "There is no table why403-gone: deploy the stack, or set WHY403_TABLE to the name of its table.";

        assertThat(lost.deliver(Story.BEFORE, Story.SPIKE)).containsExactly("message-0", "message-1");
        assertThat(lost.log("ERROR")).hasSize(2).allMatch(line -> line.contains(sentence));
        assertThatThrownBy(lost::tick).hasMessage(sentence);
        assertThat(story.tell()).isEqualTo(UNDISTURBED);
    }

    @Test
    void anAccountThatIsThrottledAtTheErrorMappingFailsTheMessageAndIsAskedAgain() {
        story.cloud().account().make("cloudfront get-distribution", Fault.THROTTLED);
        assertThat(story.function().deliver(Story.BEFORE)).containsExactly("message-0");
        assertThat(story.function().log("ERROR"))
                .singleElement()
                .asString()
                .contains("cloudfront:GetDistribution was throttled", "is read again when its event is delivered");
        assertThat(story.kept()).isEqualTo(Kept.NOTHING);
        story.cloud().account().heal("cloudfront get-distribution");

        assertThat(story.tell()).isEqualTo(UNDISTURBED);
    }

    @Test
    void anAccountThatIsThrottledInTheMiddleOfADiagnosisIsToldOfInTheNotice() throws IOException {
        Path scenario = Path.of("..", "events", "waf");
        try (Cloud cloud = Cloud.of(scenario)) {
            cloud.account().make("wafv2 get-web-acl", Fault.THROTTLED);
            JsonNode event = JsonTree.read(Files.readAllBytes(scenario.resolve("event.json")));
            Instant now = new EventReader().read(event).time().orElseThrow();
            Deployed function = Deployed.in(cloud, InstantSource.fixed(now));
            String queued = JsonTree.write(Shapes.queued(event));

            assertThat(Deployed.failures(function.handle(queued))).isEmpty();

            assertThat(cloud.topics().received())
                    .isNotEmpty()
                    .allSatisfy(notice -> assertThat(notice.members().get("sqs"))
                            .contains("{\"what\":\"wafv2:GetWebACL\",\"why\":\"AWS throttled it\"}")
                            .contains("\"id\":\"waf-block\"")
                            .doesNotContain("\"certainty\":\"confirmed\""));
        }
    }
}
