package why403.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.model.StorageClass;
import why403.account.Answer;
import why403.account.Answer.NotChecked;
import why403.account.Answer.Why;
import why403.account.Question;
import why403.account.S3Questions;
import why403.folder.CliAnswers;

/** HeadObject answered from a bucket listing. */
class ObjectListingTest {

    private static final String KEY = "docs/a b+c%/ü&<.html";

    @TempDir
    private Path scenario;

    private final List<String> problems = new ArrayList<>();
    private AccountServer server;
    private Clients clients;

    @BeforeEach
    void start() throws IOException {
        server = AccountServer.start(scenario);
        clients = LocalClients.of(server.endpoint());
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

    private Answer<HeadObjectResponse> listed(String key) {
        return account(false).ask(S3Questions.object("example-assets", key, Optional.empty()));
    }

    @Test
    void withoutReadContentAListingAnswersHeadObject() throws IOException {
        record(S3Questions.object("example-assets", KEY, Optional.empty()).recordingPath(), CliAnswers.HEAD_OBJECT);

        HeadObjectResponse head = listed(KEY).found().orElseThrow();

        assertThat(head.equalsBySdkFields(HeadObjectResponse.builder()
                        .contentLength(77L)
                        .lastModified(Instant.parse("2026-11-24T09:00:00Z"))
                        .storageClass(StorageClass.GLACIER)
                        .restore("ongoing-request=\"false\", expiry-date=\"Fri, 04 Dec 2026 00:00:00 GMT\"")
                        .build()))
                .as("%s", head)
                .isTrue();
        assertThat(server.asked()).singleElement().satisfies(asked -> {
            assertThat(asked.operation()).isEqualTo("s3api list-objects-v2");
            assertThat(asked.query()).containsEntry("max-keys", "1").containsEntry("fetch-owner", "true");
            assertThat(asked.arguments()).containsExactly("example-assets", KEY);
        });
    }

    @Test
    void aRestorationThatIsStillGoingOnHasNoEnd() throws IOException {
        record(
                S3Questions.object("example-assets", "a", Optional.empty()).recordingPath(),
                "{\"ContentLength\":1,\"StorageClass\":\"DEEP_ARCHIVE\",\"Restore\":\"ongoing-request=\\\"true\\\"\"}");

        assertThat(listed("a").found().orElseThrow().restore()).isEqualTo("ongoing-request=\"true\"");
    }

    @Test
    void anObjectThatWasNeverRestoredHasNoRestoration() throws IOException {
        record(
                S3Questions.object("example-assets", "a", Optional.empty()).recordingPath(),
                "{\"ContentLength\":1,\"StorageClass\":\"GLACIER\"}");

        assertThat(listed("a").found().orElseThrow().restore()).isNull();
        assertThat(listed("a").found().orElseThrow().serverSideEncryption()).isNull();
    }

    /** The listing is what S3 answers, so the caller sees that the object is another one. */
    @Test
    void aListingIsAnsweredAsItIs() {
        server.answer(
                "s3api list-objects-v2",
                ListResponses.listing(
                        "example-assets", "docs", "<Contents><Key>docs/a</Key><Size>1</Size></Contents>"));

        assertThat(account(true)
                        .ask(S3Questions.listing("example-assets", "docs", Optional.empty()))
                        .found()
                        .orElseThrow()
                        .contents())
                .extracting(S3Object::key)
                .containsExactly("docs/a");
        assertThat(server.asked())
                .singleElement()
                .satisfies(asked -> assertThat(asked.query())
                        .containsEntry("prefix", "docs")
                        .containsEntry("max-keys", "1")
                        .containsEntry("fetch-owner", "true"));
    }

    @Test
    void anEmptyListingIsAnAnswer() {
        server.answer("s3api list-objects-v2", ListResponses.listing("example-assets", "docs", ""));

        assertThat(account(true)
                        .ask(S3Questions.listing("example-assets", "docs", Optional.empty()))
                        .found()
                        .orElseThrow()
                        .contents())
                .isEmpty();
    }

    @Test
    void anAccessControlListIsNotAskedForWithoutReadContent() throws IOException {
        Question<?> question = S3Questions.objectAcl("example-assets", "a", Optional.empty());
        record(question.recordingPath(), CliAnswers.GET_OBJECT_ACL);

        assertThat(account(false).ask(question)).isEqualTo(new NotChecked<>(Why.DENIED));
        assertThat(server.asked()).isEmpty();
        assertThat(account(false).actions(question)).containsExactly("s3:GetObjectAcl");
        assertThat(account(true).ask(question).found()).isPresent();
    }

    @Test
    void theStandardStorageClassIsOmittedAsInHeadObject() throws IOException {
        record(
                S3Questions.object("example-assets", "a", Optional.empty()).recordingPath(),
                "{\"ContentLength\":0,\"ETag\":\"x\"}");

        HeadObjectResponse head = listed("a").found().orElseThrow();
        assertThat(head.contentLength()).isZero();
        assertThat(head.storageClass()).isNull();
    }

    @Test
    void aMissingObjectIsRefusedTheSameWayWithAndWithoutReadContent() throws IOException {
        Question<?> question = S3Questions.object("example-assets", "a", Optional.empty());
        record(question.errorPath(), "{\"Error\":{\"Code\":\"404\",\"Message\":\"Not Found\"}}");

        assertThat(listed("a")).isEqualTo(new Answer.Refused<>("404", "Not Found"));
        assertThat(account(true).ask(question)).isEqualTo(new Answer.Refused<>("404", "Not Found"));
    }

    @Test
    void anObjectWhoseKeyOnlyBeginsWithTheKeyIsAnotherObject() {
        server.answer(
                "s3api list-objects-v2",
                ListResponses.listing(
                        "example-assets", "docs", "<Contents><Key>docs/a</Key><Size>1</Size></Contents>"));

        assertThat(listed("docs").refusedAs("404")).isTrue();
    }

    @Test
    void aMissingBucketIsReportedAsByHeadObject() {
        server.answer("s3api list-objects-v2", WireErrors.of("s3api", "NoSuchBucket", "It does not exist"));

        assertThat(listed("docs").refusedAs("404")).isTrue();
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"DENIED", "THROTTLED", "FAILING"})
    void aDeniedThrottledOrFailedListingIsNotChecked(Fault fault) {
        server.make("s3api list-objects-v2", fault);

        assertThat(listed("docs"))
                .isEqualTo(new NotChecked<>(
                        switch (fault) {
                            case DENIED -> Why.DENIED;
                            case THROTTLED -> Why.THROTTLED;
                            default -> Why.OUT_OF_REACH;
                        }));
    }

    @Test
    void aWebPageIsNotAListing() {
        server.make("s3api list-objects-v2", Fault.WEB_PAGE);

        assertThat(listed("docs")).isEqualTo(new NotChecked<>(Why.OUT_OF_REACH));
        assertThat(problems).singleElement().asString().startsWith("s3api head-object returned a response that");
    }
}
