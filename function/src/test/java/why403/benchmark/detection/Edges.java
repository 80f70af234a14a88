package why403.benchmark.detection;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/** From a condition to the notices that it causes. */
final class Edges {

    private Edges() {}

    /** One notice each time the condition becomes true; it is looked at every {@code step} minutes. */
    static List<Alert> rising(int minutes, int step, IntPredicate condition) {
        List<Alert> alerts = new ArrayList<>();
        boolean before = false;
        for (int minute = step - 1; minute < minutes; minute += step) {
            boolean now = condition.test(minute);
            if (now && !before) {
                alerts.add(Alert.at(minute));
            }
            before = now;
        }
        return alerts;
    }

    /** A notice while the condition is true, but none for {@code silence} minutes after another. */
    static List<Alert> withSilence(int minutes, int step, int silence, IntPredicate condition) {
        List<Alert> alerts = new ArrayList<>();
        int next = 0;
        for (int minute = step - 1; minute < minutes; minute += step) {
            if (minute >= next && condition.test(minute)) {
                alerts.add(Alert.at(minute));
                next = minute + silence;
            }
        }
        return alerts;
    }
}
