package why403.diagnosis.edge;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import why403.diagnosis.request.LogSignature;
import why403.log.Field;
import why403.log.LogRecord;

/**
 * Gives each sample at most one of the log lines that can be its request, and each line at most one sample. The log has the
 * second in which an answer ended, and AWS WAF looked at the request some time before.
 */
final class SampleMatching {

    private static final double LONGEST_SECONDS = 120;
    private static final double USUAL_SECONDS = 1;

    private static final Comparator<LogRecord> BY_END = Comparator.comparing(LogRecord::time)
            .thenComparing(SampleMatching::begin, Comparator.reverseOrder())
            .thenComparing(SampleMatching::answer);

    /** What has a time, to the second. */
    interface Timed {
        Instant second();
    }

    private SampleMatching() {}

    /**
     * As many pairs as possible: in the order of their times, each sample gets the line that ended first of those it can be.
     * The pairs do not depend on the order of the lines.
     *
     * @param samples of one address, method and path
     * @param candidates the lines with these; a line of an earlier list is preferred to those of later lists
     */
    static <T extends Timed> Map<LogRecord, T> oneToOne(List<T> samples, List<List<LogRecord>> candidates) {
        Deque<T> left = new ArrayDeque<>(
                samples.stream().sorted(Comparator.comparing(Timed::second)).toList());
        Map<LogRecord, T> pairs = new HashMap<>();
        for (List<LogRecord> lines : candidates) {
            List<LogRecord> byEnd = lines.stream().sorted(BY_END).toList();
            for (int i = left.size(); i > 0; i--) {
                T sample = left.remove();
                byEnd.stream()
                        .filter(line -> !pairs.containsKey(line) && isInTime(sample, line))
                        .findFirst()
                        .ifPresentOrElse(line -> pairs.put(line, sample), () -> left.add(sample));
            }
        }
        return pairs;
    }

    /** A sample keeps no request id. Lines with the same answer to the same kind of client have the same claims. */
    private static String answer(LogRecord line) {
        return Stream.of(Field.CONTENT_TYPE, Field.CONTENT_LENGTH, Field.USER_AGENT)
                .map(field -> line.raw(field).orElse(""))
                .collect(Collectors.joining("\t"));
    }

    private static Instant begin(LogRecord record) {
        double seconds = LogSignature.seconds(record, Field.TIME_TAKEN)
                .map(taken -> Math.min(taken, LONGEST_SECONDS))
                .orElse(USUAL_SECONDS);
        return record.time().minusMillis((long) Math.ceil(seconds * 1000)).truncatedTo(ChronoUnit.SECONDS);
    }

    /** Whether the sample can be of the request that this line is about. */
    static boolean isInTime(Timed sample, LogRecord line) {
        return !sample.second().isAfter(line.time()) && !sample.second().isBefore(begin(line));
    }
}
