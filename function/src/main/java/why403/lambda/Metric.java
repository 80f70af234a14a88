package why403.lambda;

/**
 * Every metric of the function, below the namespace {@value #NAMESPACE}. Dashboards and alarms know them by these
 * names: a metric may be added, but none renamed.
 */
public enum Metric {
    /** Log objects that were tallied. */
    OBJECTS("Objects", "Count", Dimension.NONE),
    /** Log objects that could not be tallied for now, at each try: their messages come again. */
    DEFERRED_OBJECTS("DeferredObjects", "Count", Dimension.NONE),
    /** Records counted, of all log objects. */
    RECORDS("Records", "Count", Dimension.NONE),
    /** Records that could not be read and were skipped. */
    UNREADABLE_RECORDS("UnreadableRecords", "Count", Dimension.NONE),
    /** Log objects that could not be read, at each try: their messages end in the dead-letter queue. */
    UNREADABLE_OBJECTS("UnreadableObjects", "Count", Dimension.NONE),
    /** Requests in the logs read. */
    REQUESTS("Requests", "Count", Dimension.DISTRIBUTION_ID),
    /** Those of the requests that were forbidden. */
    FORBIDDEN("Forbidden", "Count", Dimension.DISTRIBUTION_ID),
    /** How old the newest record was when it was read, in whole seconds. */
    LOG_LAG("LogLag", "Seconds", Dimension.DISTRIBUTION_ID),
    /** Notices published, by what they tell: opened, changed or resolved. */
    NOTICES("Notices", "Count", Dimension.EVENT),
    /** Notices that could not be published; they stay pending. */
    FAILED_PUBLISHES("FailedPublishes", "Count", Dimension.NONE),
    /** How long the invocation took, in whole milliseconds. */
    INVOCATION_TIME("InvocationTime", "Milliseconds", Dimension.NONE),
    /** Distributions whose logs have stopped coming: a number at every tick, 0 if there is none. */
    SILENT_DISTRIBUTIONS("SilentDistributions", "Count", Dimension.NONE),
    /** Spikes that one client made, which alert nobody. */
    ONE_CLIENT_INCIDENTS("OneClientIncidents", "Count", Dimension.NONE),
    /** Notices that were due and are told to nobody, as they are ignored. */
    IGNORED_NOTICES("IgnoredNotices", "Count", Dimension.NONE);

    /** The namespace of all of them. */
    public static final String NAMESPACE = "why403";

    private final String metricName;
    private final String unit;
    private final Dimension dimension;

    Metric(String metricName, String unit, Dimension dimension) {
        this.metricName = metricName;
        this.unit = unit;
        this.dimension = dimension;
    }

    /** As CloudWatch knows it. */
    public String metricName() {
        return metricName;
    }

    /** One of CloudWatch's units. */
    public String unit() {
        return unit;
    }

    /** What it is told apart by. */
    public Dimension dimension() {
        return dimension;
    }

    /** What a metric is told apart by; over all values of its dimension, every metric is there without one too. */
    public enum Dimension {
        /** Nothing. */
        NONE(""),
        /** The distribution's id. */
        DISTRIBUTION_ID("DistributionId"),
        /** What a notice tells. */
        EVENT("Event");

        private final String dimensionName;

        Dimension(String dimensionName) {
            this.dimensionName = dimensionName;
        }

        /** As CloudWatch knows it; empty for none. */
        public String dimensionName() {
            return dimensionName;
        }
    }
}
