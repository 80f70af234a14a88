package why403.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.cloudfront.model.GeoRestrictionType;
import why403.cause.Diagnosis;
import why403.diagnosis.remedy.Jq;
import why403.log.Field;

/** Every command offered is one that a shell can read, whatever names it holds. */
class CommandsTest {

    private static final Logged POST = Logged.forbidden()
            .path("/o'neill/$(id)/a")
            .with(Field.METHOD, "POST")
            .with(Field.COUNTRY, "KP")
            .detail("InvalidRequestMethod");

    static Stream<Diagnosis> diagnoses() {
        return Stream.of(
                Site.diagnose(Site.withBehavior("/o'neill/*", behavior -> behavior.targetOriginId("server")), POST),
                Site.diagnose(Site.geo(GeoRestrictionType.BLACKLIST, "KP"), POST.detail("ClientGeoBlocked")),
                Site.diagnose(Site.geo(GeoRestrictionType.WHITELIST, "DE"), POST.detail("ClientGeoBlocked")),
                Site.diagnose(
                        Site.withBehavior("/o'*", behavior -> behavior.viewerProtocolPolicy("https-only")),
                        POST.detail("Error").with(Field.PROTOCOL, "http").page("text/html", 915)),
                Site.diagnose(
                        Site.withBehavior("/o'*", behavior -> behavior.targetOriginId("server")),
                        POST.detail("Error").page("text/plain", 9).answeredByOrigin()));
    }

    @ParameterizedTest
    @MethodSource("diagnoses")
    void aShellReadsEachOfThem(Diagnosis diagnosis) throws Exception {
        List<String> commands = Site.first(diagnosis).remedy().orElseThrow().commandTexts();
        assertThat(commands).isNotEmpty();
        for (String command : commands) {
            Process shell = new ProcessBuilder("sh", "-n", "-c", command)
                    .redirectErrorStream(true)
                    .start();
            assertThat(shell.waitFor()).as(command).isZero();
        }
    }

    @Test
    void aTextInAFilterIsNeverTakenForAFilter() {
        assertThat(Jq.string("a\"b\\(env)")).isEqualTo("\"a\\\"b\\\\(env)\"");
    }
}
