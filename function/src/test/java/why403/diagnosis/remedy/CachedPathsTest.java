package why403.diagnosis.remedy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import why403.diagnosis.Logged;
import why403.diagnosis.request.BodyOwner;
import why403.diagnosis.request.ForbiddenRequest;
import why403.seeded.Generator;
import why403.seeded.Seeds;

/** Paths come from viewers, and end in a command that a person pastes. */
class CachedPathsTest {

    private static String command(String... logged) {
        return Invalidation.command(
                "E2EXAMPLE",
                Stream.of(logged)
                        .map(path -> new ForbiddenRequest(
                                Logged.forbidden().path(path).record(),
                                false,
                                BodyOwner.OWN,
                                Optional.empty(),
                                List.of()))
                        .toList());
    }

    @ParameterizedTest
    @CsvSource({
        "/img/a.png, /img/a.png",
        "/a%2520b, /a%20b",
        "/a%20b, /a%20b",
        "/a%1B%5B31m, /a%1B[31m",
        "/a%C2%9Bb, /a%C2%9Bb",
        "/%E2%80%AEgnp, /%E2%80%AEgnp",
        "/%C3%A9t%C3%A9, /%C3%A9t%C3%A9",
        "/a/%FFb, /a/*",
        "/a*b, /a*"
    })
    void aPathIsEncodedAsCloudFrontTakesIt(String logged, String path) {
        assertThat(command(logged)).endsWith(" --paths '" + path + "'");
    }

    @Test
    void aPathTooLongToReadIsItsFirstFolder() {
        assertThat(command("/img/" + "a".repeat(600))).endsWith(" --paths '/img/*'");
        assertThat(command("/" + "a".repeat(600) + "/b")).endsWith(" --paths '/*'");
    }

    @ParameterizedTest
    @Seeds(500)
    void whateverAViewerSendsIsOneLineOfAscii(Generator given) {
        assertThat(command(given.loggedText())).matches("[ -~]+");
    }
}
