package why403.spike.rule;

import java.util.List;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Minutes, or bins, that a sum ignores because an incident is known to have affected them. */
public record Exclusions(List<Span> spans) {

    /** Nothing is excluded. */
    public static final Exclusions NONE = new Exclusions(List.of());

    public Exclusions {
        spans = List.copyOf(spans);
    }

    boolean contains(long number) {
        // By index: this runs for every minute of every window, and the list is usually empty.
        for (int i = 0; i < spans.size(); i++) {
            if (spans.get(i).contains(number)) {
                return true;
            }
        }
        return false;
    }

    /** The end of the last span that begins at or before that number; the lowest number if there is none. */
    long endBefore(long number) {
        long end = Long.MIN_VALUE;
        for (int i = 0; i < spans.size(); i++) {
            Span span = spans.get(i);
            if (span.from() <= number) {
                end = Math.max(end, span.to());
            }
        }
        return end;
    }

    /** From minutes to all bins that contain one of them. */
    public Exclusions toBins() {
        return spans.isEmpty()
                ? this
                : new Exclusions(spans.stream().map(Span::toBins).toList());
    }

    /** The lowest number that one of the two excludes and the other does not. */
    OptionalLong firstDifference(Exclusions that) {
        if (spans.isEmpty() && that.spans.isEmpty()) {
            return OptionalLong.empty();
        }
        // What a union of spans contains changes only where one of them begins or ends.
        return Stream.concat(spans.stream(), that.spans.stream())
                .flatMapToLong(span -> LongStream.of(span.from(), span.to()))
                .filter(number -> contains(number) != that.contains(number))
                .min();
    }
}
