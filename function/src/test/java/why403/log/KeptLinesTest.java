package why403.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import why403.log.Readings.Result;
import why403.log.Readings.Visit;

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

    private static List<Visit> everySecond(List<Visit> visits) {
        return IntStream.range(0, visits.size())
                .filter(i -> i % 2 == 0)
                .mapToObj(visits::get)
                .toList();
    }

    @Property(tries = 100)
    void halvingForgetsEverySecondLine(
            @ForAll @IntRange(max = 300) int lines, @ForAll @IntRange(max = 50_000) int length) {
        Result result = read(lines, length);
        KeptLines kept = result.kept();
        List<Visit> expected = result.visits();
        for (int i = 0; i < 3; i++) {
            assertThat(Readings.visits(kept)).isEqualTo(expected);
            assertThat(kept.size()).isEqualTo(expected.size());
            kept.halve();
            expected = everySecond(expected);
        }
    }

    @Property(tries = 50)
    void whatIsAddedAfterHalvingComesAfterTheRest(@ForAll @IntRange(min = 1, max = 50_000) int length) {
        Result result = read(101, length);
        KeptLines kept = result.kept();
        kept.halve();
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
    void aThousandLinesTakeAMegabyteAndNotMore() {
        assertThat(read(1_000, 400).kept().bytes()).isLessThan(2_000_000);
        assertThat(new KeptLines().bytes()).isLessThan(10_000);
    }
}
