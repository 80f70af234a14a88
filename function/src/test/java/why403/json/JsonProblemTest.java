package why403.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Why a text could not be read, in words. */
class JsonProblemTest {

    private static String problem(String text) {
        return JsonProblem.of(catchThrowableOfType(IOException.class, () -> JsonTree.read(text)));
    }

    @Test
    void aTextThatIsNotJsonSaysSo() {
        assertThat(problem("{\"a\":")).isEqualTo("is not JSON");
        assertThat(problem("{} {}")).isEqualTo("is not JSON");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            5000 | [  | exceeds a limit of the JSON reader: its document nesting depth is above 1,000
            1001 | 1  | exceeds a limit of the JSON reader: its number value length is above 1,000
            """)
    void aTextBeyondALimitNamesTheLimit(int times, String repeated, String said) {
        assertThat(problem(repeated.repeat(times))).isEqualTo(said);
    }

    /** Such as a recorded {@code CloudTrailEvent}; the events that CloudTrail records are no larger than 256 kB. */
    @Test
    void aStringBeyondTheLimitIsNotCalledAnotherFormat() {
        String text = "{\"Events\":[{\"CloudTrailEvent\":\"" + "x".repeat(20_000_001) + "\"}]}";

        assertThat(problem(text))
                .isEqualTo("exceeds a limit of the JSON reader: its string value length is above 20,000,000");
    }

    @Test
    void aStreamThatBreaksOffHasNoLimit() {
        byte[] broken = "[\"".getBytes(StandardCharsets.UTF_8);

        assertThat(JsonProblem.of(catchThrowableOfType(
                        IOException.class, () -> JsonTree.readWithout(Set.of(), new ByteArrayInputStream(broken)))))
                .isEqualTo("is not JSON");
    }
}
