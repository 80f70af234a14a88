package why403.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudfront.endpoints.CloudFrontEndpointProvider;
import software.amazon.awssdk.services.cloudfront.model.DistributionSummary;
import software.amazon.awssdk.services.cloudfront.model.GetKeyGroupResponse;
import why403.account.Answer;
import why403.account.Answer.NotChecked;
import why403.account.Answer.Why;
import why403.account.ApiGatewayQuestions;
import why403.account.CloudFrontQuestions;
import why403.account.HttpApiQuestions;
import why403.account.KmsQuestions;
import why403.account.LambdaQuestions;
import why403.account.LoadBalancerQuestions;
import why403.account.Question;
import why403.account.S3ControlQuestions;
import why403.account.S3Questions;
import why403.account.WafQuestions;
import why403.folder.CliAnswers;

/** How the live account calls AWS, and how it handles failures. */
class LiveAccountTest {

    private static final Question<GetKeyGroupResponse> KEY_GROUP = CloudFrontQuestions.keyGroup("kg-1");

    @TempDir
    private Path scenario;

    private final List<String> problems = new ArrayList<>();
    private AccountServer server;
    private Clients clients;

    @BeforeEach
    void start() throws IOException {
        server = AccountServer.start(scenario, 1);
        clients = LocalClients.of(server.endpoint());
        record(KEY_GROUP.recordingPath(), CliAnswers.GET_KEY_GROUP);
    }

    @AfterEach
    void stop() {
        clients.close();
        server.close();
    }

    private void record(String path, String text) throws IOException {
        Path file = scenario.resolve("account").resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private LiveAccount account(boolean readingContent) {
        return LocalClients.account(clients, readingContent, problems::add);
    }

    private LiveAccount hurried(Duration attempt, Duration inVain) {
        clients = LocalClients.of(
                server.endpoint(), new ClientTimeouts(2, attempt, attempt.multipliedBy(3), Duration.ofMillis(1)));
        return new LiveAccount(clients, true, inVain, InstantSource.system(), problems::add);
    }

    private List<String> regions() {
        return server.asked().stream().map(ParsedRequest::region).toList();
    }

    @Test
    void everyQuestionIsSentToItsRegion() {
        LiveAccount account = account(true);
        account.ask(KEY_GROUP);
        account.ask(S3Questions.bucketPolicy("example-assets", Optional.of("ap-southeast-2")));
        account.ask(S3Questions.bucketPolicy("example-assets", Optional.empty()));
        account.ask(WafQuestions.webAcl("edge", "a1b2"));

        assertThat(regions()).containsExactly("aws-global", "ap-southeast-2", "eu-central-1", "us-east-1");
    }

    @Test
    void aQuestionAboutAnOriginIsSentToTheRegionOfItsHost() {
        LiveAccount account = account(true);
        Optional<String> tokyo = Optional.of("ap-northeast-1");
        account.ask(S3ControlQuestions.publicAccessBlock("123456789012", tokyo));
        account.ask(KmsQuestions.key("alias/aws/s3", tokyo));
        account.ask(LambdaQuestions.functionPolicy("render", tokyo));
        account.ask(ApiGatewayQuestions.restApi("a1b2c3d4e5", tokyo));
        account.ask(HttpApiQuestions.api("f6g7h8i9j0", tokyo));
        account.ask(LoadBalancerQuestions.rules("a.example", Optional.empty(), Optional.of(443), tokyo));

        assertThat(regions()).hasSize(6).containsOnly("ap-northeast-1");
    }

    /** The ARN says which account the key is in. Its id alone would be looked up in this account. */
    @Test
    void aKeyIsAskedForByTheNameThatIsKnown() {
        String arn = "arn:aws:kms:eu-west-1:999999999999:key/1234abcd-12ab-34cd-56ef-1234567890ab";
        account(true).ask(KmsQuestions.key(arn, Optional.of("eu-west-1")));

        assertThat(server.asked())
                .singleElement()
                .satisfies(asked -> assertThat(asked.query()).containsEntry("KeyId", arn));
    }

    @Test
    void cloudFrontHasOneGlobalEndpoint() {
        assertThat(CloudFrontEndpointProvider.defaultProvider()
                        .resolveEndpoint(at -> at.region(Region.AWS_GLOBAL))
                        .join()
                        .url())
                .hasToString("https://cloudfront.amazonaws.com");
    }

    @Test
    void anAccountHasItsOwnHostForBlockPublicAccess() {
        List<String> hosts = new ArrayList<>();
        SdkHttpClient unreachable = new SdkHttpClient() {
            @Override
            public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
                hosts.add(request.httpRequest().host());
                throw new UncheckedIOException(new IOException("unreachable"));
            }

            @Override
            public void close() {}
        };
        try (Clients real =
                Clients.over(unreachable, Region.EU_CENTRAL_1, LocalClients.CREDENTIALS, LocalClients.PATIENT)) {
            LocalClients.account(real, true, problems::add)
                    .ask(S3ControlQuestions.publicAccessBlock("123456789012", Optional.of("eu-west-1")));
        }
        assertThat(hosts).isNotEmpty().containsOnly("123456789012.s3-control.eu-west-1.amazonaws.com");
    }

    @Test
    void aRequestForABucketInAnotherRegionIsRepeatedThere() throws IOException {
        Question<?> question = S3Questions.bucketPolicy("example-assets", Optional.empty());
        record(question.recordingPath(), CliAnswers.GET_BUCKET_POLICY);
        server.moveBucket("example-assets", "sa-east-1");

        assertThat(account(true).ask(question).found()).isPresent();
        assertThat(regions()).startsWith("eu-central-1").endsWith("sa-east-1");
    }

    @Test
    void pagesAreMerged() throws IOException {
        record("cloudfront/list-distributions.json", CliAnswers.LIST_DISTRIBUTIONS);

        assertThat(account(true)
                        .ask(CloudFrontQuestions.listDistributions())
                        .found()
                        .orElseThrow()
                        .distributionList()
                        .items())
                .extracting(DistributionSummary::id)
                .containsExactly("E2EXAMPLE", "E3EXAMPLE");
        assertThat(server.asked()).hasSize(2);
    }

    @Test
    void anAccountWithoutDistributionsIsAnAnswer() {
        server.answer(
                "cloudfront list-distributions",
                HttpReply.xml(
                        200,
                        "<DistributionList><Marker></Marker><MaxItems>100</MaxItems><IsTruncated>false</IsTruncated>"
                                + "<Quantity>0</Quantity></DistributionList>"));

        assertThat(account(true)
                        .ask(CloudFrontQuestions.listDistributions())
                        .found()
                        .orElseThrow()
                        .distributionList()
                        .items())
                .isEmpty();
    }

    @Test
    void endlessPagesAreNotAnAnswer() {
        server.answer(
                "cloudfront list-distributions",
                HttpReply.xml(
                        200,
                        WireAnswers.LIST_DISTRIBUTIONS.replace(
                                "<IsTruncated>false", "<NextMarker>E3EXAMPLE</NextMarker><IsTruncated>true")));

        assertThat(account(true).ask(CloudFrontQuestions.listDistributions()))
                .isEqualTo(new NotChecked<>(Why.OUT_OF_REACH));
        assertThat(server.asked()).hasSize(100);
        assertThat(problems)
                .singleElement()
                .asString()
                .startsWith("cloudfront list-distributions returned a response that");
    }

    @Test
    void theActionsDependOnReadContent() {
        Question<?> question = S3Questions.object("example-assets", "a", Optional.empty());
        assertThat(account(true).actions(question)).containsExactly("s3:GetObject", "s3:ListBucket");
        assertThat(account(false).actions(question)).containsExactly("s3:ListBucket");
    }

    @Test
    void aThrottledCallIsRetriedAndThenFails() {
        server.make("cloudfront get-key-group", Fault.THROTTLED);

        assertThat(account(true).ask(KEY_GROUP)).isEqualTo(new NotChecked<>(Why.THROTTLED));
        assertThat(server.asked()).hasSize(LocalClients.PATIENT.maxAttempts());
        assertThat(problems).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"CLOSING", "GARBAGE", "WEB_PAGE"})
    void anUnreadableResponseIsReportedWithoutItsContent(Fault fault) {
        server.make("cloudfront get-key-group", fault);

        assertThat(account(true).ask(KEY_GROUP)).isEqualTo(new NotChecked<>(Why.OUT_OF_REACH));
        assertThat(problems)
                .singleElement()
                .asString()
                .startsWith("cloudfront get-key-group ")
                .contains(". Check ")
                .endsWith(".")
                .doesNotContain("hunter2", "AKID");
    }

    static Stream<Question<?>> questionsWhoseAnswerHasABody() {
        return CliAndWireAnswersTest.everyQuestion()
                .filter(question -> !question.command().equals("head-object"));
    }

    /** GetBucketPolicy is excluded: any body is a valid response, because the body is the policy. */
    static Stream<Question<?>> questionsWhoseAnswerIsADocument() {
        return questionsWhoseAnswerHasABody()
                .filter(question -> !question.command().equals("get-bucket-policy"));
    }

    @ParameterizedTest
    @MethodSource("questionsWhoseAnswerHasABody")
    void aWebPageWithAnErrorStatusIsNotAnAnswer(Question<?> question) {
        for (int status : new int[] {302, 404, 418}) {
            assertThat(askedOfAWebPage(question, status)).isEqualTo(new NotChecked<>(Why.OUT_OF_REACH));
        }
        assertThat(problems)
                .hasSize(3)
                .allMatch(problem -> problem.startsWith(question.operation().name() + " returned a response that"));
    }

    @ParameterizedTest
    @MethodSource("questionsWhoseAnswerIsADocument")
    void aWebPageIsNotAnAnswer(Question<?> question) {
        assertThat(askedOfAWebPage(question, 200)).isEqualTo(new NotChecked<>(Why.OUT_OF_REACH));
        assertThat(problems).singleElement().asString().contains(" returned a response that");
    }

    private Answer<?> askedOfAWebPage(Question<?> question, int status) {
        String operation = question.operation().name();
        String firstCall = operation.equals("elbv2 describe-rules") ? "elbv2 describe-load-balancers" : operation;
        server.answer(firstCall, HttpReply.text(status, "text/html", "<html><body>Hi</body></html>"));
        return account(true).ask(question);
    }

    @Test
    void aCallWithoutAResponseTimesOut() {
        server.make("cloudfront get-key-group", Fault.HANGING);

        assertThat(hurried(Duration.ofMillis(100), Duration.ofMinutes(1)).ask(KEY_GROUP))
                .isEqualTo(new NotChecked<>(Why.OUT_OF_REACH));
        assertThat(problems).singleElement().asString().startsWith("cloudfront get-key-group timed out. Check that");
    }

    @Test
    void noQuestionIsAskedAfterTheTimeBudgetIsUsedUp() {
        server.make("cloudfront get-key-group", Fault.THROTTLED);
        LiveAccount account = hurried(Duration.ofSeconds(20), Duration.ZERO);

        account.ask(KEY_GROUP);
        int asked = server.asked().size();
        server.heal("cloudfront get-key-group");

        assertThat(account.ask(KEY_GROUP)).isEqualTo(new NotChecked<>(Why.THROTTLED));
        assertThat(server.asked()).hasSize(asked);
        assertThat(problems).singleElement().asString().contains("asks the account no more questions");
    }

    @Test
    void deniedQuestionsDoNotUseUpTheTimeBudget() {
        LiveAccount account = hurried(Duration.ofSeconds(20), Duration.ZERO);

        assertThat(account.ask(CloudFrontQuestions.keyGroup("kg-2"))).isEqualTo(new NotChecked<>(Why.DENIED));
        assertThat(account.ask(KEY_GROUP).found()).isPresent();
    }

    @Test
    void aClosedEndpointIsOutOfReach() {
        server.close();

        assertThat(account(true).ask(KEY_GROUP)).isEqualTo(new NotChecked<>(Why.OUT_OF_REACH));
        assertThat(problems).singleElement().asString().startsWith("cloudfront get-key-group failed on the network");
    }

    @Test
    void anInvalidArgumentIsNotAnException() {
        assertThat(account(true).ask(CloudFrontQuestions.keyGroup(""))).isInstanceOf(NotChecked.class);
        assertThat(account(false).ask(S3Questions.object("", "", Optional.empty())))
                .isInstanceOf(NotChecked.class);
    }
}
