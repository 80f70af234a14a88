package why403.spike;

/** Where an incident is in its life. */
public enum Phase {
    OPEN,
    RESOLVED,

    /** Open for so long that it is how things are now; nobody is told. */
    EXPIRED
}
