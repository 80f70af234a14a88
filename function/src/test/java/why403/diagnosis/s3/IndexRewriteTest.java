package why403.diagnosis.s3;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import why403.cause.CauseId;
import why403.cause.Command;
import why403.cause.Remedy;
import why403.json.JsonTree;
import why403.text.LocalShell;

/** The function that answers folders and deep links: the commands create it once and never replace another function. */
class IndexRewriteTest {

    private static final String ARN = "arn:aws:cloudfront::123456789012:function/app-page-E2EXAMPLE";
    private static final String CURRENT =
            "{\"ETag\":\"E1\",\"DistributionConfig\":{\"DefaultCacheBehavior\":{\"FunctionAssociations\":%s}}}";

    @TempDir
    private Path directory;

    private static Remedy deepLink() {
        return new S3Case()
                .policy(S3Case.GRANT)
                .missing("app/login")
                .asks("/app/login")
                .remedy(CauseId.S3_OBJECT_MISSING);
    }

    private LocalShell.Result attach(String associations) throws IOException {
        LocalShell.require("bash", "jq");
        Files.writeString(directory.resolve("distribution-E2EXAMPLE-current.json"), CURRENT.formatted(associations));
        Files.writeString(
                directory.resolve("app-page-E2EXAMPLE.json"),
                "{\"ETag\":\"E1\",\"FunctionSummary\":{\"FunctionMetadata\":{\"FunctionARN\":\"" + ARN + "\"}}}");
        String edit = deepLink().commands().stream()
                .filter(command -> command.label().equals("Run the function at viewer-request"))
                .map(Command::text)
                .findFirst()
                .orElseThrow();
        return LocalShell.run(directory, List.of("bash", "-c", edit));
    }

    private JsonNode attached(String associations) throws IOException {
        LocalShell.Result run = attach(associations);
        assertThat(run.exit()).as(run.output()).isZero();
        return JsonTree.read(Files.readString(directory.resolve("distribution-E2EXAMPLE-after.json")))
                .path("DefaultCacheBehavior")
                .path("FunctionAssociations");
    }

    private static String association(String event, String arn) {
        return "{\"EventType\":\"" + event + "\",\"FunctionARN\":\"" + arn + "\"}";
    }

    @Test
    void theFunctionIsCreatedPublishedAndAttached() {
        assertThat(deepLink().commands())
                .extracting(Command::label)
                .containsExactly(
                        "Write the function's code",
                        "Create the function, unless an earlier run created it",
                        "Publish the function",
                        "Save the current configuration, and keep a backup in"
                                + " distribution-E2EXAMPLE-20261124T1000Z-before.json",
                        "Run the function at viewer-request",
                        "Store the changed configuration",
                        "Clear cached errors");
    }

    @Test
    void itRunsAtViewerRequest() throws IOException {
        assertThat(attached("{\"Quantity\":0}"))
                .isEqualTo(JsonTree.read("{\"Quantity\":1,\"Items\":[" + association("viewer-request", ARN) + "]}"));
    }

    @Test
    void aSecondRunChangesNothingMore() throws IOException {
        String attached = "{\"Quantity\":1,\"Items\":[" + association("viewer-request", ARN) + "]}";
        assertThat(attached(attached)).isEqualTo(JsonTree.read(attached));
    }

    @Test
    void aFunctionAtViewerResponseStays() throws IOException {
        String other = association("viewer-response", "arn:aws:cloudfront::123456789012:function/headers");
        assertThat(attached("{\"Quantity\":1,\"Items\":[" + other + "]}"))
                .isEqualTo(JsonTree.read(
                        "{\"Quantity\":2,\"Items\":[" + other + "," + association("viewer-request", ARN) + "]}"));
    }

    @Test
    void anotherFunctionAtViewerRequestIsNeverReplaced() throws IOException {
        String other = association("viewer-request", "arn:aws:cloudfront::123456789012:function/gate");
        LocalShell.Result run = attach("{\"Quantity\":1,\"Items\":[" + other + "]}");
        assertThat(run.output()).contains("the cache behavior runs another function at viewer-request");
        assertThat(Files.exists(directory.resolve("distribution-E2EXAMPLE-after.json")))
                .isFalse();
    }
}
