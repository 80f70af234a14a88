package why403.log;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import why403.log.bytes.LineEnds;

/**
 * Reads the records below the header line that is in force. The {@code #Fields} line of a w3c log does not show what
 * separates the columns of its records: that is the delimiter with which a record has a time and a status.
 */
final class DelimitedRecords {

    /** How many records of one object are searched for an unusual delimiter. */
    private static final int MOST_SEARCHES = 50;

    /** The length of the longest record that is searched: CloudFront does not log longer URLs and headers. */
    private static final int LONGEST_SEARCHED = 16 * 1024;

    private final TimeAndStatus timeAndStatus;
    private Optional<Header> header = Optional.empty();
    private Optional<Delimiter> delimiter = Optional.empty();
    private final Layout unknown = this::indexFirst;
    private Layout layout = unknown;
    private final List<String> notUnderstood = new ArrayList<>();
    private int searches;

    DelimitedRecords(TimeAndStatus timeAndStatus) {
        this.timeAndStatus = timeAndStatus;
    }

    /** The header line of the records that follow; empty if it cannot be read. */
    void under(Optional<Header> next) {
        header = next;
        delimiter = next.flatMap(Header::delimiter);
        layout = next.flatMap(names -> delimiter.map(known -> known.layout(names.names())))
                .orElse(unknown);
        notUnderstood.clear();
    }

    /** Finds the end of the next record, once the layout of the records is known. */
    LineEnds lineEnds(LineEnds otherwise) {
        return layout == unknown ? otherwise : layout;
    }

    /** What separates the columns; empty until that is known. */
    Optional<Delimiter> delimiter() {
        return delimiter;
    }

    /** Shows the columns of the line in [start, end). */
    Problem index(byte[] bytes, int start, int end, LogLine line) {
        return layout.index(bytes, start, end, line);
    }

    private Problem indexFirst(byte[] bytes, int start, int end, LogLine line) {
        return header.isPresent() ? indexFirst(header.get().names(), bytes, start, end, line) : Problem.NO_HEADER;
    }

    /** A record that does not show its delimiter leaves the question to the next one. */
    private Problem indexFirst(List<String> names, byte[] bytes, int start, int end, LogLine line) {
        String record = new String(bytes, start, end - start, StandardCharsets.UTF_8);
        DelimiterCandidates candidates = new DelimiterCandidates(record, names.size());
        Optional<Delimiter> found =
                find(candidates, record, candidate -> reads(candidate.layout(names), bytes, start, end, line));
        if (found.isEmpty()) {
            found = candidates
                    .usualInValues()
                    .filter(candidate -> isInAValue(candidate.layout(names), bytes, start, end, line))
                    .findFirst();
        }
        if (found.isEmpty()) {
            return candidates.mostLikelyUsual().layout(names).index(bytes, start, end, line);
        }
        delimiter = found;
        layout = found.get().layout(names);
        Problem problem = layout.index(bytes, start, end, line);
        return wasInAValueBefore(found.get(), names.size()) ? Problem.DELIMITER_IN_VALUE : problem;
    }

    private Optional<Delimiter> find(DelimiterCandidates candidates, String record, Predicate<Delimiter> reads) {
        Optional<Delimiter> usual = candidates.usual().filter(reads).findFirst();
        if (usual.isPresent() || record.length() > LONGEST_SEARCHED || searches >= MOST_SEARCHES) {
            return usual;
        }
        searches++;
        Optional<Delimiter> other = candidates.others().filter(reads).findFirst();
        if (other.isEmpty()) {
            notUnderstood.add(record);
        }
        return other;
    }

    private boolean reads(Layout candidate, byte[] bytes, int start, int end, LogLine line) {
        return candidate.index(bytes, start, end, line) == Problem.NONE && timeAndStatus.complete(line) == Problem.NONE;
    }

    /** The time is in its column, but there are too many columns. The status can be displaced. */
    private boolean isInAValue(Layout candidate, byte[] bytes, int start, int end, LogLine line) {
        return candidate.index(bytes, start, end, line) == Problem.DELIMITER_IN_VALUE && timeAndStatus.hasTime(line);
    }

    private boolean wasInAValueBefore(Delimiter known, int columns) {
        boolean inValue = known.canOccurInValues()
                && notUnderstood.stream().anyMatch(record -> known.split(record).size() > columns);
        notUnderstood.clear();
        return inValue;
    }
}
