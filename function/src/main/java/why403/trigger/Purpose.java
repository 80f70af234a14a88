package why403.trigger;

/** Why a message names its log objects. */
public enum Purpose {
    /** They are new. What they show is reported. */
    WATCH,
    /** They are older than the deployment. They are counted, so that the usual rate is known, and cause no report. */
    BACKFILL
}
