package why403.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import why403.log.Readings.Result;
import why403.log.Readings.Visit;
import why403.trigger.LogObject;

/** What was kept is visited again as it was the first time; logs of every format are in {@link LogReaderPropertyTest}. */
class KeptLinesTest {

    private static final String HEADER = "#Fields: date time cs-uri-stem sc-status DistributionId\n";

    private static String line(int number, int length) {
        String distribution = number % 3 == 0 ? "E1EXAMPLE" : "E2EXAMPLE";
        return "2026-11-24\t10:00:0" + number % 10 + "\t/" + number + "/" + "x".repeat(length) + "\t403\t"
                + distribution + "\n";
    }

    private static Result read(int lines, int length) {
        StringBuilder log = new StringBuilder(HEADER);
        IntStream.range(0, lines).forEach(i -> log.append(line(i, i % 7 == 0 ? length : 10)));
        return Readings.read(log.toString());
    }

    private static List<Visit> oneOfTwo(List<Visit> visits) {
        return IntStream.range(0, (visits.size() + 1) / 2)
                .map(pair -> Math.min(pair % 3 != 0 ? 2 * pair : 2 * pair + 1, visits.size() - 1))
                .mapToObj(visits::get)
                .toList();
    }

    @Property(tries = 100)
    void halvingForgetsOneOfEveryTwoLines(
            @ForAll @IntRange(max = 300) int lines, @ForAll @IntRange(max = 50_000) int length) {
        Result result = read(lines, length);
        KeptLines kept = result.kept();
        List<Visit> expected = result.visits();
        for (int i = 0; i < 3; i++) {
            assertThat(Readings.visits(kept)).isEqualTo(expected);
            assertThat(kept.size()).isEqualTo(expected.size());
            kept.halve(pair -> pair % 3 != 0);
            expected = oneOfTwo(expected);
        }
    }

    @Property(tries = 50)
    void whatIsAddedAfterHalvingComesAfterTheRest(@ForAll @IntRange(min = 1, max = 50_000) int length) {
        Result result = read(101, length);
        KeptLines kept = result.kept();
        kept.halve(pair -> true);
        LogLine line = new LogLine();
        result.kept().visit((distribution, last) -> line.show(last.buffer(), last.start(), last.end(), last.columns()));
        int before = kept.size();
        kept.add("E3EXAMPLE", line);
        assertThat(Readings.visits(kept)).hasSize(before + 1);
        assertThat(Readings.visits(kept).get(before).distribution()).isEqualTo("E3EXAMPLE");
    }

    @Test
    void theLongestLinesAreKeptWhole() {
        int length = Lines.LONGEST_BYTES - 200;
        Result result = Readings.read(HEADER + line(1, length) + line(2, length) + line(3, 1));

        assertThat(Readings.visits(result.kept())).hasSize(3).isEqualTo(result.visits());
        assertThat(result.kept().bytes()).isBetween(2L * length, 5L * length);
    }

    @Test
    void linesUnderTheSameHeaderAreOfOneKindHoweverOftenItIsRepeated() {
        String log = (HEADER + line(1, 5)).repeat(500);

        Result result = Readings.read(log);

        assertThat(result.kept().kinds()).isEqualTo(1);
        assertThat(Readings.visits(result.kept())).isEqualTo(result.visits());
    }

    @Test
    void ofALongLineOnlyTheFieldsAreKeptInARecord() {
        String line = "{\"date\":\"2026-11-24\",\"time\":\"10:00:00\",\"sc-status\":\"403\",\"padding\":\""
                + "x".repeat(100_000) + "\",\"cs-uri-stem\":\"/a\"}\n";
        LogRecord[] record = new LogRecord[1];
        new LogReader(host -> Optional.empty())
                .read(
                        new LogObject("example-logs", Readings.KEY),
                        new ByteArrayInputStream(line.getBytes(StandardCharsets.US_ASCII)),
                        (distribution, read) -> record[0] = read.toRecord());

        assertThat(record[0].size()).isLessThan(100);
        assertThat(record[0].raw(Field.URI_STEM)).contains("/a");
    }

    @Test
    void aThousandLinesTakeAMegabyteAndNotMore() {
        assertThat(read(1_000, 400).kept().bytes()).isLessThan(2_000_000);
        assertThat(new KeptLines().bytes()).isLessThan(10_000);
    }
}
