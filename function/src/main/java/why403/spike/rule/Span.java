package why403.spike.rule;

/** The minutes, or the bins, of [from, to). */
public record Span(long from, long to) {

    /** Whether the number lies in [from, to). */
    public boolean contains(long number) {
        return from <= number && number < to;
    }

    /** From minutes to all bins that contain one of them. */
    Span toBins() {
        return new Span(Minutes.bin(from), Minutes.bin(to - 1) + 1);
    }
}
