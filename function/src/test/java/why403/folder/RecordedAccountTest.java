package why403.folder;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.cloudfront.model.Distribution;
import software.amazon.awssdk.services.cloudfront.model.GetDistributionResponse;
import software.amazon.awssdk.services.s3.model.GetBucketPolicyResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import why403.account.Answer.Found;
import why403.account.Answer.NotChecked;
import why403.account.Answer.Refused;
import why403.account.Answer.Why;
import why403.account.CloudFrontQuestions;
import why403.account.KmsQuestions;
import why403.account.Operation;
import why403.account.Question;
import why403.account.S3Questions;

/** Valid and invalid recordings, in a new folder for each test. */
class RecordedAccountTest {

    private static final Question<GetBucketPolicyResponse> POLICY =
            S3Questions.bucketPolicy("example-assets", Optional.empty());
    private static final Question<GetDistributionResponse> DISTRIBUTION = CloudFrontQuestions.distribution("E2EXAMPLE");

    @TempDir
    private Path folder;

    private RecordedAccount account() {
        return new RecordedAccount(folder.resolve("account"));
    }

    private void record(String path, String text) throws IOException {
        Path file = folder.resolve("account").resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private void assertUnreadable(Question<?> question, String... said) {
        RecordedAccount account = account();
        assertThat(account.ask(question)).isEqualTo(new NotChecked<>(Why.OUT_OF_REACH));
        assertThat(account.ask(question)).isEqualTo(new NotChecked<>(Why.OUT_OF_REACH));
        assertThat(account.problems()).hasSize(1);
        assertThat(account.problems().get(0)).contains(said).endsWith(".").doesNotContain("\n", "hunter2");
        assertThat(account.missing()).isEmpty();
    }

    /** A name that no locale can write. In the POSIX locale, this applies to all names outside of ASCII. */
    @Test
    void aNameThatTheLocaleCannotWriteIsAProblem() {
        Question<?> unnameable = new Question<>(
                new Operation<>(
                        "s3api\0", POLICY.command(), POLICY.operation().answer(), List.of(), List.of(), asked -> ""),
                POLICY.arguments(),
                Optional.empty());
        assertUnreadable(unnameable, "Cannot read the recording", "no file can have this name", "set LC_ALL=C.UTF-8");
    }

    @Test
    void missingRecordingsAreListedInTheOrderOfTheQuestions() {
        RecordedAccount account = account();
        assertThat(account.ask(POLICY)).isEqualTo(new NotChecked<>(Why.NOT_RECORDED));
        account.ask(DISTRIBUTION);
        account.ask(POLICY);
        assertThat(account.missing()).isEqualTo(List.of(POLICY, DISTRIBUTION));
        assertThat(account.problems()).isEmpty();
    }

    @Test
    void aRecordingIsMissingOnceHoweverItsResourceIsNamed() {
        RecordedAccount account = account();
        Question<?> byArn = KmsQuestions.key("arn:aws:kms:eu-west-1:123456789012:key/1234abcd", Optional.empty());
        account.ask(byArn);
        account.ask(KmsQuestions.key("1234abcd", Optional.empty()));
        assertThat(account.missing()).isEqualTo(List.of(byArn));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"Error\":{\"Code\":\"NoSuchBucketPolicy\",\"Message\":\"The bucket policy does not exist\"}}",
                "An error occurred (NoSuchBucketPolicy) when calling the GetBucketPolicy operation: The bucket policy"
                        + " does not exist",
                "\nAn error occurred (NoSuchBucketPolicy) when calling the GetBucketPolicy operation: The bucket policy"
                        + " does not exist\n",
                "\naws: [ERROR]: An error occurred (NoSuchBucketPolicy) when calling the GetBucketPolicy operation: The"
                        + " bucket policy does not exist\n\nAdditional error details:\nBucketName: example-assets\n",
                "\r\nAn error occurred (NoSuchBucketPolicy) when calling the GetBucketPolicy operation (reached max"
                        + " retries: 4): The bucket policy does not exist\r\n"
            })
    void aRefusalIsReadInEveryForm(String text) throws IOException {
        record("s3api/get-bucket-policy/example-assets.error.json", text);
        assertThat(account().ask(POLICY))
                .isEqualTo(new Refused<>("NoSuchBucketPolicy", "The bucket policy does not exist"));
    }

    @ParameterizedTest
    @CsvSource({"AccessDenied, DENIED", "403, DENIED", "ExpiredToken, DENIED", "ThrottlingException, THROTTLED"})
    void aRefusalThatIsNotAboutTheResourceIsNotChecked(String code, Why why) throws IOException {
        record(
                "s3api/get-bucket-policy/example-assets.error.json",
                "\nAn error occurred (" + code + ") when calling the GetBucketPolicy operation: Forbidden\n");
        assertThat(account().ask(POLICY)).isEqualTo(new NotChecked<>(why));
    }

    @Test
    void headObjectsStatusIsItsCode() throws IOException {
        Question<HeadObjectResponse> question = S3Questions.object("b", "docs/x", Optional.empty());
        record(
                "s3api/head-object/b/docs/x.error.json",
                "\nAn error occurred (404) when calling the HeadObject operation: Not Found\n");
        assertThat(account().ask(question)).isEqualTo(new Refused<>("404", "Not Found"));
        record("s3api/head-object/b/docs/x.error.json", "{\"Error\":{\"Code\":404}}");
        assertThat(account().ask(question)).isEqualTo(new Refused<>("404", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Unable to locate credentials. You can configure credentials", "{\"Error\":{}}", "", "[]"})
    void anErrorOfNeitherFormIsUnreadable(String text) throws IOException {
        record("s3api/get-bucket-policy/example-assets.error.json", text);
        assertUnreadable(POLICY, "example-assets.error.json: it contains neither");
    }

    @Test
    void anAnswerTogetherWithAnErrorIsUnreadable() throws IOException {
        record("s3api/get-bucket-policy/example-assets.json", CliAnswers.GET_BUCKET_POLICY);
        record("s3api/get-bucket-policy/example-assets.error.json", "{\"Error\":{\"Code\":\"NoSuchBucketPolicy\"}}");
        assertUnreadable(
                POLICY, "account/s3api/get-bucket-policy/example-assets.json", "example-assets.error.json exists, too");
    }

    @ParameterizedTest
    @MethodSource("unreadable")
    void aFileThatIsNotAnAnswerIsUnreadable(String text, String said) throws IOException {
        record("cloudfront/get-distribution/E2EXAMPLE.json", text);
        assertUnreadable(DISTRIBUTION, "account/cloudfront/get-distribution/E2EXAMPLE.json: " + said);
    }

    static Stream<Arguments> unreadable() {
        return Stream.of(
                Arguments.of("", "it is empty"),
                Arguments.of(" \n", "it is empty"),
                Arguments.of("hunter2", "it is not JSON (line 1, column "),
                Arguments.of(CliAnswers.GET_DISTRIBUTION.substring(0, 900), "it is not JSON (line "),
                Arguments.of("{} {}", "it is not JSON"),
                Arguments.of(
                        "[".repeat(5000),
                        "it exceeds a limit of the JSON reader: its document nesting depth is above 1,000"),
                Arguments.of("[]", "it should be an object, not an array"),
                Arguments.of("{\"Version\":\"2012-10-17\"}", "it has none of the members that the command prints"),
                Arguments.of("{\"Distribution\":\"hunter2\"}", "Distribution should be an object, not a string"),
                Arguments.of(
                        CliAnswers.GET_DISTRIBUTION.replace(
                                "\"Enabled\": true,\n            \"Re", "\"Enabled\": 1, \"Re"),
                        "Distribution.DistributionConfig.Enabled should be a boolean, not a number"),
                Arguments.of(
                        CliAnswers.GET_DISTRIBUTION.replace("\"hunter2\"", "[\"hunter2\"]"),
                        "Distribution.DistributionConfig.Origins.Items[0].CustomHeaders.Items[0].HeaderValue should be a"
                                + " string, not an array"),
                Arguments.of(
                        CliAnswers.GET_DISTRIBUTION.replace("\"ErrorCode\": 403", "\"ErrorCode\": 40.3"),
                        "Distribution.DistributionConfig.CustomErrorResponses.Items[0].ErrorCode should be an"
                                + " integer of 32 bits, not a number"),
                Arguments.of(
                        CliAnswers.GET_DISTRIBUTION.replace("2026-11-05T11:50:00.187000+00:00", "yesterday"),
                        "Distribution.LastModifiedTime should be a time (ISO 8601 or epoch seconds), not a string"));
    }

    @Test
    void aRecordingThatIsTooLargeForTheReaderSaysWhichLimitItExceeds() throws IOException {
        String limit = "it exceeds a limit of the JSON reader: its string value length is above 20,000,000";
        String text = "x".repeat(20_000_001);
        record("s3api/get-bucket-policy/example-assets.json", "{\"Policy\":\"" + text + "\"}");
        assertUnreadable(POLICY, "account/s3api/get-bucket-policy/example-assets.json: " + limit);

        record(
                "cloudfront/get-distribution/E2EXAMPLE.error.json",
                "{\"Error\":{\"Code\":\"NoSuchDistribution\",\"Message\":\"" + text + "\"}}");
        assertUnreadable(DISTRIBUTION, "account/cloudfront/get-distribution/E2EXAMPLE.error.json: " + limit);
    }

    @Test
    void aPolicyWithoutItsOuterAnswerIsNotReadAsNoPolicy() throws IOException {
        record("s3api/get-bucket-policy/example-assets.json", "{\"Version\":\"2012-10-17\",\"Statement\":[]}");
        assertUnreadable(POLICY, "such as Policy");
    }

    @Test
    void unknownMembersAreSkipped() throws IOException {
        record(
                "cloudfront/get-distribution/E2EXAMPLE.json",
                CliAnswers.GET_DISTRIBUTION
                        .replace("\"Comment\": \"\"", "\"Comment\": \"\", \"LaterDay\": {\"Deep\": [1]}")
                        .replace("\"ETag\"", "\"LaterStill\": 7, \"ETag\""));
        RecordedAccount account = account();
        assertThat(account.ask(DISTRIBUTION)
                        .found()
                        .orElseThrow()
                        .distribution()
                        .id())
                .isEqualTo("E2EXAMPLE");
        assertThat(account.problems()).isEmpty();
    }

    @Test
    void nullIsAbsent() throws IOException {
        record("s3api/get-bucket-policy/example-assets.json", "{\"Policy\":null}");
        assertThat(account().ask(POLICY))
                .isEqualTo(new Found<>(GetBucketPolicyResponse.builder().build()));
    }

    @Test
    void aKeyCanHaveTheNameOfAFolder() throws IOException {
        record("s3api/head-object/b/docs%2F.json", "{\"ContentLength\":0}");
        record("s3api/head-object/b/docs/x.json", "{\"ContentLength\":1}");
        record("s3api/head-object/b/docs.json", "{\"ContentLength\":2}");
        assertThat(Stream.of("docs/", "docs/x", "docs")
                        .map(key -> account().ask(S3Questions.object("b", key, Optional.empty())))
                        .map(answer -> answer.found().orElseThrow().contentLength()))
                .containsExactly(0L, 1L, 2L);
    }

    @Test
    void aFolderIsNotARecording() throws IOException {
        record("s3api/head-object/b/docs.json/x.json", "{\"ContentLength\":1}");
        assertThat(account().ask(S3Questions.object("b", "docs", Optional.empty())))
                .isEqualTo(new NotChecked<>(Why.NOT_RECORDED));
    }

    @Test
    void aKeyNeverLeadsOutOfTheFolder() throws IOException {
        Files.writeString(folder.resolve("secret.json"), "{\"ContentLength\":1}");
        record("s3api/head-object/b/x.json", "{}");
        assertThat(account().ask(S3Questions.object("b", "../../../../secret", Optional.empty())))
                .isEqualTo(new NotChecked<>(Why.NOT_RECORDED));
        assertThat(account().ask(S3Questions.object("../../..", "secret", Optional.empty())))
                .isEqualTo(new NotChecked<>(Why.NOT_RECORDED));
    }

    @Test
    void aLinkThatLeadsOutOfTheFolderIsUnreadable() throws IOException {
        record("s3api/get-bucket-policy/other.json", CliAnswers.GET_BUCKET_POLICY);
        Path outside = Files.writeString(folder.resolve("policy.json"), CliAnswers.GET_BUCKET_POLICY);
        Files.createSymbolicLink(folder.resolve("account/s3api/get-bucket-policy/example-assets.json"), outside);
        assertUnreadable(POLICY, "it is a link that leads out of");
    }

    @Test
    void aNameTooLongForTheFileSystemIsNotRecorded() {
        assertThat(account().ask(S3Questions.object("b", "x".repeat(5000), Optional.empty())))
                .isEqualTo(new NotChecked<>(Why.NOT_RECORDED));
    }

    @Test
    void theRecordedDistributionsAreListedInOrder() throws IOException {
        record("cloudfront/get-distribution/E3.json", "{\"Distribution\":{\"Id\":\"E3\"}}");
        record("cloudfront/get-distribution/E1.json", "{\"Distribution\":{\"Id\":\"E1\"}}");
        record("cloudfront/get-distribution/E2.json", "no JSON");
        record("cloudfront/get-distribution/E4.error.json", "{\"Error\":{\"Code\":\"NoSuchDistribution\"}}");
        RecordedAccount account = account();
        assertThat(account.distributions()).extracting(Distribution::id).containsExactly("E1", "E3");
        assertThat(account.problems()).hasSize(1);
        assertThat(new RecordedAccount(folder.resolve("elsewhere")).distributions())
                .isEmpty();
    }
}
