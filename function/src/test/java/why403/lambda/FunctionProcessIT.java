package why403.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** The harness itself, on {@link EchoHandler} under AWS's runtime interface client. */
@EnabledOnOs(value = OS.LINUX, disabledReason = NativeHalf.ONLY)
class FunctionProcessIT {

    private static final Launch ECHO = Launch.of(
            EchoHandler.class.getName(),
            Launch.archive(EchoHandler.class),
            Launch.packedJar(),
            Launch.archive(org.crac.Core.class));

    @Test
    void anEventIsAnsweredAndSoIsTheNext() {
        try (FunctionProcess function = FunctionProcess.start(ECHO)) {
            assertThat(function.invoke("\"one\"")).isEqualTo(Answer.response("[] 1 \"one\""));
            assertThat(function.invoke("\"zwei ä 🚀\"")).isEqualTo(Answer.response("[] 2 \"zwei ä 🚀\""));
        }
    }

    @Test
    void anExceptionIsAnErrorAndTheFunctionGoesOn() {
        try (FunctionProcess function = FunctionProcess.start(ECHO)) {
            Answer answer = function.invoke("\"fail\"");
            assertThat(answer.failed()).isTrue();
            assertThat(Json.read(answer.body()).path("errorMessage").asText()).isEqualTo("No answer to \"fail\"");
            assertThat(Json.read(answer.body()).path("errorType").asText())
                    .isEqualTo("java.lang.IllegalStateException");
            assertThat(function.invoke("\"again\"")).isEqualTo(Answer.response("[] 1 \"again\""));
        }
    }

    @Test
    void aFunctionThatCannotBeMadeSaysWhyAtItsInitialisation() {
        try (FunctionProcess function = FunctionProcess.start(ECHO.with("ECHO_REFUSES", "true"))) {
            Answer answer = function.awaitInitialized();
            assertThat(answer.failed()).isTrue();
            assertThat(answer.body()).contains("ECHO_REFUSES is set");
        }
    }

    @Test
    void aProcessThatEndsIsAnErrorWithWhatItPrinted() {
        try (FunctionProcess function = FunctionProcess.start(ECHO)) {
            assertThatThrownBy(() -> function.invoke("\"exit\""))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageStartingWith("The function ended with 7")
                    .hasMessageContaining("Going");
        }
    }

    @Test
    void aMetricArrivesRawWhereTheLogIsJson() {
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
    void aSnapshotIsTakenBeforeTheFirstEventAndHooksRunOnBothSidesOfIt() {
        try (FunctionProcess function = FunctionProcess.start(ECHO.withSnapStart())) {
            assertThat(function.awaitInitialized().failed()).isFalse();
            function.restore();
            assertThat(function.invoke("\"one\""))
                    .isEqualTo(Answer.response("[beforeCheckpoint, afterRestore] 1 \"one\""));
        }
    }

    @Test
    void hooksCanBeLeftOutOfASnapshot() {
        try (FunctionProcess function = FunctionProcess.start(ECHO.withSnapStartButNoHooks())) {
            assertThat(function.awaitInitialized().failed()).isFalse();
            function.restore();
            assertThat(function.invoke("\"one\"")).isEqualTo(Answer.response("[] 1 \"one\""));
        }
    }
}
