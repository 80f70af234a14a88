package why403.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
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
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudfront.endpoints.CloudFrontEndpointProvider;
import software.amazon.awssdk.services.cloudfront.model.DistributionSummary;
import software.amazon.awssdk.services.cloudfront.model.GetKeyGroupResponse;
import why403.account.Answer;
import why403.account.Answer.NotChecked;
import why403.account.Answer.Why;
import why403.account.Question;
import why403.account.Questions;
import why403.folder.CliAnswers;

/** How the live account calls AWS, and how it handles failures. */
class LiveAccountTest {

    private static final Question<GetKeyGroupResponse> KEY_GROUP = Questions.keyGroup("kg-1");

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
        account.ask(Questions.bucketPolicy("example-assets", Optional.of("ap-southeast-2")));
        account.ask(Questions.bucketPolicy("example-assets", Optional.empty()));
        account.ask(Questions.webAcl("edge", "a1b2"));

        assertThat(regions()).containsExactly("aws-global", "ap-southeast-2", "eu-central-1", "us-east-1");
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
    void aRequestForABucketInAnotherRegionIsRepeatedThere() throws IOException {
        Question<?> question = Questions.bucketPolicy("example-assets", Optional.empty());
        record(question.recordingPath(), CliAnswers.GET_BUCKET_POLICY);
        server.moveBucket("example-assets", "sa-east-1");

        assertThat(account(true).ask(question).found()).isPresent();
        assertThat(regions()).startsWith("eu-central-1").endsWith("sa-east-1");
    }

    @Test
    void pagesAreMerged() throws IOException {
        record("cloudfront/list-distributions.json", CliAnswers.LIST_DISTRIBUTIONS);

        assertThat(account(true)
                        .ask(Questions.listDistributions())
                        .found()
                        .orElseThrow()
                        .distributionList()
                        .items())
                .extracting(DistributionSummary::id)
                .containsExactly("E2EXAMPLE", "E3EXAMPLE");
        assertThat(server.asked()).hasSize(2);
    }

    @Test
    void endlessPagesAreNotAnAnswer() {
        server.answer(
                "cloudfront list-distributions",
                HttpReply.xml(
                        200,
                        WireAnswers.LIST_DISTRIBUTIONS.replace(
                                "<IsTruncated>false", "<NextMarker>E3EXAMPLE</NextMarker><IsTruncated>true")));

        assertThat(account(true).ask(Questions.listDistributions())).isEqualTo(new NotChecked<>(Why.OUT_OF_REACH));
        assertThat(server.asked()).hasSize(100);
        assertThat(problems)
                .singleElement()
                .asString()
                .startsWith("cloudfront list-distributions returned a response that");
    }

    @Test
    void theActionsDependOnReadContent() {
        Question<?> question = Questions.object("example-assets", "a", Optional.empty());
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
        server.answer(question.operation().name(), HttpReply.text(status, "text/html", "<html><body>Hi</body></html>"));
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

        assertThat(account.ask(Questions.keyGroup("kg-2"))).isEqualTo(new NotChecked<>(Why.DENIED));
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
        assertThat(account(true).ask(Questions.keyGroup(""))).isInstanceOf(NotChecked.class);
        assertThat(account(false).ask(Questions.object("", "", Optional.empty())))
                .isInstanceOf(NotChecked.class);
    }
}
