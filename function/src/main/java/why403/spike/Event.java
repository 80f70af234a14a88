package why403.spike;

/** What happened to an incident that people may want to know. */
public enum Event {
    OPENED,
    CHANGED,
    RESOLVED
}
