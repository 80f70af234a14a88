package why403.spike;

import java.util.List;
import java.util.Random;
import why403.spike.rule.Minutes;
import why403.spike.rule.PlannedTraffic;
import why403.tally.Counts;
import why403.tally.Scope;

/** Random spikes on random scopes, and sometimes a gap without requests. */
final class RandomTraffic {

    private static final List<String> SCOPES =
            List.of("*", "path:/a/", "path:/b/", "host:www.example.com", "behavior:/a/*");

    private final Random random;
    private final int minutes;
    private final PlannedTraffic traffic = new PlannedTraffic();

    private RandomTraffic(Random random, int minutes) {
        this.random = random;
        this.minutes = minutes;
    }

    /** @param longestSpike in minutes */
    static PlannedTraffic of(Random random, int minutes, int longestSpike) {
        RandomTraffic made = new RandomTraffic(random, minutes);
        SCOPES.forEach(scope -> made.add(scope, longestSpike));
        SCOPES.forEach(made::addClients);
        return made.traffic;
    }

    private void add(String scope, int longestSpike) {
        int requests = scope.equals("*") ? 400 : 50 + random.nextInt(150);
        for (int minute = 0; minute < minutes; minute++) {
            if (minute % 97 < 90) {
                int now = requests + random.nextInt(20);
                traffic.with(scope, minute, minute + 1, now, random.nextInt(4) == 0 ? 1 : 0);
            }
        }
        for (int spikes = random.nextInt(4); spikes > 0; spikes--) {
            int from = 30 + random.nextInt(minutes - 100);
            int to = Math.min(minutes, from + 1 + random.nextInt(longestSpike));
            traffic.with(scope, from, to, requests, 1 + random.nextInt(requests));
        }
    }

    /** A client has any number of the 403s of a bin, up to all of them. */
    private void addClients(String scope) {
        for (int minute = 0; minute < minutes; minute += Minutes.PER_BIN) {
            Counts bin = traffic.bin(new Scope(scope), Minutes.bin(PlannedTraffic.ZERO + minute));
            if (bin.forbidden() >= 5) {
                long forbidden = 1L + random.nextInt(Math.toIntExact(bin.forbidden()));
                traffic.withClient(scope, minute, random.nextInt(3), forbidden, forbidden);
            }
        }
    }
}
