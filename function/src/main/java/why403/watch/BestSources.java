package why403.watch;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import why403.sample.SampleReader.Source;
import why403.trigger.LogObject;

/**
 * The first objects of each hour in some order, in bounded memory. Within an hour, the objects can be added in any order.
 * The hours must come one after the other, because an object can have records of several hours.
 */
final class BestSources {

    /** More than a diagnosis reads, so that an object whose records are divided among hours is not missed. */
    private static final int MOST_OF_HOUR = 2_000;

    private final Comparator<Source> order;
    private final TreeSet<Source> hour;
    private final Map<LogObject, Source> all = new LinkedHashMap<>();

    /** @param order different for any two objects */
    BestSources(Comparator<Source> order) {
        this.order = order;
        this.hour = new TreeSet<>(order);
    }

    void add(Source source) {
        if (hour.size() < MOST_OF_HOUR) {
            hour.add(source);
        } else if (order.compare(source, hour.last()) < 0) {
            hour.pollLast();
            hour.add(source);
        }
    }

    void endHour() {
        hour.forEach(source -> all.merge(
                source.object(),
                source,
                (one, two) -> new Source(one.object(), two.rule(), one.forbidden() + two.forbidden())));
        hour.clear();
    }

    /** By hour, and within an hour in that order. An object is in its first hour, with the sum of all hours. */
    List<Source> byHour() {
        return List.copyOf(all.values());
    }
}
