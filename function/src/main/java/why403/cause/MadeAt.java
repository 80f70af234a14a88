package why403.cause;

/** Who answers 403 under a cause. */
public enum MadeAt {
    /** CloudFront itself: the origin does not see the request. */
    EDGE,
    /**
     * The origin. Behind an origin group, a standard log does not say which origin answered, so such a cause is then
     * {@link Certainty#LIKELY} at most.
     */
    ORIGIN,
    /** Nobody knows. */
    UNKNOWN
}
