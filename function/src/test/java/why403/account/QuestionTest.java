package why403.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import why403.seeded.Generator;
import why403.seeded.Seeds;

/** The values that are derived from a question. */
class QuestionTest {

    private static final Optional<String> IRELAND = Optional.of("eu-west-1");
    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

    private static Stream<Question<?>> everyQuestion(String value) {
        return Stream.of(
                CloudFrontQuestions.listDistributions(),
                CloudFrontQuestions.distribution(value),
                CloudFrontQuestions.originAccessControl(value),
                CloudFrontQuestions.originAccessIdentity(value),
                CloudFrontQuestions.cachePolicy(value),
                CloudFrontQuestions.originRequestPolicy(value),
                CloudFrontQuestions.keyGroup(value),
                CloudFrontQuestions.publicKey(value),
                CloudFrontQuestions.function(value),
                S3Questions.bucketPolicy(value, IRELAND),
                S3Questions.publicAccessBlock(value, IRELAND),
                S3Questions.bucketEncryption(value, IRELAND),
                S3Questions.ownershipControls(value, IRELAND),
                S3Questions.cors(value, IRELAND),
                S3Questions.object(value, value, IRELAND),
                S3Questions.objectAcl(value, value, IRELAND),
                S3Questions.listing(value, value, IRELAND),
                S3ControlQuestions.publicAccessBlock(value, IRELAND),
                KmsQuestions.key(value, IRELAND),
                KmsQuestions.keyPolicy(value, IRELAND),
                LambdaQuestions.functions(IRELAND),
                LambdaQuestions.functionUrls(value, IRELAND),
                LambdaQuestions.functionUrl(value, IRELAND),
                LambdaQuestions.functionPolicy(value, IRELAND),
                ApiGatewayQuestions.restApi(value, IRELAND),
                ApiGatewayQuestions.stage(value, value, IRELAND),
                HttpApiQuestions.api(value, IRELAND),
                HttpApiQuestions.stage(value, value, IRELAND),
                LoadBalancerQuestions.rules(value, Optional.of(80), Optional.of(443), IRELAND),
                WafQuestions.webAcl("name", value),
                WafQuestions.sampledRequests("arn:aws:wafv2:us-east-1:123456789012:a/" + value, value, NOON, NOON),
                CloudTrailQuestions.events(
                        CloudTrailQuestions.Attribute.RESOURCE, value, Instant.EPOCH, Instant.EPOCH, IRELAND));
    }

    @Test
    void recordingsHaveThePathsOfTheContract() {
        assertThat(everyQuestion("X1").map(Question::recordingPath))
                .containsExactly(
                        "cloudfront/list-distributions.json",
                        "cloudfront/get-distribution/X1.json",
                        "cloudfront/get-origin-access-control/X1.json",
                        "cloudfront/get-cloud-front-origin-access-identity/X1.json",
                        "cloudfront/get-cache-policy/X1.json",
                        "cloudfront/get-origin-request-policy/X1.json",
                        "cloudfront/get-key-group/X1.json",
                        "cloudfront/get-public-key/X1.json",
                        "cloudfront/describe-function/X1.json",
                        "s3api/get-bucket-policy/X1.json",
                        "s3api/get-public-access-block/X1.json",
                        "s3api/get-bucket-encryption/X1.json",
                        "s3api/get-bucket-ownership-controls/X1.json",
                        "s3api/get-bucket-cors/X1.json",
                        "s3api/head-object/X1/X1.json",
                        "s3api/get-object-acl/X1/X1.json",
                        "s3api/list-objects-v2/X1/X1.json",
                        "s3control/get-public-access-block/X1.json",
                        "kms/describe-key/X1.json",
                        "kms/get-key-policy/X1.json",
                        "lambda/list-functions.json",
                        "lambda/list-function-url-configs/X1.json",
                        "lambda/get-function-url-config/X1.json",
                        "lambda/get-policy/X1.json",
                        "apigateway/get-rest-api/X1.json",
                        "apigateway/get-stage/X1/X1.json",
                        "apigatewayv2/get-api/X1.json",
                        "apigatewayv2/get-stage/X1/X1.json",
                        "elbv2/describe-rules/x1.json",
                        "wafv2/get-web-acl/X1.json",
                        "wafv2/get-sampled-requests/X1/X1.json",
                        "cloudtrail/lookup-events/X1.json");
    }

    @ParameterizedTest
    @CsvSource({
        "1234abcd-12ab, 1234abcd-12ab",
        "arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab, 1234abcd-12ab",
        "alias/aws/s3, alias%2Faws%2Fs3",
        "arn:aws:kms:eu-west-1:123456789012:alias/site, alias%2Fsite"
    })
    void theRecordingOfAKeyHasTheLastPartOfWhateverNamesIt(String key, String file) {
        assertThat(KmsQuestions.key(key, IRELAND).recordingPath()).isEqualTo("kms/describe-key/" + file + ".json");
    }

    @Test
    void theRecordingOfAFunctionHasItsQualifier() {
        assertThat(LambdaQuestions.functionPolicy("render:live", IRELAND).recordingPath())
                .isEqualTo("lambda/get-policy/render%3Alive.json");
        assertThat(LambdaQuestions.functionUrl("render:live", IRELAND).recordingPath())
                .isEqualTo("lambda/get-function-url-config/render%3Alive.json");
    }

    @Test
    void aStageCanBeTheDefaultOne() {
        assertThat(HttpApiQuestions.stage("f6g7h8i9j0", "$default", IRELAND).recordingPath())
                .isEqualTo("apigatewayv2/get-stage/f6g7h8i9j0/$default.json");
    }

    private static String window(Duration incident) {
        return WafQuestions.sampledRequests("arn:a/b/1", "m", NOON, NOON.plus(incident)).arguments().stream()
                .filter(argument -> argument.flag().equals("--time-window"))
                .flatMap(argument -> argument.value().stream())
                .findFirst()
                .orElseThrow();
    }

    @Test
    void sampledRequestsAreThoseOfTheIncidentAsFarAsAwsWafKeepsThem() {
        assertThat(window(Duration.ofSeconds(130)))
                .isEqualTo("StartTime=2026-11-24T12:00:00Z,EndTime=2026-11-24T12:03:00Z");
        assertThat(window(Duration.ofHours(6)))
                .isEqualTo("StartTime=2026-11-24T15:31:00Z,EndTime=2026-11-24T18:01:00Z");
    }

    @Test
    void anErrorHasThePathOfItsAnswer() {
        assertThat(S3Questions.bucketPolicy("example-assets", IRELAND).errorPath())
                .isEqualTo("s3api/get-bucket-policy/example-assets.error.json");
    }

    @Test
    void aKeyKeepsItsFoldersAndOtherNamesDoNot() {
        assertThat(S3Questions.object("b", "docs/", IRELAND).recordingPath())
                .isEqualTo("s3api/head-object/b/docs%2F.json");
        assertThat(S3Questions.object("b", "docs/x", IRELAND).recordingPath())
                .isEqualTo("s3api/head-object/b/docs/x.json");
        assertThat(CloudFrontQuestions.distribution("../E1").recordingPath())
                .isEqualTo("cloudfront/get-distribution/..%2FE1.json");
    }

    @ParameterizedTest
    @Seeds
    void noTwoQuestionsShareAFile(Generator given) {
        String one = given.text();
        String other = given.oneIn(2) ? given.text() : one + given.of("/", ".", "x", ".error", "%");
        List<String> paths = Stream.concat(everyQuestion(one), everyQuestion(one.equals(other) ? one + "x" : other))
                .filter(question -> !isNamedInSeveralWays(question))
                .distinct()
                .flatMap(question -> Stream.of(question.recordingPath(), question.errorPath()))
                .toList();
        assertThat(paths).doesNotHaveDuplicates().hasSize(2 * 54);
    }

    /** A key has an id and ARNs, a host has no case, and only the last part of a web ACL's ARN counts. */
    private static boolean isNamedInSeveralWays(Question<?> question) {
        return List.of("kms", "elbv2").contains(question.service())
                || question.command().equals("get-sampled-requests");
    }

    @Test
    void questionsAreEqualIfTheyAskTheSame() {
        assertThat(S3Questions.bucketPolicy("b", IRELAND))
                .isEqualTo(S3Questions.bucketPolicy("b", Optional.empty()))
                .hasSameHashCodeAs(S3Questions.bucketPolicy("b", Optional.empty()))
                .isNotEqualTo(S3Questions.bucketPolicy("c", IRELAND));
    }

    @Test
    void everyOperationNamesTheActionsItNeeds() {
        assertThat(Questions.operations()).allSatisfy(operation -> {
            assertThat(operation.actions()).isNotEmpty().allMatch(action -> action.contains(":"));
            assertThat(operation.actionsWithoutContent())
                    .isSubsetOf(operation.actions())
                    .noneMatch(action -> action.startsWith("s3:GetObject"));
        });
    }

    @Test
    void onlyTheAccessControlListOfAnObjectIsNotAskedWithoutItsContent() {
        assertThat(Questions.operations().stream()
                        .filter(operation -> operation.actionsWithoutContent().isEmpty())
                        .map(Operation::name))
                .containsExactly("s3api get-object-acl");
    }

    @Test
    void theCatalogueContainsTheActionsOfEveryQuestion() {
        long questions = Stream.of(
                        CloudFrontQuestions.class,
                        S3Questions.class,
                        S3ControlQuestions.class,
                        KmsQuestions.class,
                        LambdaQuestions.class,
                        ApiGatewayQuestions.class,
                        HttpApiQuestions.class,
                        LoadBalancerQuestions.class,
                        WafQuestions.class,
                        CloudTrailQuestions.class)
                .flatMap(service -> Arrays.stream(service.getMethods()))
                .filter(method -> method.getReturnType() == Question.class)
                .count();
        List<Operation<?>> asked =
                everyQuestion("X").<Operation<?>>map(Question::operation).toList();

        assertThat(asked).hasSize((int) questions);
        assertThat(Questions.operations()).containsExactlyElementsOf(asked);
    }

    @Test
    void anObjectIsLookedUpWithHeadObjectOrAListing() {
        Question<?> question = S3Questions.object("b", "k", IRELAND);
        assertThat(question.actions()).containsExactly("s3:GetObject", "s3:ListBucket");
        assertThat(question.actionsWithoutContent()).containsExactly("s3:ListBucket");
    }
}
