package why403.folder;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.lambda.model.FunctionUrlConfig;

/** A recorded function URL is found by its host, whatever the function's name. */
class RecordedFunctionUrlsTest {

    private static final String ONE = "{\"FunctionUrl\":\"https://%s/\",\"FunctionArn\":\"%s\",\"AuthType\":\"NONE\"}";

    @TempDir
    private Path folder;

    private void record(String path, String json) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, json);
    }

    private String functionAt(String host) {
        return new RecordedAccount(folder)
                .functionUrl(host)
                .map(FunctionUrlConfig::functionArn)
                .orElse("none");
    }

    @Test
    void byItsOwnRecordingOrInTheListOfAFunction() throws IOException {
        record(
                "lambda/get-function-url-config/render%3Alive.json",
                ONE.formatted("abc.lambda-url.eu-west-1.on.aws", "a"));
        record(
                "lambda/list-function-url-configs/pages.json",
                "{\"FunctionUrlConfigs\":[" + ONE.formatted("x.lambda-url.eu-west-1.on.aws", "b") + ","
                        + ONE.formatted("y.lambda-url.eu-west-1.on.aws", "c") + "]}");

        assertThat(functionAt("ABC.lambda-url.eu-west-1.on.aws")).isEqualTo("a");
        assertThat(functionAt("y.lambda-url.eu-west-1.on.aws")).isEqualTo("c");
        assertThat(functionAt("z.lambda-url.eu-west-1.on.aws")).isEqualTo("none");
    }

    @Test
    void recordingsThatCannotBeReadArePassedOver() throws IOException {
        record("lambda/get-function-url-config/a.json", "{");
        record("lambda/get-function-url-config/b.json", "{\"FunctionUrl\":\"not a url\"}");
        record("lambda/get-function-url-config/c.error.json", "{}");
        record("lambda/get-function-url-config/d.json", ONE.formatted("abc.lambda-url.eu-west-1.on.aws", "d"));

        assertThat(functionAt("abc.lambda-url.eu-west-1.on.aws")).isEqualTo("d");
    }
}
