package why403.lambda;

/**
 * The metrics of the function, in the namespace {@value #NAMESPACE}. Dashboards and alarms of users depend on the names:
 * add metrics, but never rename one.
 */
public enum Metric {
    /** Log objects that were tallied. Each tick adds 0, so that missing logs are a number and not a gap. */
    OBJECTS("Objects", "Count", Dimension.NONE),
    /** Log objects that could not be tallied yet, counted at each attempt. SQS delivers their messages again. */
    DEFERRED_OBJECTS("DeferredObjects", "Count", Dimension.NONE),
    /** Records that were counted, in all log objects. */
    RECORDS("Records", "Count", Dimension.NONE),
    /** Records that could not be read and were skipped. */
    UNREADABLE_RECORDS("UnreadableRecords", "Count", Dimension.NONE),
    /** Log objects that cannot be read, counted at each attempt. Their messages go to the dead-letter queue. */
    UNREADABLE_OBJECTS("UnreadableObjects", "Count", Dimension.NONE),
    /** Requests in the logs. */
    REQUESTS("Requests", "Count", Dimension.DISTRIBUTION_ID),
    /** Forbidden requests in the logs. */
    FORBIDDEN("Forbidden", "Count", Dimension.DISTRIBUTION_ID),
    /** The age of the newest record when why403 read it, in whole seconds. */
    LOG_LAG("LogLag", "Seconds", Dimension.DISTRIBUTION_ID),
    /** Published notices, by event: opened, changed, resolved or expired. */
    NOTICES("Notices", "Count", Dimension.EVENT),
    /** Failed attempts to publish a notice. The notice stays pending. */
    FAILED_PUBLISHES("FailedPublishes", "Count", Dimension.NONE),
    /** The duration of the invocation in whole milliseconds. */
    INVOCATION_TIME("InvocationTime", "Milliseconds", Dimension.NONE),
    /** Distributions whose logs stopped. Each tick writes the number, also if it is 0. */
    SILENT_DISTRIBUTIONS("SilentDistributions", "Count", Dimension.NONE),
    /** Spikes caused by one client. They alert nobody. */
    ONE_CLIENT_INCIDENTS("OneClientIncidents", "Count", Dimension.NONE),
    /** Notices that were not published because the settings ignore them. */
    IGNORED_NOTICES("IgnoredNotices", "Count", Dimension.NONE);

    /** The CloudWatch namespace of all metrics. */
    public static final String NAMESPACE = "why403";

    private final String metricName;
    private final String unit;
    private final Dimension dimension;

    Metric(String metricName, String unit, Dimension dimension) {
        this.metricName = metricName;
        this.unit = unit;
        this.dimension = dimension;
    }

    /** The metric's name in CloudWatch. */
    public String metricName() {
        return metricName;
    }

    /** The metric's unit in CloudWatch. */
    public String unit() {
        return unit;
    }

    /** The dimension that divides the metric. */
    public Dimension dimension() {
        return dimension;
    }

    /** The dimension of a metric. Each metric is also published without a dimension, as the total. */
    public enum Dimension {
        /** No dimension. */
        NONE(""),
        /** The distribution's id. */
        DISTRIBUTION_ID("DistributionId"),
        /** The event of a notice. */
        EVENT("Event");

        private final String dimensionName;

        Dimension(String dimensionName) {
            this.dimensionName = dimensionName;
        }

        /** The dimension's name in CloudWatch; empty for {@link #NONE}. */
        public String dimensionName() {
            return dimensionName;
        }
    }
}
