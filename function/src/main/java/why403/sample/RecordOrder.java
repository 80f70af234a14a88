package why403.sample;

import java.util.Comparator;
import java.util.List;
import why403.log.Field;
import why403.log.LogRecord;

/** Sorts records by time, and records of the same time by content, because logs have no fixed order. */
final class RecordOrder {

    private static final List<Field> FIELDS = List.of(Field.values());
    private static final Comparator<LogRecord> BY_CONTENT = RecordOrder::byContent;

    static final Comparator<Sample.Examined> EXAMINED = Comparator.comparing(
                    Sample.Examined::record,
                    Comparator.comparing(LogRecord::time).thenComparing(BY_CONTENT))
            .thenComparing(Sample.Examined::ambiguous);

    private RecordOrder() {}

    private static int byContent(LogRecord one, LogRecord other) {
        for (Field field : FIELDS) {
            int order = one.compareRaw(field, other);
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(one.status(), other.status());
    }
}
