package why403.spike;

/** The part of an incident that its diagnosis examined. */
public enum Period {
    /** All of it, from its beginning. */
    WHOLE,
    /** Its last ten minutes, in whole five-minute bins. */
    LAST_TEN_MINUTES,
    /** Its last hour, in whole five-minute bins, where ten minutes hold too few forbidden requests to show anything. */
    LAST_HOUR
}
