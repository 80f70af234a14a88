package why403.account;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import why403.seeded.Generator;
import why403.seeded.Seeds;
import why403.text.Shell;

/** A real shell runs the command with a fake {@code aws} that prints its arguments. */
class RecordingCommandTest {

    private static final String ANSWERING = "aws() { printf '%s\\0' \"$@\"; }\n";
    private static final String ERROR = "An error occurred (404) when calling the HeadObject operation: Not Found";
    private static final String FAILING = "aws() { echo '" + ERROR + "' >&2; return 255; }\n";
    private static final Optional<String> IRELAND = Optional.of("eu-west-1");

    @Test
    void theCommandIsWrittenAsAPersonWouldTypeIt() {
        assertThat(S3Questions.bucketPolicy("example-assets", IRELAND).commandLine("account"))
                .isEqualTo("mkdir -p account/s3api/get-bucket-policy"
                        + " && if aws s3api get-bucket-policy --bucket example-assets --region eu-west-1 --output json"
                        + " > account/s3api/get-bucket-policy/example-assets.json"
                        + " 2> account/s3api/get-bucket-policy/example-assets.error.json;"
                        + " then rm account/s3api/get-bucket-policy/example-assets.error.json;"
                        + " else rm account/s3api/get-bucket-policy/example-assets.json;"
                        + " cat account/s3api/get-bucket-policy/example-assets.error.json >&2;"
                        + " grep -q ') when calling the ' account/s3api/get-bucket-policy/example-assets.error.json"
                        + " || rm account/s3api/get-bucket-policy/example-assets.error.json; fi");
    }

    @Test
    void theCommandIsComplete() {
        assertThat(WafQuestions.webAcl("edge", "a1b2").commandLine("account"))
                .contains("aws wafv2 get-web-acl --id a1b2 --name edge --scope CLOUDFRONT --region us-east-1 --output");
        assertThat(CloudFrontQuestions.listDistributions().commandLine("account"))
                .startsWith("mkdir -p account/cloudfront && if aws cloudfront list-distributions --output json > ");
    }

    @Test
    void aListingAsksForOneKeyAndItsOwner() {
        assertThat(S3Questions.listing("b", "docs/a b", IRELAND).commandLine("account"))
                .contains("aws s3api list-objects-v2 --bucket b --prefix 'docs/a b' --max-keys 1 --fetch-owner"
                        + " --region eu-west-1 --output json > 'account/s3api/list-objects-v2/b/docs/a b.json' ");
    }

    @Test
    void theAliasOfAFunctionIsItsQualifier() {
        assertThat(LambdaQuestions.functionPolicy("render:live", IRELAND).commandLine("account"))
                .contains(
                        "aws lambda get-policy --function-name render --qualifier live --region eu-west-1 --output json"
                                + " > account/lambda/get-policy/render%3Alive.json ");
    }

    @Test
    void aKeyIsNamedAsItIsKnown() {
        String arn = "arn:aws:kms:eu-west-1:123456789012:key/1234abcd";
        assertThat(KmsQuestions.keyPolicy(arn, IRELAND).commandLine("account"))
                .contains("aws kms get-key-policy --key-id " + arn + " --policy-name default --region eu-west-1"
                        + " --output json > account/kms/get-key-policy/1234abcd.json ");
    }

    @Test
    void theDefaultStageIsNoVariableOfTheShell() {
        assertThat(HttpApiQuestions.stage("f6g7h8i9j0", "$default", IRELAND).commandLine("account"))
                .contains("aws apigatewayv2 get-stage --api-id f6g7h8i9j0 --stage-name '$default' --region");
    }

    @Test
    void theMembersOfApiGatewayBeginWithASmallLetter() {
        assertThat(ApiGatewayQuestions.stage("a1b2c3d4e5", "a\tb", IRELAND).commandLine("account"))
                .contains("--cli-input-json '{\"stageName\":\"a\\u0009b\"}'");
    }

    @Test
    void aKeyThatAwsWouldReadAsAFileIsGivenAsJson() {
        assertThat(S3Questions.object("b", "file:///etc/passwd", IRELAND).commandLine("account"))
                .contains("--bucket b --cli-input-json '{\"Key\":\"file:///etc/passwd\"}' --region");
    }

    @Test
    void controlCharactersNeverReachTheTerminal() {
        assertThat(S3Questions.object("b", "a\u001b[2J\n", IRELAND).commandLine("account"))
                .contains("'{\"Key\":\"a\\u001b[2J\\u000a\"}'")
                .doesNotContainPattern("\\p{Cntrl}");
    }

    @Test
    void deceptiveCharactersNeverReachTheTerminal() {
        for (String hostile : List.of("\u009b31m", "\u202egnp.exe", "\u2028", "\u200b", "\ufeff")) {
            assertThat(S3Questions.object("b", "img/é" + hostile + ".png", IRELAND)
                            .commandLine("account" + hostile))
                    .contains("img/é", ".png")
                    .doesNotContainPattern("[\\p{Cc}\\p{Cf}\\p{Zl}]");
        }
    }

    @Test
    void theShellReadsEscapedCharactersAsThemselves() throws Exception {
        String text = "it's\u009b31m 100%\\\u202e\n\u0007é\n";
        byte[] printed = run(Path.of("."), "printf %s " + Shell.word(text));
        assertThat(new String(printed, StandardCharsets.UTF_8)).isEqualTo(text);
    }

    @ParameterizedTest
    @Seeds(100)
    void theShellReadsAQuotedWordAsItsText(Generator given) throws Exception {
        String text = text(given);
        byte[] printed = run(Path.of("."), "printf %s " + Shell.word(text));
        assertThat(new String(printed, StandardCharsets.UTF_8)).isEqualTo(text);
    }

    @ParameterizedTest
    @Seeds(60)
    void anAnswerIsRecordedInItsFile(Generator given) throws Exception {
        String key = key(given);
        Question<?> question = S3Questions.object("example-assets", key, IRELAND);
        inFolder(folder -> {
            run(folder, ANSWERING + question.commandLine("-it's/account"));
            Path recording = folder.resolve("-it's/account").resolve(question.recordingPath());
            assertThat(files(folder)).containsExactly(recording);
            assertThat(keyIn(Files.readString(recording))).isEqualTo(key);
        });
    }

    @ParameterizedTest
    @Seeds(20)
    void anErrorIsRecordedInItsOwnFileWithoutAnEmptyAnswer(Generator given) throws Exception {
        Question<?> question = S3Questions.object("example-assets", key(given), IRELAND);
        inFolder(folder -> {
            run(folder, ANSWERING + question.commandLine("account"));
            run(folder, FAILING + question.commandLine("account"));
            Path recording = folder.resolve("account").resolve(question.errorPath());
            assertThat(files(folder)).containsExactly(recording);
            assertThat(recording).hasContent(ERROR);
        });
    }

    @Test
    void anOutputThatIsNotAnAnswerOfAwsIsNotRecorded() throws Exception {
        for (String own : List.of(
                "Unable to locate credentials",
                "aws: [ERROR]: An error occurred (NoCredentials): Unable to locate credentials.")) {
            inFolder(folder -> {
                String aws = "aws() { echo '" + own + "' >&2; return 253; }\n";
                run(folder, aws + CloudFrontQuestions.listDistributions().commandLine("account"));
                assertThat(files(folder)).isEmpty();
            });
        }
    }

    /** Valid Unicode without a null character, which no argument of a command can contain. */
    private static String text(Generator given) {
        return given.text(30).replaceAll("[\\x00\ud800-\udfff]", "");
    }

    /** Only ASCII, because the locale of the process decides which other file names are possible. */
    private static String key(Generator given) {
        return String.join("", given.list(1, 8, () -> keyPart(given)));
    }

    private static String keyPart(Generator given) {
        return given.oneIn(2)
                ? Character.toString(given.between(0, 127))
                : given.of("/", "..", "'", "$(touch x)", "file://", "-", "`", "\\", ";", "\n", " ");
    }

    private static String keyIn(String arguments) throws IOException {
        List<String> words = Arrays.asList(arguments.split("\0", -1));
        assertThat(words).startsWith("s3api", "head-object", "--bucket", "example-assets");
        int json = words.indexOf("--cli-input-json");
        return json > 0
                ? new JsonMapper().readTree(words.get(json + 1)).path("Key").asText()
                : words.get(4).equals("--key") ? words.get(5) : words.get(4).substring("--key=".length());
    }

    private static byte[] run(Path folder, String script) throws IOException, InterruptedException {
        Process shell = new ProcessBuilder("sh").directory(folder.toFile()).start();
        try (var input = shell.getOutputStream()) {
            input.write(script.getBytes(StandardCharsets.UTF_8));
        }
        byte[] printed = shell.getInputStream().readAllBytes();
        assertThat(shell.waitFor()).isZero();
        return printed;
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    private static void inFolder(Body body) throws Exception {
        Path folder = Files.createTempDirectory("why403");
        try {
            body.run(folder);
        } finally {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    private interface Body {
        void run(Path folder) throws Exception;
    }
}
