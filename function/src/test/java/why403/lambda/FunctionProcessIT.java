package why403.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Tests the harness with {@link EchoHandler} and AWS's runtime interface client. */
@EnabledOnOs(value = OS.LINUX, disabledReason = NativeLibrary.ONLY)
class FunctionProcessIT {

    private static final LaunchOptions ECHO = LaunchOptions.of(
            EchoHandler.class.getName(),
            LaunchOptions.archive(EchoHandler.class),
            LaunchOptions.packedJar(),
            LaunchOptions.archive(org.crac.Core.class));

    @Test
    void severalEventsAreAnswered() {
        try (FunctionProcess function = FunctionProcess.start(ECHO)) {
            assertThat(function.invoke("\"one\"")).isEqualTo(InvocationResult.response("[] 1 \"one\""));
            assertThat(function.invoke("\"zwei ä 🚀\"")).isEqualTo(InvocationResult.response("[] 2 \"zwei ä 🚀\""));
        }
    }

    @Test
    void anExceptionIsReportedAndTheFunctionContinues() {
        try (FunctionProcess function = FunctionProcess.start(ECHO)) {
            InvocationResult answer = function.invoke("\"fail\"");
            assertThat(answer.failed()).isTrue();
            assertThat(Json.read(answer.body()).path("errorMessage").asText()).isEqualTo("No answer to \"fail\"");
            assertThat(Json.read(answer.body()).path("errorType").asText())
                    .isEqualTo("java.lang.IllegalStateException");
            assertThat(function.invoke("\"again\"")).isEqualTo(InvocationResult.response("[] 1 \"again\""));
        }
    }

    @Test
    void aFailedInitializationIsReported() {
        try (FunctionProcess function = FunctionProcess.start(ECHO.with("ECHO_REFUSES", "true"))) {
            InvocationResult answer = function.awaitInitialized();
            assertThat(answer.failed()).isTrue();
            assertThat(answer.body()).contains("ECHO_REFUSES is set");
        }
    }

    @Test
    void anEndedProcessIsReportedWithItsOutput() {
        try (FunctionProcess function = FunctionProcess.start(ECHO)) {
            assertThatThrownBy(() -> function.invoke("\"exit\""))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageStartingWith("The function ended with 7")
                    .hasMessageContaining("Going");
        }
    }

    @Test
    void metricLinesAreNotWrappedWhenTheLogFormatIsJson() {
        try (FunctionProcess function = FunctionProcess.start(ECHO.with("AWS_LAMBDA_LOG_FORMAT", "JSON"))) {
            function.invoke("\"metric\"");
            List<JsonNode> lines =
                    function.standardOutput().stream().map(Json::read).toList();
            assertThat(lines).hasSize(2);
            assertThat(lines.get(0).path("_aws").path("CloudWatchMetrics")).hasSize(1);
            assertThat(lines.get(1).path("message").asText()).startsWith("Got \"");
        }
    }

    @Test
    void hooksRunBeforeAndAfterTheSnapshot() {
        try (FunctionProcess function = FunctionProcess.start(ECHO.withSnapStart())) {
            assertThat(function.awaitInitialized().failed()).isFalse();
            function.restore();
            assertThat(function.invoke("\"one\""))
                    .isEqualTo(InvocationResult.response("[beforeCheckpoint, afterRestore] 1 \"one\""));
        }
    }

    @Test
    void aSnapshotCanBeTakenWithoutHooks() {
        try (FunctionProcess function = FunctionProcess.start(ECHO.withSnapStartButNoHooks())) {
            assertThat(function.awaitInitialized().failed()).isFalse();
            function.restore();
            assertThat(function.invoke("\"one\"")).isEqualTo(InvocationResult.response("[] 1 \"one\""));
        }
    }
}
