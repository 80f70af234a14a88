package why403.benchmark.detection;

import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import why403.tally.ClientCount;
import why403.tally.Counts;

/**
 * A counter as the log parser of Security Automations for AWS WAF has it: at least 50 errors in a minute from one address
 * within one log file; the address is then blocked for four hours, and so it alerts no more in that time. A tally knows a
 * client's errors only by five minutes, so they are divided among the minutes as the errors of all clients are.
 *
 * @see <a href="https://github.com/aws-solutions/aws-waf-security-automations">aws-waf-security-automations</a>
 */
record PerFileCounter() implements Rule {

    private static final long LEAST = 50;
    private static final int BLOCKED_MINUTES = 240;

    @Override
    public String name() {
        return "per-file counter";
    }

    @Override
    public List<Alert> alerts(SiteLog log) {
        TreeSet<Integer> reached = new TreeSet<>();
        log.objects().stream()
                .sorted(Comparator.comparingInt(LogObjectCounts::bin))
                .forEach(object -> addMinute(object, reached));
        return Edges.withSilence(log.minutes(), 1, BLOCKED_MINUTES, reached::contains);
    }

    private static void addMinute(LogObjectCounts object, TreeSet<Integer> reached) {
        long busiest = object.clients().stream()
                .mapToLong(ClientCount::forbidden)
                .max()
                .orElse(0);
        long all = object.counts().stream().mapToLong(Counts::forbidden).sum();
        for (int i = 0; i < LogObjectCounts.MINUTES; i++) {
            if (all > 0 && busiest * object.counts().get(i).forbidden() >= LEAST * all) {
                reached.add(object.first() + i);
                return;
            }
        }
    }
}
