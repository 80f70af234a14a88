package why403.benchmark.detection;

/** How the log objects of five minutes reach the rule. */
enum Delivery {
    /** One object, as soon as the five minutes are over. */
    IN_ORDER,
    /** Two objects with half of the requests each; the second comes ten minutes after the first. */
    HALVES,
    /** One object; one in ten comes 30 minutes late. */
    LATE_FILES
}
