package why403.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SeriesReaderTest {

    private static final String HEADER = "minute,requests,forbidden\n";
    private static final String CLIENT_HEADER = "minute,requests,forbidden,topClientRequests,topClientForbidden\n";
    private static final long MINUTE = Instant.parse("2026-11-24T10:00:00Z").getEpochSecond() / 60;

    @Test
    void aRowIsAMinuteItsCountsAndItsTopClient() throws IOException {
        SeriesReader.Result result = read(CLIENT_HEADER + "2026-11-24T10:00:00Z,100,20,30,15\n");

        assertThat(result.rows()).containsExactly(new SeriesRow(MINUTE, 100, 20, 30, 15));
        assertThat(result.problems()).isEmpty();
    }

    @Test
    void theTopClientCanBeUnknownInARow() throws IOException {
        SeriesReader.Result result = read(CLIENT_HEADER + "2026-11-24T10:00:00Z,100,20,,\n");

        assertThat(result.rows().get(0).topClient().requests()).isZero();
        assertThat(result.problems()).isEmpty();
    }

    @Test
    void aByteOrderMarkWindowsLineEndsAndBlankLinesAreIgnored() throws IOException {
        SeriesReader.Result result = read("\uFEFF\r\n" + HEADER.replace("\n", "\r\n")
                + "2026-11-24T10:00:00Z,100,20\r\n\r\n  \r\n2026-11-24T10:01Z, 5, 0\r\n");

        assertThat(result.rows()).extracting(SeriesRow::minute).containsExactly(MINUTE, MINUTE + 1);
        assertThat(result.problems()).isEmpty();
    }

    @Test
    void aHeaderAloneIsAnEmptySeries() throws IOException {
        assertThat(read(HEADER)).isEqualTo(new SeriesReader.Result(List.of(), List.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n\n", "2026-11-24T10:00:00Z,100,20", "minute,forbidden,requests\n"})
    void aSeriesWithoutItsHeaderIsNotRead(String series) throws IOException {
        SeriesReader.Result result = read(series);

        assertThat(result.rows()).isEmpty();
        assertThat(result.problems()).singleElement().asString().contains("expected the header minute,requests");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2026-11-24T10:01:00Z,100             | expected 3 columns and found 2",
                "2026-11-24T10:01:00Z,100,2,3         | expected 3 columns and found 4",
                "yesterday,100,2                      | expected an ISO 8601 instant such as 2026-11-24T10:05:00Z and found \"yesterday\"",
                "2026-11-31T10:01:00Z,100,2           | expected an ISO 8601 instant",
                "+12026-11-30T10:01:00Z,100,2         | expected an ISO 8601 instant",
                "2026-11-24T10:01:30Z,100,2           | expected the start of a minute",
                "2026-11-24T10:01:00Z,-1,0            | expected a whole number",
                "2026-11-24T10:01:00Z,1e3,0           | expected a whole number",
                "2026-11-24T10:01:00Z,,0              | expected a whole number",
                "2026-11-24T10:01:00Z,9999999999999,0 | expected a whole number from 0 to 1000000000000",
                "2026-11-24T10:01:00Z,99999999999999999999999,0 | expected a whole number",
                "2026-11-24T10:01:00Z,5,6             | expected no more forbidden than requests and found 6 of 5",
                "2026-11-24T10:00:00Z,5,1             | expected a later minute than that of the row before it",
                "2026-11-24T09:59:00Z,5,1             | expected a later minute than that of the row before it",
            })
    void aBadRowIsNamedAndSkipped(String row, String sentence) throws IOException {
        SeriesReader.Result result =
                read(HEADER + "2026-11-24T10:00:00Z,100,20\n" + row + "\n2026-11-24T10:02:00Z,7,0\n");

        assertThat(result.rows()).extracting(SeriesRow::minute).containsExactly(MINUTE, MINUTE + 2);
        assertThat(result.problems())
                .singleElement()
                .asString()
                .startsWith("Line 3 of the series: ")
                .contains(sentence);
    }

    @ParameterizedTest
    @ValueSource(strings = {"10,21", "19,20", "96,15", "5,"})
    void aTopClientWithMoreThanItsRowIsRefused(String client) throws IOException {
        SeriesReader.Result result = read(CLIENT_HEADER + "2026-11-24T10:00:00Z,100,20," + client + "\n");

        assertThat(result.rows()).isEmpty();
        assertThat(result.problems()).hasSize(1);
    }

    @Test
    void theQuoteOfABadRowIsShortAndHasNoControlCharacters() throws IOException {
        SeriesReader.Result result = read(HEADER + "\u001b[31m" + "x".repeat(100_000) + ",1,1\n");

        assertThat(result.problems().get(0)).hasSizeLessThan(200).doesNotContain("\u001b");
    }

    private static IntStream seeds() {
        return IntStream.range(0, 1000);
    }

    /** Any characters, often those that mean something in a series. */
    private static String anyText(Random random) {
        String telling = "0123456789,-:TZ \t\r\n\"";
        return random.ints(random.nextInt(200))
                .map(i -> (i & 1) == 0
                        ? telling.charAt(Math.floorMod(i >> 1, telling.length()))
                        : Math.floorMod(i >> 1, (i & 2) == 0 ? Character.MIN_SURROGATE : Character.MAX_CODE_POINT + 1))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everyLineOfAnyTextIsARowOrAProblem(int seed) throws IOException {
        String text = anyText(new Random(seed));

        SeriesReader.Result result = read(HEADER + text);

        long lines = text.lines().filter(line -> !line.strip().isEmpty()).count();
        assertThat(result.rows().size() + result.problems().size()).isEqualTo((int) lines);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void goodRowsAreReadAmongBadRows(int seed) throws IOException {
        Random random = new Random(seed);
        String bad = "not a row " + anyText(random).replaceAll("\\R|\\p{Cc}", " ") + "\n";
        StringBuilder text = new StringBuilder(HEADER).append(bad);
        List<SeriesRow> expected = new ArrayList<>();
        int rows = random.nextInt(21);
        for (int i = 0; i < rows; i++) {
            int forbidden = random.nextInt(501);
            SeriesRow row = new SeriesRow(MINUTE + i, 500, forbidden, 0, 0);
            expected.add(row);
            text.append(Instant.ofEpochSecond(60 * row.minute()))
                    .append(",500,")
                    .append(forbidden)
                    .append('\n')
                    .append(bad);
        }

        assertThat(read(text.toString()).rows()).isEqualTo(expected);
    }

    private static SeriesReader.Result read(String text) throws IOException {
        return SeriesReader.read(new StringReader(text));
    }
}
