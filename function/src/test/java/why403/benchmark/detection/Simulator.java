package why403.benchmark.detection;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.GeometricSampler;
import org.apache.commons.rng.sampling.distribution.PoissonSampler;
import why403.tally.ClientCount;
import why403.tally.Counts;

/**
 * Draws the log of a site. Good and refused requests are independent Poisson counts of each minute, which is the same as
 * a Poisson number of requests of which each is refused by chance. Slow noise moves both the number of requests and the
 * rate, so the counts of a longer time vary more than a Poisson count. Use an object once.
 */
final class Simulator {

    /** How much the number of requests wanders, relative to its mean. */
    private static final double TRAFFIC_NOISE = 0.1;

    /** However the noise is, some requests are answered. */
    private static final double HIGHEST_RATE = 0.97;

    private static final double ONE_LATE_OF = 10;
    private static final int LATE_MINUTES = 30;
    private static final int SECOND_HALF_AFTER_MINUTES = 10;
    private static final int FLOODING_CLIENTS = 500;
    private static final long FIRST_FLOODING_CLIENT = 1_000_000;
    private static final long FIRST_CLIENT_OF_BURSTS = 2_000_000;

    private final SiteModel model;
    private final UniformRandomProvider random;
    private final double[] traffic;
    private final double[] rates;
    private final double[] rises;
    private final boolean[] flooded;
    private final List<Map<Long, Long>> bursts;
    private final ClientShares.Drawing clients;
    private final ClientShares.Drawing flood;

    Simulator(SiteModel model, UniformRandomProvider random) {
        this.model = model;
        this.random = random;
        this.traffic = SlowNoise.of(random, model.minutes(), TRAFFIC_NOISE);
        this.rates = SlowNoise.of(random, model.minutes(), model.variation());
        this.rises = new double[model.minutes()];
        this.flooded = new boolean[model.minutes()];
        for (PlannedIncident incident : model.incidents()) {
            for (int minute = incident.begin(); minute < Math.min(model.minutes(), incident.end()); minute++) {
                rises[minute] = incident.riseAt(minute);
                flooded[minute] = incident.flooding();
            }
        }
        this.bursts = bursts();
        this.clients = model.shares().drawing(random);
        this.flood = ClientShares.equal(FIRST_FLOODING_CLIENT, FLOODING_CLIENTS).drawing(random);
    }

    SiteLog log() {
        List<LogObjectCounts> objects = new ArrayList<>();
        for (int bin = 0; bin < model.minutes() / LogObjectCounts.MINUTES; bin++) {
            int end = (bin + 1) * LogObjectCounts.MINUTES;
            switch (model.delivery()) {
                case IN_ORDER -> objects.add(object(bin, end, 1, true));
                case HALVES -> {
                    objects.add(object(bin, end, 0.5, true));
                    objects.add(object(bin, end + SECOND_HALF_AFTER_MINUTES, 0.5, false));
                }
                case LATE_FILES ->
                    objects.add(object(bin, random.nextDouble() * ONE_LATE_OF < 1 ? end + LATE_MINUTES : end, 1, true));
            }
        }
        objects.sort(Comparator.comparingInt(LogObjectCounts::arrival));
        return SiteLog.of(model.minutes(), model.delivery(), objects);
    }

    /**
     * @param part the part of the requests that this object holds
     * @param withBursts whether it holds the bursts: one client reaches one edge location
     */
    private LogObjectCounts object(int bin, int arrival, double part, boolean withBursts) {
        List<Counts> counts = new ArrayList<>();
        long ofClients = 0;
        long ofFlood = 0;
        Map<Long, Long> byClient = new HashMap<>();
        for (int i = 0; i < LogObjectCounts.MINUTES; i++) {
            int minute = bin * LogObjectCounts.MINUTES + i;
            double mean = part * model.requestsPerMinute() * model.traffic().applyAsDouble(minute) * traffic[minute];
            double rate = Math.min(HIGHEST_RATE, model.rate() * model.rates().applyAsDouble(minute) * rates[minute]);
            double denied = flooded[minute] ? 0 : Math.min(1, rises[minute] / (1 - model.rate()));
            long refused = poisson(mean * (rate + (1 - rate) * denied));
            long good = poisson(mean * (1 - rate) * (1 - denied));
            long added = flooded[minute] ? poisson(mean * floodPerRequest(rises[minute])) : 0;
            ofClients += refused;
            ofFlood += added;
            long forbidden = refused + added;
            if (withBursts) {
                for (Map.Entry<Long, Long> client : bursts.get(minute).entrySet()) {
                    forbidden += client.getValue();
                    byClient.merge(client.getKey(), client.getValue(), Long::sum);
                }
            }
            counts.add(new Counts(good + forbidden, forbidden, 0));
        }
        return new LogObjectCounts(arrival, bin, counts, busiest(ofClients, ofFlood, byClient));
    }

    private List<ClientCount> busiest(long ofClients, long ofFlood, Map<Long, Long> byClient) {
        long all = byClient.values().stream().mapToLong(Long::longValue).sum() + ofClients + ofFlood;
        if (all == 0) {
            return List.of();
        }
        Map<Long, Long> counts = new HashMap<>(byClient);
        clients.of(ofClients).forEach((client, count) -> counts.merge(client, count, Long::sum));
        flood.of(ofFlood).forEach((client, count) -> counts.merge(client, count, Long::sum));
        return LogObjectCounts.busiest(counts);
    }

    /** How many forbidden requests come with each usual one, so that the rate rises by this much. */
    private double floodPerRequest(double rise) {
        return rise / Math.max(1 - HIGHEST_RATE, 1 - model.rate() - rise);
    }

    private List<Map<Long, Long>> bursts() {
        List<Map<Long, Long>> byMinute = new ArrayList<>();
        for (int minute = 0; minute < model.minutes(); minute++) {
            byMinute.add(new HashMap<>());
        }
        for (Burst burst : model.bursts()) {
            var count = GeometricSampler.of(random, 1 / (1 + burst.perMinute()));
            for (int address = 0; address < burst.addresses(); address++) {
                long client = FIRST_CLIENT_OF_BURSTS + burst.firstClient() + address;
                for (int i = 0; i < burst.minutes() && burst.begin() + i < model.minutes(); i++) {
                    byMinute.get(burst.begin() + i).merge(client, (long) count.sample(), Long::sum);
                }
            }
        }
        return byMinute;
    }

    private long poisson(double mean) {
        return mean > 0 ? PoissonSampler.of(random, mean).sample() : 0;
    }
}
