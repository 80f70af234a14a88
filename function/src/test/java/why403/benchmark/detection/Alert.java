package why403.benchmark.detection;

import java.util.OptionalInt;

/**
 * A notice of a rule. Minutes count from the start of the site, in the time of the log.
 *
 * @param opened the minute whose counts made the rule alert
 * @param from the minute when the rule says that the problem began; empty if it does not say
 */
record Alert(int opened, OptionalInt from) {

    static Alert at(int opened) {
        return new Alert(opened, OptionalInt.empty());
    }
}
