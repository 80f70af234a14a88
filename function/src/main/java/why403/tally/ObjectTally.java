package why403.tally;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import why403.log.LineVisitor;
import why403.log.LogLine;
import why403.trigger.LogObject;

/**
 * Counts one log object while it is read. Its memory does not grow with the object: it follows a bounded number of
 * values. If these span so many hours that the counts become large, it follows only the busiest values.
 */
public final class ObjectTally implements LineVisitor {

    /** With more hours of scopes in memory, at 720 bytes each, only the busiest values are followed. */
    private static final int MOST_HOURS = 16_384;

    private final LogObject object;
    private final Function<String, Forbidden> forbiddenOf;
    private final Horizon horizon;
    private final Hashing hashing;
    private final ClientCounter clients;
    private final Map<String, DistributionTally> distributions = new TreeMap<>();
    private String lastDistribution = "";
    private DistributionTally last;
    private int seriesMade;
    private int hoursHeld;
    private long tooOld;
    private long tooNew;
    private boolean isCounted;

    /**
     * A tally without records.
     *
     * @param forbiddenOf by distribution id: which of its records count as forbidden; called once for each
     * @param horizon records outside of it are not counted
     */
    public ObjectTally(LogObject object, Function<String, Forbidden> forbiddenOf, Horizon horizon, Hashing hashing) {
        this.object = object;
        this.forbiddenOf = forbiddenOf;
        this.horizon = horizon;
        this.hashing = hashing;
        this.clients = new ClientCounter(hashing.tables());
        this.last = newDistribution(Forbidden.under(ErrorMapping.NONE));
    }

    @Override
    public void visit(String distribution, LogLine line) {
        isCounted = isInTime(line.epochSecond());
        if (!isCounted) {
            return;
        }
        if (!distribution.equals(lastDistribution)) {
            last = distributions.computeIfAbsent(distribution, id -> newDistribution(forbiddenOf.apply(id)));
            lastDistribution = distribution;
        }
        hoursHeld += last.count(line);
        if (hoursHeld > MOST_HOURS) {
            distributions.values().forEach(DistributionTally::followNoMore);
            hoursHeld = Integer.MIN_VALUE;
        }
    }

    private boolean isInTime(long second) {
        if (horizon.isTooOld(second)) {
            tooOld++;
            return false;
        }
        if (horizon.isTooNew(second)) {
            tooNew++;
            return false;
        }
        return true;
    }

    /** Whether the last visited line was counted because it is neither too old nor too new. */
    public boolean isCounted() {
        return isCounted;
    }

    /** The verdict about the line that was counted last. */
    public Forbidden.Verdict verdict() {
        return last.verdict();
    }

    private DistributionTally newDistribution(Forbidden forbidden) {
        return new DistributionTally(forbidden, clients, () -> new MinuteSeries(seriesMade++), hashing.tables());
    }

    /** How many records were too old. */
    public long tooOld() {
        return tooOld;
    }

    /** How many records were too new. */
    public long tooNew() {
        return tooNew;
    }

    /** By distribution: the time of its newest counted record. */
    public Map<String, Instant> newest() {
        Map<String, Instant> newest = new TreeMap<>();
        distributions.forEach((id, counted) -> newest.put(id, Instant.ofEpochSecond(counted.newestSecond())));
        return newest;
    }

    /**
     * A tally for each distribution and hour. Call it once, after the whole object was read.
     *
     * @throws RuntimeException if the secret of the clients cannot be fetched
     */
    public List<Tally> tallies() {
        Map<Integer, Map<Long, List<ClientCount>>> mostClients = clients.most(hashing.clients());
        List<Tally> tallies = new ArrayList<>();
        distributions.forEach((id, counted) -> {
            ErrorMapping mapping = counted.forbidden().mapping();
            Map<Long, Map<Scope, Counts>> totals = counted.close();
            counted.hours(mostClients)
                    .forEach((hour, scopes) -> tallies.add(
                            new Tally(id, hour, object, mapping, scopes, totals.getOrDefault(hour, Map.of()))));
        });
        return tallies;
    }
}
