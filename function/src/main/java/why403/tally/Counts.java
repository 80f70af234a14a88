package why403.tally;

/**
 * Requests, those of them that were forbidden, and those of the forbidden that may have been another error.
 *
 * @param requests at least {@code forbidden}
 * @param forbidden at least {@code ambiguous}
 */
public record Counts(long requests, long forbidden, long ambiguous) {

    public static final Counts NONE = new Counts(0, 0, 0);

    public Counts {
        if (ambiguous < 0 || forbidden < ambiguous || requests < forbidden) {
            throw new IllegalArgumentException(
                    "Counts must fall from requests to ambiguous: " + requests + ", " + forbidden + ", " + ambiguous);
        }
    }

    public Counts plus(Counts that) {
        return new Counts(requests + that.requests, forbidden + that.forbidden, ambiguous + that.ambiguous);
    }
}
