package why403.tally;

/**
 * The number of requests, how many of them were forbidden, and how many of the forbidden ones may be another error.
 *
 * @param requests at least {@code forbidden}
 * @param forbidden at least {@code ambiguous}
 */
public record Counts(long requests, long forbidden, long ambiguous) {

    /** No requests. */
    public static final Counts NONE = new Counts(0, 0, 0);

    public Counts {
        if (ambiguous < 0 || forbidden < ambiguous || requests < forbidden) {
            throw new IllegalArgumentException(
                    "Counts must fall from requests to ambiguous: " + requests + ", " + forbidden + ", " + ambiguous);
        }
    }

    /** The sum of both. */
    public Counts plus(Counts that) {
        return new Counts(requests + that.requests, forbidden + that.forbidden, ambiguous + that.ambiguous);
    }
}
