package why403.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import why403.seeded.Corpus;
import why403.seeded.Generator;
import why403.seeded.Mutator;
import why403.seeded.Seeds;

/** Series of any content: every line below the header is a row or a problem. */
class SeriesReaderFuzzTest {

    private static final List<byte[]> CORPUS = Corpus.of(SeriesReaderFuzzTest.class, "anySeriesIsReadLineByLine");

    @FuzzTest
    void anySeriesIsReadLineByLine(byte[] csv) throws IOException {
        String text = new String(csv, StandardCharsets.UTF_8);
        SeriesReader.Result result = SeriesReader.read(new StringReader(text));

        if (!result.rows().isEmpty()) {
            assertThat(result.rows().size() + result.problems().size()).isEqualTo((int) lines(text) - 1);
        }
        assertThat(result.rows()).isSortedAccordingTo((one, next) -> one.minute() < next.minute() ? -1 : 1);
        assertThat(result.rows())
                .allMatch(row -> row.counts().forbidden() <= row.counts().requests());
        assertThat(result.problems()).allSatisfy(problem -> assertThat(problem).doesNotContainPattern("\\p{Cntrl}"));
    }

    private static long lines(String text) {
        return text.replaceFirst("^\\uFEFF", "")
                .lines()
                .filter(line -> !line.strip().isEmpty())
                .count();
    }

    @ParameterizedTest
    @Seeds
    void aChangedSeriesIsReadLineByLine(Generator given) throws IOException {
        anySeriesIsReadLineByLine(new Mutator(given, CORPUS).next());
    }
}
