package why403.cause;

/** Whose matter a cause is. */
public enum Kind {
    /** Someone must fix it. */
    MISCONFIGURATION,
    /** A control did its job. */
    INTENDED,
    /** The viewer's own fault. */
    CLIENT,
    /** Nothing explains it. */
    UNKNOWN
}
