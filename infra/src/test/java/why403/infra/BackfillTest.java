package why403.infra;

import static com.dashjoin.jsonata.Jsonata.jsonata;
import static org.assertj.core.api.Assertions.assertThat;

import com.dashjoin.jsonata.Jsonata;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import why403.trigger.Delivery;
import why403.trigger.EventReader;
import why403.trigger.LogObject;
import why403.trigger.Purpose;

/** Evaluates the definition of the state machine over a listing, as Step Functions does, and reads its messages. */
class BackfillTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Synthesized DEFAULT = Synthesized.of(Map.of());
    private static final Synthesized ALL_OPTIONS = Synthesized.of(Synthesized.ALL_OPTIONS);

    private static Tree machine(Synthesized template) {
        return template.properties(template.idOf("AWS::StepFunctions::StateMachine", "Backfill"));
    }

    private static Tree definition(Synthesized template) {
        Tree text = machine(template).at("DefinitionString");
        Stream<Tree> parts = text.at("Fn::Join").isThere()
                ? new Tree(((List<?>) text.at("Fn::Join").value()).get(1)).elements()
                : Stream.of(text);
        String deployed = parts.map(BackfillTest::deployed).reduce("", String::concat);
        try {
            return new Tree(JSON.readValue(deployed, Object.class));
        } catch (JsonProcessingException noJson) {
            throw new UncheckedIOException(noJson);
        }
    }

    private static String deployed(Tree part) {
        if (part.target().isEmpty()) {
            return part.text();
        }
        return part.target().contains("Bucket")
                ? "example-logs"
                : part.target().equals("AWS::Partition") ? "aws" : "https://sqs.example/queue";
    }

    private static Tree eachLogObject(Synthesized template) {
        return definition(template).at("States", "EachLogObject");
    }

    private static Tree eachRecentOne(Synthesized template) {
        return eachLogObject(template).at("ItemProcessor", "States", "EachRecentOne");
    }

    /** The value of an expression in the state language: a text between {% and %}. */
    private static Object evaluate(String text, Object input) {
        Jsonata expression = jsonata(text.replaceFirst("^\\{%", "").replaceFirst("%}$", ""));
        Jsonata.Frame frame = expression.createFrame();
        frame.bind("states", Map.of("input", input));
        return expression.evaluate(null, frame);
    }

    private static Object evaluateAll(Object value, Object input) {
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> evaluated = new HashMap<>();
            map.forEach((name, member) -> evaluated.put((String) name, evaluateAll(member, input)));
            return evaluated;
        }
        return value instanceof String text && text.startsWith("{%") ? evaluate(text, input) : value;
    }

    private static Map<String, Object> listed(String key, Instant modified) {
        return Map.of("Key", key, "LastModified", modified.getEpochSecond(), "Size", 1388, "StorageClass", "STANDARD");
    }

    private static List<?> recent(List<Map<String, Object>> listing) {
        return (List<?>) evaluate(eachRecentOne(DEFAULT).at("Items").text(), Map.of("Items", listing));
    }

    /** The body of the message that an item of the listing causes. */
    private static String message(Object item) throws JsonProcessingException {
        Object body = eachRecentOne(DEFAULT)
                .at("ItemProcessor", "States", "Send", "Arguments", "MessageBody")
                .value();
        return JSON.writeValueAsString(evaluateAll(body, item));
    }

    @Test
    void onlyObjectsOfTheLastEightDaysAreSent() {
        Instant now = Instant.now();
        Map<String, Object> old = listed("old", now.minus(Duration.ofDays(8)).minusSeconds(60));
        Map<String, Object> young =
                listed("young", now.minus(Duration.ofDays(8)).plusSeconds(60));

        assertThat(recent(List.of(old))).isEmpty();
        assertThat(recent(List.of(old, young))).hasSize(1);
        assertThat(recent(List.of(young, old, young))).hasSize(2);
    }

    @Test
    void theFunctionReadsEachMessageAsAnObjectOfThePast() throws JsonProcessingException {
        String key = "cdn/E2EXAMPLE.2026-11-24-10.a+b%20\"c\".gz";
        Object item = recent(List.of(listed(key, Instant.now()))).get(0);
        String event = JSON.writeValueAsString(
                Map.of("Records", List.of(Map.of("messageId", "m1", "eventSource", "aws:sqs", "body", message(item)))));

        Delivery delivery = new EventReader().read(JSON.readTree(event));

        assertThat(delivery.messages())
                .singleElement()
                .satisfies(one -> assertThat(one.problem()).isEmpty());
        assertThat(delivery.objects(Purpose.BACKFILL)).containsExactly(new LogObject("example-logs", key));
    }

    @Test
    void theMapIsBoundedAndListsOnlyThePrefix() {
        Tree map = eachLogObject(ALL_OPTIONS);

        assertThat(map.at("MaxConcurrency").text()).isEqualTo("4");
        assertThat(map.at("ItemBatcher", "MaxItemsPerBatch").text()).isEqualTo("1000");
        assertThat(map.at("ItemBatcher", "MaxInputBytesPerBatch").text()).isEqualTo("200000");
        assertThat(map.at("ItemProcessor", "ProcessorConfig", "Mode").text()).isEqualTo("DISTRIBUTED");
        assertThat(map.at("ItemProcessor", "ProcessorConfig", "ExecutionType").text())
                .isEqualTo("EXPRESS");
        assertThat(map.at("ItemReader", "Resource").text()).endsWith(":states:::s3:listObjectsV2");
        assertThat(map.at("ItemReader", "Arguments", "Prefix").text()).isEqualTo("cdn/");
        assertThat(eachRecentOne(ALL_OPTIONS).at("MaxConcurrency").text()).isEqualTo("10");
        assertThat(eachLogObject(DEFAULT)
                        .at("ItemReader", "Arguments", "Prefix")
                        .isThere())
                .isFalse();
    }

    @Test
    void itsRoleMayOnlyListTheBucketSendMessagesAndRunTheMap() {
        String role = machine(DEFAULT).at("RoleArn").target();

        assertThat(DEFAULT.all("AWS::IAM::Policy")
                        .filter(policy -> policy.at("Roles")
                                .elements()
                                .anyMatch(one -> one.target().equals(role)))
                        .flatMap(policy ->
                                policy.at("PolicyDocument", "Statement").elements())
                        .flatMap(statement -> statement.at("Action").texts().stream())
                        .distinct())
                .containsExactlyInAnyOrder(
                        "s3:ListBucket",
                        "sqs:SendMessage",
                        "states:StartExecution",
                        "states:DescribeExecution",
                        "states:RedriveExecution",
                        "states:StopExecution");
    }
}
