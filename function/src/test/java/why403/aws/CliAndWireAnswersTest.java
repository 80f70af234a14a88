package why403.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.SdkPojo;
import why403.account.Account;
import why403.account.Answer;
import why403.account.Operation;
import why403.account.Question;
import why403.account.Questions;
import why403.account.S3Questions;
import why403.folder.RecordedAccount;

/** The live account reads the same values from HTTP responses as the recorded account reads from files. */
class CliAndWireAnswersTest {

    @TempDir
    private Path scenario;

    private final List<String> problems = new ArrayList<>();

    private void record(String path, String text) throws IOException {
        Path file = scenario.resolve("account").resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private Account recorded() {
        return new RecordedAccount(scenario.resolve("account"));
    }

    private static void assertSame(Question<?> question, Account live, Account recorded) {
        SdkPojo fromWire = live.ask(question).found().orElseThrow();
        SdkPojo fromFile = recorded.ask(question).found().orElseThrow();
        assertThat(fromWire.equalsBySdkFields(fromFile))
                .as("%s%nshould be %s", fromWire, fromFile)
                .isTrue();
    }

    @Test
    void everyQuestionHasACliAndAWireAnswerAndACall() {
        assertThat(CliAndWireAnswer.ofEveryQuestion()
                        .<Operation<?>>map(pair -> pair.question().operation()))
                .containsExactlyElementsOf(Questions.operations());
        for (boolean readingContent : new boolean[] {true, false}) {
            assertThat(Questions.operations())
                    .allSatisfy(operation -> assertThat(
                                    new OperationCalls(readingContent, InstantSource.system()).of(operation.name()))
                            .isNotNull());
        }
    }

    @ParameterizedTest
    @MethodSource("why403.aws.CliAndWireAnswer#ofEveryQuestion")
    void theWireFormatReadsAsTheRecording(CliAndWireAnswer pair) throws IOException {
        record(pair.question().recordingPath(), pair.printed());
        try (AccountServer server = AccountServer.start(scenario);
                Clients clients = LocalClients.of(server.endpoint())) {
            server.answer(pair.question().operation().name(), pair.wire());

            assertSame(pair.question(), LocalClients.account(clients, true, problems::add), recorded());
        }
        assertThat(problems).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("why403.aws.CliAndWireAnswer#ofEveryQuestion")
    void theTestServerSendsARecordingAsAwsWould(CliAndWireAnswer pair) throws IOException {
        record(pair.question().recordingPath(), pair.printed());
        try (AccountServer server = AccountServer.start(scenario, 1);
                Clients clients = LocalClients.of(server.endpoint())) {
            assertSame(pair.question(), LocalClients.account(clients, true, problems::add), recorded());
        }
        assertThat(problems).isEmpty();
    }

    static Stream<Question<?>> everyQuestion() {
        return CliAndWireAnswer.ofEveryQuestion().map(CliAndWireAnswer::question);
    }

    private Answer<?> liveAndRecorded(Question<?> question) throws IOException {
        try (AccountServer server = AccountServer.start(scenario);
                Clients clients = LocalClients.of(server.endpoint())) {
            Answer<?> live = LocalClients.account(clients, true, problems::add).ask(question);
            assertThat(live).isEqualTo(recorded().ask(question));
            return live;
        }
    }

    @ParameterizedTest
    @MethodSource("everyQuestion")
    void deniedThrottledAndFailedCallsReadAsTheirRecordings(Question<?> question) throws IOException {
        boolean json = !List.of("cloudfront", "elbv2", "s3api", "s3control").contains(question.service());
        List<String> codes = question.command().equals("head-object")
                ? List.of("403", "503", "500")
                : json
                        ? List.of("AccessDeniedException", "ThrottlingException", "InternalFailure")
                        : List.of("AccessDenied", "Throttling", "InternalError");
        List<Answer.Why> whys = new ArrayList<>();
        for (String code : codes) {
            record(question.errorPath(), "{\"Error\":{\"Code\":\"" + code + "\",\"Message\":\"It is so.\"}}");
            whys.add(((Answer.NotChecked<?>) liveAndRecorded(question)).why());
        }
        assertThat(whys).containsExactly(Answer.Why.DENIED, Answer.Why.THROTTLED, Answer.Why.OUT_OF_REACH);
    }

    @ParameterizedTest
    @CsvSource({
        "cloudfront list-distributions, NoSuchInvalidation",
        "cloudfront get-distribution, NoSuchDistribution",
        "cloudfront get-origin-access-control, NoSuchOriginAccessControl",
        "cloudfront get-cloud-front-origin-access-identity, NoSuchCloudFrontOriginAccessIdentity",
        "cloudfront get-cache-policy, NoSuchCachePolicy",
        "cloudfront get-origin-request-policy, NoSuchOriginRequestPolicy",
        "cloudfront get-key-group, NoSuchResource",
        "cloudfront get-public-key, NoSuchPublicKey",
        "cloudfront describe-function, NoSuchFunctionExists",
        "s3api get-bucket-policy, NoSuchBucketPolicy",
        "s3api get-bucket-policy, NoSuchBucket",
        "s3api get-public-access-block, NoSuchPublicAccessBlockConfiguration",
        "s3api get-bucket-encryption, ServerSideEncryptionConfigurationNotFoundError",
        "s3api get-bucket-ownership-controls, OwnershipControlsNotFoundError",
        "s3api get-bucket-cors, NoSuchCORSConfiguration",
        "s3api head-object, 404",
        "s3api get-object-acl, NoSuchKey",
        "s3api list-objects-v2, NoSuchBucket",
        "s3control get-public-access-block, NoSuchPublicAccessBlockConfiguration",
        "kms describe-key, NotFoundException",
        "kms get-key-policy, NotFoundException",
        "lambda list-function-url-configs, ResourceNotFoundException",
        "lambda get-function-url-config, ResourceNotFoundException",
        "lambda get-policy, ResourceNotFoundException",
        "apigateway get-rest-api, NotFoundException",
        "apigateway get-stage, NotFoundException",
        "apigatewayv2 get-api, NotFoundException",
        "apigatewayv2 get-stage, NotFoundException",
        "wafv2 get-web-acl, WAFNonexistentItemException",
        "wafv2 get-sampled-requests, WAFInvalidParameterException"
    })
    void aRefusalReadsAsItsRecording(String operation, String code) throws IOException {
        Question<?> question = everyQuestion()
                .filter(each -> each.operation().name().equals(operation))
                .findFirst()
                .orElseThrow();
        String message = code.equals("404") ? "Not Found" : "The specified thing <does> not exist & never did.";
        record(question.errorPath(), "{\"Error\":{\"Code\":\"" + code + "\",\"Message\":\"" + message + "\"}}");

        assertThat(liveAndRecorded(question)).isEqualTo(new Answer.Refused<>(code, message));
        assertThat(problems).isEmpty();
    }

    @Test
    void theLineThatAwsPrintsToStandardErrorIsTheSameRefusal() throws IOException {
        Question<?> question = S3Questions.bucketPolicy("example-assets", Optional.empty());
        record(
                question.errorPath(),
                "\nAn error occurred (NoSuchBucketPolicy) when calling the GetBucketPolicy operation: The bucket policy"
                        + " does not exist\n");

        assertThat(liveAndRecorded(question).refusedAs("NoSuchBucketPolicy")).isTrue();
    }
}
