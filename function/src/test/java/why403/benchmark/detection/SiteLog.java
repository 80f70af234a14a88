package why403.benchmark.detection;

import java.util.List;

/**
 * What a rule may know of a site: its log.
 *
 * @param objects in the order in which they arrive
 * @param complete the counts after all objects have arrived
 */
record SiteLog(int minutes, Delivery delivery, List<LogObjectCounts> objects, DeliveredTraffic complete) {

    SiteLog {
        objects = List.copyOf(objects);
    }

    static SiteLog of(int minutes, Delivery delivery, List<LogObjectCounts> objects) {
        DeliveredTraffic complete = new DeliveredTraffic(minutes);
        objects.forEach(complete::add);
        return new SiteLog(minutes, delivery, objects, complete);
    }
}
