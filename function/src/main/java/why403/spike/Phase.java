package why403.spike;

/** The phase of an incident's life. */
public enum Phase {
    OPEN,
    RESOLVED,

    /** It was open for so long that its rate is now the usual one. No notice says so. */
    EXPIRED
}
