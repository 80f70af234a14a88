package why403.spike;

import java.util.List;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Minutes, or bins, that a sum leaves out because an incident is known to have touched them. */
record LeftOut(List<Span> spans) {

    static final LeftOut NOTHING = new LeftOut(List.of());

    LeftOut {
        spans = List.copyOf(spans);
    }

    boolean contains(long number) {
        // By index: this is asked for every minute of every window, and most often of an empty list.
        for (int i = 0; i < spans.size(); i++) {
            if (spans.get(i).contains(number)) {
                return true;
            }
        }
        return false;
    }

    LeftOut bins() {
        return spans.isEmpty()
                ? this
                : new LeftOut(spans.stream().map(Span::bins).toList());
    }

    /** The lowest number that one of the two leaves out and the other does not. */
    OptionalLong firstDifference(LeftOut that) {
        if (spans.isEmpty() && that.spans.isEmpty()) {
            return OptionalLong.empty();
        }
        // What a union of spans holds changes only where one of them begins or ends.
        return Stream.concat(spans.stream(), that.spans.stream())
                .flatMapToLong(span -> LongStream.of(span.from(), span.to()))
                .filter(number -> contains(number) != that.contains(number))
                .min();
    }
}
