package why403.benchmark.where;

import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.rng.UniformRandomProvider;
import why403.benchmark.where.Incident.Answered;
import why403.benchmark.where.LogText.Reply;
import why403.hash.HashKey;
import why403.log.LogReader;
import why403.sample.ExcerptCache;
import why403.sample.ObjectExcerpt;
import why403.sample.Sample;
import why403.sample.SampleMemory;
import why403.sample.SampleReader;
import why403.sample.SampleReader.Source;
import why403.sample.SampleReader.Wanted;
import why403.tally.ErrorMapping;
import why403.tally.Forbidden;
import why403.trigger.LogObject;

/**
 * The logs of an incident and of the three hours before it, in memory, and the sample that the product takes of them: it reads
 * the objects again, and of the newest one it has the excerpt that it made while it tallied it.
 */
final class Simulation {

    private static final String DISTRIBUTION = "E2EXAMPLE";
    private static final Instant FROM = Instant.parse("2026-11-24T12:00:00Z");
    private static final int SLOT_MINUTES = 5;

    /** A busy site has several objects in five minutes. */
    private static final int MOST_LINES_OF_OBJECT = 10_000;

    /** The product reads six objects of the time before, spread over three hours. */
    private static final int OBJECTS_BEFORE = 6;

    private static final int MINUTES_BETWEEN = 30;

    private static final long HEAP_BYTES = 512L << 20;
    private static final int FILES = 40;
    private static final Forbidden PLAIN = Forbidden.under(ErrorMapping.NONE);

    /** The rule opens nothing below these. */
    private static final double LEAST_EXCESS = 20;

    private static final double LEAST_RISE = 0.005;

    /** What a rule assumes of a site without requests. */
    private static final double ASSUMED_FORBIDDEN = 2;

    private static final double ASSUMED_REQUESTS = 100;

    private final UniformRandomProvider random;
    private final SiteTraffic traffic;
    private final UsualRefusals usual;
    private final boolean redirects;
    private final int requestsPerMinute;
    private final PlantedCause cause;
    private final Map<LogObject, byte[]> stored = new HashMap<>();
    private final List<Answered> requests = new ArrayList<>();
    private long forbiddenBefore;
    private long requestsBefore;

    /**
     * Simulates nothing yet.
     *
     * @param redirects whether the site answers HTTP with a redirect to HTTPS
     */
    Simulation(
            UniformRandomProvider random,
            SiteTraffic traffic,
            UsualRefusals usual,
            boolean redirects,
            int requestsPerMinute,
            PlantedCause cause) {
        this.random = random;
        this.traffic = traffic;
        this.usual = usual;
        this.redirects = redirects;
        this.requestsPerMinute = requestsPerMinute;
        this.cause = cause;
    }

    /** The incident, if it is large enough to be one. */
    Optional<Incident> incident(int slots) {
        List<Source> before = before();
        List<Source> during = during(slots);
        double usualRate = (forbiddenBefore + ASSUMED_FORBIDDEN) / (requestsBefore + ASSUMED_REQUESTS);
        long forbidden = during.stream().mapToLong(Source::forbidden).sum();
        double excess = forbidden - requests.size() * usualRate;
        if (excess < LEAST_EXCESS || excess < LEAST_RISE * requests.size()) {
            return Optional.empty();
        }
        return Optional.of(new Incident(cause, usualRate, sample(before, during, slots), requests));
    }

    private List<Source> before() {
        int lines = requestsPerMinute * SLOT_MINUTES;
        int ofObject = Math.min(lines, MOST_LINES_OF_OBJECT);
        List<Source> sources = new ArrayList<>();
        for (int i = 0; i < OBJECTS_BEFORE; i++) {
            Instant start = FROM.minus(Duration.ofMinutes((long) MINUTES_BETWEEN * (OBJECTS_BEFORE - i)));
            List<Answered> usually = new ArrayList<>();
            for (int line = 0; line < ofObject; line++) {
                Request request = traffic.next();
                usually.add(new Answered(request, usualReply(request)));
            }
            requestsBefore += ofObject;
            forbiddenBefore += forbidden(usually);
            sources.add(new Source(store(start, usually), PLAIN, 0));
        }
        return sources;
    }

    private List<Source> during(int slots) {
        List<Source> sources = new ArrayList<>();
        int lines = requestsPerMinute * SLOT_MINUTES;
        for (int slot = 0; slot < slots; slot++) {
            List<Answered> failing = new ArrayList<>();
            for (int line = 0; line < lines; line++) {
                Request request = traffic.next();
                boolean isPlanted = cause.holds(request);
                failing.add(new Answered(request, reply(request, isPlanted)));
                if (cause.flood() && isPlanted) {
                    flood(failing);
                }
            }
            requests.addAll(failing);
            Instant start = FROM.plus(Duration.ofMinutes((long) SLOT_MINUTES * slot));
            int objects = (failing.size() - 1) / MOST_LINES_OF_OBJECT + 1;
            for (int object = 0; object < objects; object++) {
                List<Answered> part = new ArrayList<>();
                for (int line = object; line < failing.size(); line += objects) {
                    part.add(failing.get(line));
                }
                sources.add(new Source(store(start, part), PLAIN, forbidden(part)));
            }
        }
        return sources;
    }

    private static long forbidden(List<Answered> lines) {
        return lines.stream().filter(line -> line.reply().isForbidden()).count();
    }

    /** The forbidden requests that come on top of one that usually comes. */
    private void flood(List<Answered> lines) {
        int whole = (int) cause.failing();
        int more = whole + (random.nextDouble() < cause.failing() - whole ? 1 : 0);
        for (int i = 0; i < more; i++) {
            Request request = traffic.next();
            while (!cause.holds(request)) {
                request = traffic.next();
            }
            lines.add(new Answered(request, refusal()));
        }
    }

    private Reply reply(Request request, boolean isPlanted) {
        boolean fails = isPlanted && !cause.flood() && random.nextDouble() < cause.failing();
        return fails && (cause.isAtEdge() || !isRedirected(request)) ? refusal() : usualReply(request);
    }

    private Reply refusal() {
        return new Reply(403, PlantedCause.ERROR, cause.resultType());
    }

    private boolean isRedirected(Request request) {
        return redirects && request.protocol().equals("http");
    }

    private Reply usualReply(Request request) {
        if (isRedirected(request)) {
            return new Reply(301, "Redirect", "Redirect");
        }
        if (usual.hits(random, request)) {
            return new Reply(403, PlantedCause.ERROR, PlantedCause.ERROR);
        }
        int luck = random.nextInt(100);
        if (luck == 0) {
            return new Reply(404, PlantedCause.ERROR, PlantedCause.ERROR);
        }
        boolean isCached = request.path().kind() == Request.Kind.FILES && luck < 80;
        String type = isCached ? (luck < 5 ? "RefreshHit" : "Hit") : "Miss";
        return new Reply(200, type, type);
    }

    private LogObject store(Instant start, List<Answered> lines) {
        LogText text = new LogText(traffic.isNewLog());
        for (int i = 0; i < lines.size(); i++) {
            Instant time = start.plusSeconds((long) i * SLOT_MINUTES * 60 / lines.size());
            text.add(
                    time,
                    lines.get(i).request(),
                    random.nextInt(FILES),
                    lines.get(i).reply());
        }
        String hour = start.toString().substring(0, 13).replace('T', '-');
        LogObject object = new LogObject("logs", DISTRIBUTION + "." + hour + "." + stored.size() + ".log");
        stored.put(object, text.bytes());
        return object;
    }

    private Sample sample(List<Source> before, List<Source> during, int slots) {
        LogReader reader = new LogReader(host -> Optional.empty(), HashKey.OF_REPLAY);
        ExcerptCache excerpts = new ExcerptCache(HEAP_BYTES);
        LogObject newest = during.get(during.size() - 1).object();
        ObjectExcerpt excerpt = excerpts.begin();
        reader.read(
                newest,
                new ByteArrayInputStream(stored.get(newest)),
                (distribution, line) -> excerpt.add(distribution, line, PLAIN.verdict(line)));
        excerpts.keep(newest, excerpt);
        return new SampleReader(
                        object -> new ByteArrayInputStream(stored.get(object)),
                        reader,
                        excerpts,
                        SampleMemory.ofHeap(HEAP_BYTES),
                        HashKey.OF_REPLAY,
                        () -> true)
                .read(List.of(new Wanted(
                        DISTRIBUTION,
                        line -> true,
                        FROM,
                        FROM.plus(Duration.ofMinutes((long) SLOT_MINUTES * slots)),
                        during,
                        before)))
                .samples()
                .get(0);
    }
}
