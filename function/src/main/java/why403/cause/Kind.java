package why403.cause;

/** Whose matter a cause is. */
public enum Kind {
    /** Someone must mend it. */
    MISCONFIGURATION,
    /** A control did its work. */
    INTENDED,
    /** The viewer's own fault. */
    CLIENT,
    /** Nothing explains it. */
    UNKNOWN
}
