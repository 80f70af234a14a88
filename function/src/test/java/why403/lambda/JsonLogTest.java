package why403.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import why403.seeded.Generator;
import why403.seeded.Seeds;

class JsonLogTest {

    private static final Instant NOW = Instant.parse("2026-11-24T10:12:00.345678Z");

    private final CapturedOutput printed = new CapturedOutput();
    private final JsonLog log = new JsonLog(printed.stream(), InstantSource.fixed(NOW), "c6af9ac6-7b61");

    private JsonNode line() {
        assertThat(printed.text()).endsWith("\n").containsOnlyOnce("\n");
        return Json.read(printed.text());
    }

    @Test
    void aLineHasItsTimeLevelMessageRequestAndFieldsInOrder() {
        log.info("Tallied.", Map.of("records", 3021, "object", "s3://example-logs/E2EXAMPLE.gz", "empty", false));
        assertThat(printed.text())
                .isEqualTo("{\"timestamp\":\"2026-11-24T10:12:00.345Z\",\"level\":\"INFO\",\"message\":\"Tallied.\","
                        + "\"requestId\":\"c6af9ac6-7b61\",\"empty\":false,"
                        + "\"object\":\"s3://example-logs/E2EXAMPLE.gz\",\"records\":3021}\n");
    }

    @Test
    void everyLevelHasLambdasName() {
        log.info("one");
        log.warn("two");
        log.error("three");
        assertThat(printed.lines().stream()
                        .map(line -> Json.read(line).path("level").asText()))
                .containsExactly("INFO", "WARN", "ERROR");
    }

    @Test
    void anExceptionIsOneLineWithItsStackAndFirstCause() {
        log.error("Not published.", new IllegalStateException("The topic is gone", new IOException("HTTP 404")));
        assertThat(line().path("errorType").asText()).isEqualTo("java.lang.IllegalStateException");
        assertThat(line().path("stackTrace").asText())
                .startsWith("java.lang.IllegalStateException: The topic is gone")
                .contains("\tat why403.lambda.JsonLogTest.")
                .contains("Caused by: java.io.IOException: HTTP 404");
    }

    @Test
    void aLongStackKeepsItsBeginningAndItsFirstCause() {
        log.error("Too deep.", deep(300));
        assertThat(line().path("stackTrace").asText())
                .hasSize(10_000)
                .startsWith("java.lang.IllegalStateException: 300")
                .contains("[...]")
                .contains("Caused by: java.lang.IllegalStateException: 0");
    }

    private static Exception deep(int depth) {
        return depth == 0
                ? new IllegalStateException("0")
                : new IllegalStateException(Integer.toString(depth), deep(depth - 1));
    }

    @Test
    void aLongMessageIsCut() {
        log.info("x".repeat(1_000_000));
        assertThat(line().path("message").asText()).hasSize(10_000).contains("[...]");
    }

    @Test
    void secretsAreRedactedInEveryText() {
        log.warn("GET /a?token=t0psecret", Map.of("why", "Signature=t0psecret"));
        log.error("Failed.", new IOException("https://cdn.example.com/a?Policy=t0psecret"));
        assertThat(printed.text()).doesNotContain("t0psecret");
    }

    @Test
    void aFieldCannotReplaceAStandardMember() {
        assertThatThrownBy(() -> log.info("Tallied.", Map.of("level", "DEBUG")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("level");
    }

    @ParameterizedTest
    @Seeds(300)
    void anyTextIsOneLineOfJson(Generator given) {
        CapturedOutput text = new CapturedOutput();
        new JsonLog(text.stream(), InstantSource.fixed(NOW), "c6af9ac6-7b61")
                .warn(given.text(), Map.of("field", given.text()));
        assertThat(text.text()).endsWith("\n").containsOnlyOnce("\n");
        assertThat(Json.read(text.text()).path("message").isTextual()).isTrue();
    }

    @Test
    void charactersOutsideTheOutputsCharacterSetAreWritten() {
        log.info("zwei ä 🚀");
        assertThat(line().path("message").asText()).isEqualTo("zwei ä 🚀");
    }
}
