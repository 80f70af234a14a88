package why403.cause;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Compares {@code docs/causes.md} with {@link CauseId}. Notices link to the headings of that page. */
class CausesPageTest {

    private static final Pattern ROW = Pattern.compile("\\| \\[`([^`]+)`]\\(#([^)]+)\\) \\| (\\w+) \\| \\S.*\\|");

    private static final Path DOCS = Path.of("..", "docs");

    /** The last line of a section. */
    private static final Pattern TESTS = Pattern.compile(
            "\n\\*\\*Tests:\\*\\* \\[`(?<class>\\w+)\\.(?<method>\\w+)`]\\((?<file>\\S+/\\k<class>\\.java)\\)$");

    /** The causes that a test expects of a replayed scenario, each with its certainty. */
    private static final Pattern DIAGNOSED =
            Pattern.compile("assertThat\\(\\s*diagnosed\\([^;]*\\.isEqualTo\\(\\s*\"([^\"]+)\"\\);");

    private static final List<String> LINES = lines();

    @Test
    void thePageHasOneSectionForEachCauseInTheOrderOfTheCatalogue() {
        assertThat(headings()).containsExactlyElementsOf(ids().toList());
    }

    @Test
    void theTableHasOneRowForEachCauseInTheOrderOfTheCatalogue() {
        assertThat(rows().stream().map(row -> row.group(1))).containsExactlyElementsOf(ids().toList());
    }

    @ParameterizedTest
    @EnumSource
    void theRowOfACauseLinksToItsSectionAndHasItsKind(CauseId cause) {
        assertThat(rows())
                .filteredOn(row -> row.group(1).equals(cause.id()))
                .singleElement()
                .satisfies(row -> {
                    assertThat(row.group(2)).isEqualTo(cause.id());
                    assertThat(row.group(3)).isEqualTo(kind(cause));
                });
    }

    @ParameterizedTest
    @EnumSource
    void theSectionOfACauseHasItsKindAndSaysWhatTheLogShowsWhatConfirmsItAndWhatFixesIt(CauseId cause) {
        List<String> parts = section(cause).stream()
                .filter(line -> !line.isEmpty() && !line.startsWith("**Tests:**"))
                .toList();
        assertThat(parts).first().isEqualTo("**Kind:** " + kind(cause));
        assertThat(parts.stream().skip(1))
                .hasSize(3)
                .satisfiesExactly(
                        log -> assertThat(log).matches("\\*\\*In the log:\\*\\* \\S.*\\."),
                        confirmed -> assertThat(confirmed).matches("\\*\\*Confirmed by:\\*\\* \\S.*\\."),
                        fix -> assertThat(fix).matches("\\*\\*Fix:\\*\\* \\S.*\\."));
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "UNEXPLAINED")
    void theSectionOfACauseEndsWithATestOfAScenarioThatHasItAndOfOneThatHasAnother(CauseId cause) throws IOException {
        List<String> section = section(cause);
        Matcher tests = TESTS.matcher(String.join("\n", section).strip());
        assertThat(tests.find()).as("a line with the test at the end").isTrue();

        String source = Files.readString(DOCS.resolve(tests.group("file")));
        assertThat(source).contains("class " + tests.group("class") + " extends ReplayedCauses {");

        String body = "@Test\n    void " + tests.group("method") + "\\(\\)[^{]*\\{\n(.*?)\n    }\n";
        Matcher method = Pattern.compile(body, Pattern.DOTALL).matcher(source);
        assertThat(method.find()).as("a test with that name").isTrue();
        assertThat(DIAGNOSED.matcher(method.group(1)).results().map(found -> found.group(1)))
                .anyMatch(causes -> causes.startsWith(cause.id() + " "))
                .anyMatch(causes -> !causes.contains(cause.id() + " "));
    }

    private static List<String> section(CauseId cause) {
        int start = LINES.indexOf("## " + cause.id()) + 1;
        int end = IntStream.range(start, LINES.size())
                .filter(i -> LINES.get(i).startsWith("## "))
                .findFirst()
                .orElse(LINES.size());
        return LINES.subList(start, end);
    }

    private static List<String> headings() {
        return LINES.stream()
                .filter(line -> line.startsWith("## "))
                .map(line -> line.substring("## ".length()))
                .toList();
    }

    private static List<MatchResult> rows() {
        return LINES.stream()
                .map(ROW::matcher)
                .filter(row -> row.matches())
                .map(row -> row.toMatchResult())
                .toList();
    }

    private static Stream<String> ids() {
        return Arrays.stream(CauseId.values()).map(CauseId::id);
    }

    private static String kind(CauseId cause) {
        return cause.kind().name().toLowerCase(Locale.ROOT);
    }

    private static List<String> lines() {
        try {
            return Files.readAllLines(DOCS.resolve("causes.md"));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
