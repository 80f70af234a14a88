package why403.infra;

/** How the log bucket tells of new log objects. */
public enum LogEvents {
    /** S3 sends to the queue; a bucket sends what has one prefix to one receiver only. */
    NOTIFICATIONS,
    /** S3 sends to EventBridge, and a rule to the queue; beside any number of others. */
    EVENTBRIDGE
}
