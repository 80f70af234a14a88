package why403.diagnosis.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import why403.diagnosis.Logged;
import why403.log.Field;
import why403.log.LogRecord;

class SampleMatchingTest {

    private record Sample(int number, Instant second) implements SampleMatching.Timed {}

    private static LogRecord line(int end, int seconds, String userAgent) {
        return LogRecord.of(
                Logged.NOON.plusSeconds(end),
                403,
                Map.of(Field.TIME_TAKEN, seconds + ".000", Field.USER_AGENT, userAgent));
    }

    private static Map<String, Integer> pairs(List<Sample> samples, List<LogRecord> lines) {
        Map<String, Integer> pairs = new TreeMap<>();
        SampleMatching.oneToOne(samples, List.of(lines))
                .forEach((line, sample) -> pairs.put(line.raw(Field.USER_AGENT).orElseThrow(), sample.number()));
        return pairs;
    }

    /** The most pairs, by trying everything. */
    private static int most(List<Sample> samples, List<LogRecord> lines, Set<LogRecord> taken) {
        if (samples.isEmpty()) {
            return 0;
        }
        List<Sample> others = samples.subList(1, samples.size());
        int most = most(others, lines, taken);
        for (LogRecord line : lines) {
            if (SampleMatching.isInTime(samples.get(0), line) && taken.add(line)) {
                most = Math.max(most, 1 + most(others, lines, taken));
                taken.remove(line);
            }
        }
        return most;
    }

    @Test
    void asManySamplesAsPossibleGetALineOfTheirTimeInWhicheverOrderBothStand() {
        Random random = new Random(403);
        for (int round = 0; round < 500; round++) {
            List<LogRecord> lines = new ArrayList<>(IntStream.range(0, 1 + random.nextInt(5))
                    .mapToObj(i -> line(random.nextInt(6), random.nextInt(4), "client" + i))
                    .toList());
            List<Sample> samples = new ArrayList<>(IntStream.range(0, 1 + random.nextInt(5))
                    .mapToObj(i -> new Sample(i, Logged.NOON.plusSeconds(random.nextInt(8) - 2L)))
                    .toList());
            Map<String, Integer> pairs = pairs(samples, lines);

            assertThat(pairs).hasSize(most(samples, lines, new HashSet<>()));
            assertThat(pairs.values()).doesNotHaveDuplicates();
            Collections.shuffle(lines, random);
            assertThat(pairs(samples, lines)).isEqualTo(pairs);
        }
    }

    @Test
    void aLineOfAnEarlierListIsPreferred() {
        LogRecord early = line(0, 0, "a");
        LogRecord late = line(1, 1, "b");

        assertThat(SampleMatching.oneToOne(
                                List.of(new Sample(0, Logged.NOON)), List.of(List.of(late), List.of(early, late)))
                        .keySet())
                .containsExactly(late);
    }
}
