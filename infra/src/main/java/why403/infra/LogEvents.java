package why403.infra;

/** How the log bucket announces new log objects. */
public enum LogEvents {
    /** S3 sends events to the queue. A bucket can send the events of a prefix to one receiver only. */
    NOTIFICATIONS,
    /** S3 sends events to EventBridge, and a rule sends them to the queue. Any number of other rules can exist. */
    EVENTBRIDGE
}
