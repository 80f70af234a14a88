package why403.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import why403.trigger.LogObject;

class InvocationTest {

    @Test
    void theScheduleSendsATick() {
        assertThat(Invocation.of(Json.read("{\"why403\":\"tick\"}"))).isEqualTo(new Invocation.Tick());
    }

    @Test
    void anEventCanRequestASample() {
        assertThat(Invocation.of(Json.read("{\"why403\":\"sample\"}"))).isEqualTo(new Invocation.Sample());
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
        assertThatThrownBy(() -> Invocation.of(Json.read(event)))
                .isInstanceOf(FailedEventException.class)
                .hasMessageContaining("{\"why403\":\"tick\"} or {\"why403\":\"sample\"}");
    }

    @Test
    void anS3EventNamesItsLogObjects() {
        Invocation invocation = Invocation.of(Json.read("""
                {"Records":[{"eventSource":"aws:s3","eventName":"ObjectCreated:Put",
                 "s3":{"bucket":{"name":"example-logs"},"object":{"key":"cdn/a+b.gz"}}}]}"""));
        assertThat(invocation)
                .isInstanceOfSatisfying(
                        Invocation.Logs.class,
                        logs -> assertThat(logs.delivery().objects())
                                .isEqualTo(List.of(new LogObject("example-logs", "cdn/a b.gz"))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", "\"tick\"", "null", "", "{\"Records\":[]}"})
    void anEventOfUnknownShapeIsAMessageWithAProblem(String event) {
        assertThat(Invocation.of(Json.read(event)))
                .isInstanceOfSatisfying(
                        Invocation.Logs.class,
                        logs -> assertThat(logs.delivery().messages())
                                .singleElement()
                                .satisfies(
                                        message -> assertThat(message.problem()).isPresent()));
    }
}
