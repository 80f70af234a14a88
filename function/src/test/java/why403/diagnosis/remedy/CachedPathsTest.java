package why403.diagnosis.remedy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import why403.diagnosis.Logged;
import why403.diagnosis.request.BodyOwner;
import why403.diagnosis.request.ForbiddenRequest;
import why403.seeded.Generator;
import why403.seeded.Seeds;

/** Paths come from viewers, and a person pastes the command that contains them. */
class CachedPathsTest {

    private static SortedSet<String> paths(Stream<String> logged) {
        return CachedPaths.of(
                        "E2EXAMPLE",
                        logged.map(path -> new ForbiddenRequest(
                                        Logged.forbidden().path(path).record(),
                                        false,
                                        BodyOwner.OWN,
                                        Optional.empty(),
                                        List.of()))
                                .toList())
                .paths();
    }

    private static SortedSet<String> paths(String... logged) {
        return paths(Stream.of(logged));
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
        assertThat(paths(logged)).containsExactly(path);
    }

    @Test
    void aPathTooLongToReadIsItsFirstFolder() {
        assertThat(paths("/img/" + "a".repeat(600))).containsExactly("/img/*");
        assertThat(paths("/" + "a".repeat(600) + "/b")).containsExactly("/*");
    }

    @Test
    void upToFifteenPathsAreClearedOneByOne() {
        assertThat(paths(IntStream.range(0, 15).mapToObj(i -> "/img/" + i)))
                .hasSize(15)
                .contains("/img/0", "/img/14");
    }

    @Test
    void aPathThatWasRequestedTwiceCountsOnce() {
        assertThat(paths(IntStream.range(0, 40).mapToObj(i -> "/img/" + i % 15)))
                .hasSize(15);
    }

    @Test
    void ofMorePathsTheirFirstFoldersAreCleared() {
        assertThat(paths(IntStream.range(0, 16).mapToObj(i -> i % 2 == 0 ? "/img/a/" + i : "/css/" + i)))
                .containsExactly("/css/*", "/img/*");
    }

    @Test
    void everythingIsClearedIfOneOfManyPathsIsInNoFolder() {
        assertThat(paths(IntStream.range(0, 16).mapToObj(i -> i == 0 ? "/index.html" : "/img/" + i)))
                .containsExactly("/*");
    }

    @Test
    void everythingIsClearedIfThereAreMoreThanFifteenFolders() {
        assertThat(paths(IntStream.range(0, 16).mapToObj(i -> "/folder" + i + "/a")))
                .containsExactly("/*");
    }

    @Test
    void everythingIsClearedIfNoPathIsLogged() {
        assertThat(paths()).containsExactly("/*");
    }

    @ParameterizedTest
    @Seeds(500)
    void whateverAViewerSendsIsPrintableAsciiWithoutSpaces(Generator given) {
        assertThat(paths(given.loggedText()))
                .allSatisfy(path -> assertThat(path).matches("[!-~]+"));
    }
}
