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
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Compares {@code docs/causes.md} with {@link CauseId}. Notices link to the headings of that page. */
class CausesPageTest {

    private static final Pattern ROW = Pattern.compile("\\| \\[`([^`]+)`]\\(#([^)]+)\\) \\| (\\w+) \\| \\S.*\\|");

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
        List<String> parts =
                section(cause).stream().filter(line -> !line.isEmpty()).toList();
        assertThat(parts).first().isEqualTo("**Kind:** " + kind(cause));
        assertThat(parts.stream().skip(1))
                .hasSize(3)
                .satisfiesExactly(
                        log -> assertThat(log).matches("\\*\\*In the log:\\*\\* \\S.*\\."),
                        confirmed -> assertThat(confirmed).matches("\\*\\*Confirmed by:\\*\\* \\S.*\\."),
                        fix -> assertThat(fix).matches("\\*\\*Fix:\\*\\* \\S.*\\."));
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
            return Files.readAllLines(Path.of("..", "docs", "causes.md"));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
