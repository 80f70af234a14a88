package why403.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import why403.cause.AwsResource;
import why403.cause.AwsResource.Bucket;
import why403.cause.AwsResource.WebAcl;
import why403.cause.Cause;
import why403.cause.CauseId;
import why403.cause.Certainty;
import why403.cause.Command;
import why403.cause.Command.Effect;
import why403.cause.Diagnosis;
import why403.cause.DistributionName;
import why403.cause.Headline;
import why403.cause.HotSpot;
import why403.cause.NotChecked;
import why403.cause.Remedy;
import why403.cause.ViewerCount;
import why403.json.JsonTree;
import why403.seeded.Generator;
import why403.seeded.Seeds;
import why403.spike.Event;
import why403.tally.Scope;

/** One message for every subscriber, within the limits of SNS. */
class SnsMessageTest {

    private static JsonNode parsed(String json) {
        try {
            return JsonTree.read(json);
        } catch (JsonProcessingException e) {
            throw new AssertionError("No JSON: " + json, e);
        }
    }

    private static JsonNode members(SnsMessage message) {
        return parsed(message.message());
    }

    private static RenderedNotice rendered(List<Cause> causes) {
        return new Renderer().render(ExampleNotice.opened(Scope.WHOLE, ExampleNotice.diagnosis(causes, List.of(), 5)));
    }

    @ParameterizedTest
    @EnumSource
    void everyProtocolGetsTheFormThatItCanUse(ExampleNotice example) {
        RenderedNotice notice = new Renderer().render(example.notice());
        SnsMessage message = SnsMessage.of(notice);
        assertThat(members(message).properties())
                .extracting(Map.Entry::getKey, member -> member.getValue().textValue())
                .containsExactly(
                        tuple("default", notice.text()),
                        tuple("email", notice.text()),
                        tuple("https", notice.slack()),
                        tuple("sqs", notice.json()),
                        tuple("lambda", notice.json()));
        assertThat(message.subject()).isEqualTo(notice.subject());
        assertThat(message.attributes()).isEqualTo(notice.attributes().byName());
    }

    @Test
    void anIncidentWithoutCausesHasAllAttributes() {
        assertThat(new Renderer().render(ExampleNotice.ONE_CLIENT.notice()).attributes())
                .isEqualTo(new NoticeAttributes("opened", "E2EXAMPLE", "one-client", "client"));
        assertThat(rendered(List.of()).attributes())
                .isEqualTo(new NoticeAttributes("opened", "E2EXAMPLE", "unexplained", "unknown"));
    }

    private static Cause remedied(CauseId id, double explained, int characters) {
        String policy = "x".repeat(characters);
        Cause cause = ExampleNotice.cause(
                id,
                "the policy allows nobody",
                List.of("GetBucketPolicy: it is long."),
                Optional.of(new Remedy(
                        "Put another policy",
                        Optional.empty(),
                        List.of(new Command(
                                "Put the policy",
                                "aws s3api put-bucket-policy --policy '" + policy + "'",
                                Effect.CHANGES_CONFIGURATION)),
                        Optional.of(JsonNodeFactory.instance.objectNode().put("Sid", policy)))));
        return ExampleNotice.with(cause, Certainty.CONFIRMED, explained);
    }

    private static List<Cause> threeOf20000Characters() {
        return List.of(
                remedied(CauseId.S3_GRANT_MISSING, 0.4, 20_000),
                remedied(CauseId.S3_GRANT_WRONG_ACTION, 0.3, 20_010),
                remedied(CauseId.S3_GRANT_WRONG_RESOURCE, 0.3, 20_020));
    }

    @Test
    void documentsAreLeftOutFirst() {
        RenderedNotice notice = rendered(threeOf20000Characters());
        JsonNode members = members(SnsMessage.of(notice));
        JsonNode cause = parsed(members.path("sqs").textValue()).at("/causes/0");
        assertThat(cause.at("/remedy/document").isNull()).isTrue();
        assertThat(cause.at("/remedy/commands/0").textValue()).hasSizeGreaterThan(20_000);
        assertThat(cause.path("evidence").get(1).textValue()).startsWith("The remedy's document is left out");
        assertThat(members.path("email").textValue()).isEqualTo(notice.text());
        assertThat(members.path("default").textValue()).isEqualTo(notice.text());
    }

    @Test
    void theTextForOtherProtocolsIsCutNext() {
        RenderedNotice notice = rendered(Stream.concat(
                        threeOf20000Characters().stream(),
                        Stream.of(remedied(CauseId.S3_NO_ORIGIN_ACCESS, 0.01, 15_000)))
                .toList());
        JsonNode members = members(SnsMessage.of(notice));
        assertThat(members.path("default").textValue()).endsWith("\n(Cut here: the rest is in the email.)\n");
        assertThat(members.path("email").textValue()).isEqualTo(notice.text());
        assertThat(parsed(members.path("lambda").textValue())
                        .at("/causes/1/remedy/commands/0")
                        .textValue())
                .hasSizeGreaterThan(20_000);
    }

    @Test
    void longStringsAreCutLastAndNoCommandIsCut() {
        RenderedNotice notice = rendered(List.of(remedied(CauseId.S3_GRANT_MISSING, 1, 150_000)));
        JsonNode json = parsed(members(SnsMessage.of(notice)).path("sqs").textValue());
        assertThat(json.at("/causes/0/remedy/commands/0").textValue())
                .isEqualTo(
                        "# This command has 150,039 characters and does not fit: replay of the same logs prints it.");
        assertThat(json.at("/causes/0/summary").textValue()).isEqualTo("the policy allows nobody");
    }

    @Test
    void charactersThatSnsRefusesAreReplaced() {
        RenderedNotice notice = rendered(List.of(ExampleNotice.cause(
                CauseId.UNEXPLAINED, "a lone \ud83d and \uffff", List.of("\u0001"), Optional.empty())));
        SnsMessage message = SnsMessage.of(notice);
        assertThat(message.message()).doesNotContainPattern("\\p{Cs}|\\uFFFF|\\p{Cc}");
        assertThat(parsed(members(message).path("sqs").textValue())
                        .at("/causes/0/evidence/0")
                        .textValue())
                .isEqualTo("\u0001");
    }

    private static String anyText(Generator given) {
        return switch (given.between(0, 10)) {
            case 0, 1 -> given.text(20).repeat(given.of(50, 400, 2_000));
            case 2 -> given.of("\"\\\u0001", "\u20ac*<& ", "\ud83d").repeat(9_000);
            default -> given.text(40);
        };
    }

    private static Remedy remedy(Generator given) {
        return new Remedy(
                anyText(given),
                given.oneIn(2) ? Optional.empty() : Optional.of(anyText(given)),
                given.list(5, () -> new Command(anyText(given), anyText(given), given.of(Effect.values()))),
                Optional.of(JsonNodeFactory.instance.objectNode().put("x", anyText(given))));
    }

    private static Cause cause(Generator given) {
        return new Cause(
                given.of(CauseId.values()),
                given.of(Certainty.values()),
                given.of(0.01, 0.1),
                new Headline(anyText(given), anyText(given)),
                anyText(given),
                given.list(6, () -> anyText(given)),
                given.oneIn(4) ? Optional.empty() : Optional.of(remedy(given)),
                Optional.empty(),
                given.list(3, () -> resource(given)));
    }

    private static AwsResource resource(Generator given) {
        return given.oneIn(2)
                ? new Bucket("aws", anyText(given), Optional.of(anyText(given)))
                : new WebAcl(anyText(given), anyText(given));
    }

    private static Diagnosis diagnosis(Generator given) {
        String name = anyText(given);
        return new Diagnosis(
                given.list(18, () -> cause(given)),
                List.of(new HotSpot("userAgent", name, 0.9, OptionalDouble.empty(), 9)),
                given.list(20, () -> new NotChecked("wafv2:GetWebACL", anyText(given))),
                new ViewerCount(65),
                OptionalInt.of(2),
                10,
                20,
                new DistributionName(name, name, "aws", Optional.empty(), given.oneIn(2)),
                List.of());
    }

    @ParameterizedTest
    @Seeds(12)
    void anyDiagnosisFitsIntoOneMessageWithValidMembers(Generator given) {
        RenderedNotice notice = new Renderer()
                .render(ExampleNotice.notice(given.of(Event.values()), Scope.WHOLE, false, diagnosis(given)));
        SnsMessage message = SnsMessage.of(notice);
        int size = (message.message() + message.subject()).getBytes(StandardCharsets.UTF_8).length
                + message.attributes().entrySet().stream()
                        .mapToInt(one -> (one.getKey() + "String" + one.getValue()).length())
                        .sum();
        assertThat(size).isEqualTo(message.sizeBytes()).isLessThanOrEqualTo(262_144);
        assertThat(message.message()).doesNotContainPattern("[\\p{Cc}]|\\p{Cs}|[\\uFFFE\\uFFFF]");
        JsonNode members = members(message);
        assertThat(members).allSatisfy(member -> assertThat(member.textValue()).isNotBlank());
        SlackContract.check(members.path("https").textValue());
        JsonNode json = parsed(members.path("sqs").textValue());
        JsonNode whole = parsed(notice.json());
        for (String kept : List.of("event", "incidentId", "distributionId", "scope", "at", "spike")) {
            assertThat(json.path(kept)).isEqualTo(whole.path(kept));
        }
        assertThat(json.path("causes"))
                .allSatisfy(cause -> assertThat(cause.properties())
                        .extracting(Map.Entry::getKey)
                        .containsExactly(
                                "id", "kind", "certainty", "explained", "summary", "evidence", "remedy", "change"));
    }
}
