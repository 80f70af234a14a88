package why403.spike;

/** What happened to an incident that people may want to know. */
public enum Event {
    OPENED,
    CHANGED,
    RESOLVED,
    /** It went on for so long that its rate counts as usual from now on. */
    EXPIRED,
    /** Nothing happened: somebody asked why the requests of some logs were refused. */
    DIAGNOSED;

    /** Whether it is the last event of an incident. */
    public boolean isLast() {
        return this == RESOLVED || this == EXPIRED;
    }
}
