package why403.cause;

/** How well a cause is proven, least first. */
public enum Certainty {
    /** Compatible with what is known, and no more. */
    POSSIBLE,
    /** What the log shows is specific to it. */
    LIKELY,
    /** The account's configuration, or the arithmetic of the line itself, proves it. */
    CONFIRMED;

    /** The lesser of the two. */
    public Certainty atMost(Certainty bound) {
        return compareTo(bound) <= 0 ? this : bound;
    }
}
