package why403.diagnosis.edge;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import why403.diagnosis.request.ForbiddenRequest;
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

    private static final Comparator<ForbiddenRequest> BY_END = Comparator.<ForbiddenRequest, Instant>comparing(
                    request -> request.record().time())
            .thenComparing(request -> begin(request.record()), Comparator.reverseOrder())
            .thenComparing(request -> request.record().raw(Field.REQUEST_ID).orElse(""));

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
    static <T extends Timed> Map<ForbiddenRequest, T> oneToOne(
            List<T> samples, List<List<ForbiddenRequest>> candidates) {
        List<T> inOrder = new ArrayList<>(samples);
        inOrder.sort(Comparator.comparing(Timed::second));
        Map<ForbiddenRequest, T> pairs = new IdentityHashMap<>();
        for (List<ForbiddenRequest> lines : candidates) {
            List<ForbiddenRequest> byEnd = lines.stream().sorted(BY_END).toList();
            inOrder.removeIf(sample -> {
                Optional<ForbiddenRequest> line = byEnd.stream()
                        .filter(one -> !pairs.containsKey(one) && isInTime(sample, one))
                        .findFirst();
                line.ifPresent(one -> pairs.put(one, sample));
                return line.isPresent();
            });
        }
        return pairs;
    }

    private static Instant begin(LogRecord record) {
        double seconds = LogSignature.seconds(record, Field.TIME_TAKEN)
                .map(taken -> Math.min(taken, LONGEST_SECONDS))
                .orElse(USUAL_SECONDS);
        return record.time().minusMillis((long) Math.ceil(seconds * 1000)).truncatedTo(ChronoUnit.SECONDS);
    }

    /** Whether the sample can be of the request that this line is about. */
    static boolean isInTime(Timed sample, ForbiddenRequest line) {
        return !sample.second().isBefore(begin(line.record()))
                && !sample.second().isAfter(line.record().time());
    }
}
