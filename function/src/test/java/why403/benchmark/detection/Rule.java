package why403.benchmark.detection;

import java.util.List;

/**
 * A rule under test. To measure another rule, implement this and add it to {@link Rules}.
 *
 * <p>A rule sees one site's log objects in the order of their arrival, and must not use an object before its arrival. The
 * published rules read metrics or streams in place of log objects, so they read the complete counts, minute by minute. One
 * object serves all threads, so it keeps no state between calls.
 */
interface Rule {

    /** The name in the tables. */
    String name();

    /** The notices that alert people, in any order. */
    List<Alert> alerts(SiteLog log);
}
