package why403.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WatchEventTest {

    @Test
    void theScheduleSendsATick() {
        assertThat(WatchEvent.of(Json.read("{\"why403\":\"tick\"}"))).isEqualTo(WatchEvent.TICK);
    }

    @Test
    void anEventCanRequestASample() {
        assertThat(WatchEvent.of(Json.read("{\"why403\":\"sample\"}"))).isEqualTo(WatchEvent.SAMPLE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"why403\":\"tock\"}",
                "{\"why403\":\"TICK\"}",
                "{\"why403\":null}",
                "{\"why403\":{\"tick\":1}}",
                "{\"why403\":[\"tick\"]}"
            })
    void anUnknownValueIsAnErrorThatListsTheKnownValues(String event) {
        assertThatThrownBy(() -> WatchEvent.of(Json.read(event)))
                .isInstanceOf(FailedEventException.class)
                .hasMessageContaining("{\"why403\":\"tick\"} and {\"why403\":\"sample\"}")
                .hasMessageContaining("has another value of \"why403\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", "\"tick\"", "null", "", "{\"Records\":[]}"})
    void anyOtherEventIsAnErrorThatNamesTheOtherFunction(String event) {
        assertThatThrownBy(() -> WatchEvent.of(Json.read(event)))
                .isInstanceOf(FailedEventException.class)
                .hasMessageContaining("has no member \"why403\"")
                .hasMessageContaining("belong to the function that tallies");
    }
}
