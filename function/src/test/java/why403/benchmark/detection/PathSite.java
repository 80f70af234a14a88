package why403.benchmark.detection;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.DiscreteSampler;
import org.apache.commons.rng.sampling.distribution.GeometricSampler;
import org.apache.commons.rng.sampling.distribution.PoissonSampler;
import org.apache.commons.rng.simple.RandomSource;
import why403.tally.SimulatedObject;
import why403.tally.Tally;
import why403.trigger.LogObject;

/**
 * A site with many paths: 5,000 requests a minute, and four edge locations, each of which writes a log object every five
 * minutes. Three times a day a broken client of one path sends forbidden requests, as in the fixed mix. Use an object
 * once, bin by bin.
 */
final class PathSite {

    static final String DISTRIBUTION = "E2EXAMPLE";

    /** The start of a Monday. */
    static final long START_BIN = DeliveredTraffic.START_MINUTE / LogObjectCounts.MINUTES;

    private static final double REQUESTS_PER_MINUTE = 5000;
    private static final double TRAFFIC_NOISE = 0.1;
    private static final double DAILY_SWING = 0.4;
    private static final int MINUTES_PER_DAY = 24 * 60;
    private static final int EDGES = 4;
    private static final int BURSTS_PER_DAY = 3;
    private static final int LONGEST_BURST = 10;
    private static final double BURST_PER_MINUTE = 8;
    private static final long BROKEN_CLIENT = 2_000_000;
    private static final long FIRST_SCANNER = 3_000_000;
    private static final double SCANS_PER_MINUTE = 20;

    /** Minutes of a path in which one client sends forbidden requests. */
    private record BurstOfPath(int begin, int end, int path) {}

    private final UniformRandomProvider random;
    private final SitePaths paths;
    private final List<PathIncident> incidents;
    private final double[] traffic;
    private final List<BurstOfPath> bursts = new ArrayList<>();
    private final ClientShares.Drawing clients;
    private final DiscreteSampler burstSize;

    PathSite(long seed, int pathCount, int minutes, PathIncident.Plan plan) {
        this.random = RandomSource.XO_RO_SHI_RO_128_PP.create(seed);
        this.paths = new SitePaths(random, pathCount, minutes);
        this.incidents = plan.incidents(paths, minutes, random);
        this.traffic = SlowNoise.of(random, minutes, TRAFFIC_NOISE);
        this.clients = ClientShares.equal(0, 200).drawing(random);
        this.burstSize = GeometricSampler.of(random, 1 / (1 + BURST_PER_MINUTE));
        for (int i = 0; i < BURSTS_PER_DAY * minutes / MINUTES_PER_DAY; i++) {
            int begin = random.nextInt(minutes);
            bursts.add(new BurstOfPath(begin, begin + 1 + random.nextInt(LONGEST_BURST), random.nextInt(pathCount)));
        }
    }

    List<PathIncident> incidents() {
        return incidents;
    }

    /** The log objects of a bin, numbered from the start of the site. */
    List<Tally> bin(int bin) {
        List<Tally> tallies = new ArrayList<>();
        for (int edge = 0; edge < EDGES; edge++) {
            LogObject name = new LogObject("example-logs", DISTRIBUTION + "." + bin + "." + edge + ".gz");
            SimulatedObject object = new SimulatedObject(DISTRIBUTION, name, START_BIN + bin);
            for (int i = 0; i < LogObjectCounts.MINUTES; i++) {
                addMinute(object, bin * LogObjectCounts.MINUTES + i, i, edge);
            }
            tallies.add(object.tally());
        }
        return tallies;
    }

    private void addMinute(SimulatedObject object, int minute, int minuteOfBin, int edge) {
        double wave = 1 + DAILY_SWING * Math.sin(2 * Math.PI * minute / MINUTES_PER_DAY);
        double requests = REQUESTS_PER_MINUTE * wave * traffic[minute] / EDGES;
        for (int path = 0; path < paths.number(); path++) {
            double rate = paths.rate(path, minute);
            double denied = denied(path, minute);
            double mean = requests * paths.share(path);
            long forbidden = poisson(mean * (rate + (1 - rate) * denied));
            Map<Long, Long> byClient = new HashMap<>(clients.of(forbidden));
            if (edge == 0) {
                addBursts(byClient, path, minute);
            }
            object.add(paths.name(path), minuteOfBin, poisson(mean * (1 - rate) * (1 - denied)), byClient);
        }
        if (edge == 0) {
            scans(object, minute, minuteOfBin);
        }
    }

    private double denied(int path, int minute) {
        return incidents.stream()
                .filter(incident -> !incident.isScan() && incident.concerns(path) && incident.contains(minute))
                .mapToDouble(PathIncident::denied)
                .max()
                .orElse(0);
    }

    private void addBursts(Map<Long, Long> byClient, int path, int minute) {
        for (BurstOfPath burst : bursts) {
            if (burst.path() == path && burst.begin() <= minute && minute < burst.end()) {
                byClient.merge(BROKEN_CLIENT, (long) burstSize.sample(), Long::sum);
            }
        }
    }

    private void scans(SimulatedObject object, int minute, int minuteOfBin) {
        for (PathIncident scan : incidents) {
            if (scan.isScan() && scan.contains(minute)) {
                Map<Long, Long> byScanner = new HashMap<>();
                for (int scanner = 0; scanner < scan.scanners(); scanner++) {
                    byScanner.put(FIRST_SCANNER + scanner, poisson(SCANS_PER_MINUTE));
                }
                object.add("/.git/", minuteOfBin, 0, byScanner);
            }
        }
    }

    private long poisson(double mean) {
        return mean > 0 ? PoissonSampler.of(random, mean).sample() : 0;
    }
}
