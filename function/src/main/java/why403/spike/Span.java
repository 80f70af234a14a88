package why403.spike;

/** The minutes, or the bins, of [from, to). */
record Span(long from, long to) {

    boolean contains(long number) {
        return from <= number && number < to;
    }

    /** From minutes to all bins that hold one of them. */
    Span bins() {
        return new Span(Minutes.bin(from), Minutes.bin(to - 1) + 1);
    }
}
