package why403.tally;

/** How many values of a dimension are counted in a tally, and in the sum of an hour: the choice is the same in both. */
public final class ScopeLimits {

    /** So many values with the most requests. */
    public static final int MOST_REQUESTED = 40;

    /** So many of the others, with the most forbidden requests. */
    public static final int MOST_FORBIDDEN = 10;

    /** Of so many of the next paths the total is kept. */
    public static final int MOST_TOTALLED = 400;

    private ScopeLimits() {}
}
