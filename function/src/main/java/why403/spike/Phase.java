package why403.spike;

/** Where an incident is in its life. */
public enum Phase {
    OPEN,
    RESOLVED
}
