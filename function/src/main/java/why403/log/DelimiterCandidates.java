package why403.log;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The delimiters that one record suggests where its header does not show the delimiter: the usual ones, then every
 * sequence of up to five characters that occurs about as often as the columns of the header require.
 */
final class DelimiterCandidates {

    /** Each candidate costs one attempt to read the record. */
    private static final int MOST_CANDIDATES = 200;

    private final String record;
    private final int delimiters;

    /** @param columns how many columns the header names */
    DelimiterCandidates(String record, int columns) {
        this.record = record;
        this.delimiters = columns - 1;
    }

    /** Those that nearly every log uses. */
    Stream<Delimiter> usual() {
        return Delimiter.USUAL.stream();
    }

    /** Those of them that a value can contain. CloudFront encodes a TAB, so a record with TABs has no such delimiter. */
    Stream<Delimiter> usualInValues() {
        return usual().filter(delimiter -> delimiter.canOccurInValues() && !record.contains(Delimiter.TAB.text()));
    }

    /** All others, those first that give exactly the header's columns, and longer ones first among these. */
    Stream<Delimiter> others() {
        return counted().entrySet().stream()
                .filter(entry -> isPlausible(entry.getValue().count))
                .sorted(Comparator.comparingInt(
                                (Map.Entry<String, Occurrences> entry) -> Math.abs(entry.getValue().count - delimiters))
                        .thenComparingInt(entry -> -entry.getKey().length())
                        .thenComparing(Map.Entry::getKey))
                .limit(MOST_CANDIDATES)
                .map(entry -> new Delimiter(entry.getKey()));
    }

    /** The one that separates exactly as many columns as the header names, else TAB. */
    Delimiter mostLikelyUsual() {
        return record.contains(Delimiter.TAB.text())
                ? Delimiter.TAB
                : usual().filter(delimiter -> delimiter.split(record).size() == delimiters + 1)
                        .findFirst()
                        .orElse(Delimiter.TAB);
    }

    /**
     * A record can lack its last columns, and can end with delimiters. A sequence that occurs once shows no pattern: it can
     * contain a part of a value.
     */
    private boolean isPlausible(int count) {
        return count >= Math.max(2, delimiters / 2) && count <= 2 * delimiters + 1;
    }

    private Map<String, Occurrences> counted() {
        Map<String, Occurrences> counted = new HashMap<>();
        int[] points = record.codePoints().toArray();
        for (int from = 0; from < points.length; from++) {
            int most = Math.min(Delimiter.MOST_CHARACTERS, points.length - from);
            for (int length = 1; length <= most; length++) {
                counted.computeIfAbsent(new String(points, from, length), text -> new Occurrences())
                        .add(from, length);
            }
        }
        return counted;
    }

    /** How often a text occurs, where no occurrence overlaps the one before. */
    private static final class Occurrences {

        private int count;
        private int end;

        void add(int from, int length) {
            if (from >= end) {
                count++;
                end = from + length;
            }
        }
    }
}
