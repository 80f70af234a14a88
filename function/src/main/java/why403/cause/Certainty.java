package why403.cause;

/** How well a cause is proven, least first. */
public enum Certainty {
    /** The cause is compatible with what is known, and no more. */
    POSSIBLE,
    /** What the log shows is specific to the cause. */
    LIKELY,
    /** The account's configuration, or arithmetic on the line itself, proves the cause. */
    CONFIRMED;

    /** The lesser of the two. */
    public Certainty atMost(Certainty bound) {
        return compareTo(bound) <= 0 ? this : bound;
    }
}
