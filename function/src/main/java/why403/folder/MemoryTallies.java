package why403.folder;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import why403.history.Arrivals;
import why403.history.DistributionState;
import why403.history.HourSum;
import why403.history.Marking;
import why403.history.Tallies;
import why403.tally.ErrorMapping;
import why403.tally.PackedScopes;
import why403.tally.PackedTotals;
import why403.tally.Tally;
import why403.trigger.LogObject;

/** The tallies of one process, packed as they are in the table of a deployment. Not thread-safe. */
public final class MemoryTallies implements Tallies {

    private record Packed(LogObject object, ErrorMapping mapping, ByteBuffer scopes, ByteBuffer totals) {}

    private record MarkedSum(HourSum sum, long mark) {}

    /** The state of a distribution, which each put changes. */
    private static final class State {

        private static final long MINUTES_IN_HOUR = 60;

        private final String distribution;
        private final Map<Long, Long> marks = new TreeMap<>();
        private final TreeSet<Long> minutes = new TreeSet<>();
        private final Map<Long, Instant> newestRecords = new TreeMap<>();
        private final Map<Long, List<String>> arrivals = new TreeMap<>();
        private long number;
        private OptionalLong newestMinute = OptionalLong.empty();
        private Optional<Instant> newestTally = Optional.empty();
        private Optional<Instant> past = Optional.empty();

        State(String distribution) {
            this.distribution = distribution;
        }

        void mark(Tally tally, Marking marking, long mark, Instant now) {
            marks.put(tally.hour(), mark);
            if (marking.isWatched()) {
                minutes.addAll(tally.minutes());
            } else {
                past = Optional.of(now);
            }
            marking.newestIn(distribution, tally.hour())
                    .ifPresent(record ->
                            newestRecords.merge(tally.hour(), record, (one, two) -> one.isAfter(two) ? one : two));
            arrivals.computeIfAbsent(tally.hour(), any -> new ArrayList<>())
                    .add(tally.object().identity());
            number++;
            if (marking.isWatched()) {
                newestTally = Optional.of(now);
            }
        }

        Set<Long> watched(DistributionState seen) {
            Set<Long> cleared = new TreeSet<>();
            seen.marks().forEach((hour, mark) -> {
                if (marks.remove(hour, mark)) {
                    minutes.subSet(hour * MINUTES_IN_HOUR, (hour + 1) * MINUTES_IN_HOUR)
                            .clear();
                    arrivals.remove(hour);
                    newestRecords.remove(hour);
                    cleared.add(hour);
                }
            });
            if (!seen.minutes().isEmpty()) {
                newestMinute = OptionalLong.of(Math.max(seen.minutes().last(), newestMinute.orElse(Long.MIN_VALUE)));
            }
            return cleared;
        }

        DistributionState copy() {
            Map<Long, Arrivals.OfHour> listed = new TreeMap<>();
            arrivals.forEach((hour, keys) -> listed.put(hour, new Arrivals.OfHour(keys, 0)));
            return new DistributionState(
                    distribution,
                    newestMinute,
                    newestTally,
                    marks,
                    minutes,
                    newestRecords,
                    new Arrivals(number, listed),
                    past);
        }

        void pastWatched(Instant tallied) {
            past = past.filter(last -> !last.equals(tallied));
        }
    }

    private final Map<String, Map<Long, Map<String, Packed>>> tallies = new HashMap<>();
    private final Map<String, TreeMap<Long, MarkedSum>> sums = new HashMap<>();
    private final Map<String, State> states = new TreeMap<>();
    private final Map<String, Instant> claims = new HashMap<>();
    private long lastMark;

    @Override
    public void putAll(List<Tally> all, Marking marking, Instant now) {
        all.forEach(tally -> put(tally, marking, now));
    }

    private void put(Tally tally, Marking marking, Instant now) {
        tallies.computeIfAbsent(tally.distribution(), distribution -> new TreeMap<>())
                .computeIfAbsent(tally.hour(), hour -> new TreeMap<>())
                .put(
                        tally.object().identity(),
                        new Packed(
                                tally.object(),
                                tally.mapping(),
                                ByteBuffer.wrap(PackedScopes.pack(tally.scopes())),
                                ByteBuffer.wrap(PackedTotals.pack(tally.totals()))));
        states.computeIfAbsent(tally.distribution(), State::new).mark(tally, marking, ++lastMark, now);
    }

    @Override
    public void visit(String distribution, long hour, Consumer<Tally> visitor) {
        of(distribution, hour).values().forEach(packed -> visitor.accept(unpacked(distribution, hour, packed)));
    }

    @Override
    public List<Tally> fetch(String distribution, long hour, Set<String> keys) {
        Map<String, Packed> all = of(distribution, hour);
        return keys.stream()
                .flatMap(key -> Stream.ofNullable(all.get(key)))
                .map(packed -> unpacked(distribution, hour, packed))
                .toList();
    }

    private Map<String, Packed> of(String distribution, long hour) {
        return tallies.getOrDefault(distribution, Map.of()).getOrDefault(hour, Map.of());
    }

    private static Tally unpacked(String distribution, long hour, Packed packed) {
        return new Tally(
                distribution,
                hour,
                packed.object(),
                packed.mapping(),
                PackedScopes.unpack(packed.scopes().array()),
                PackedTotals.unpack(packed.totals().array()));
    }

    @Override
    public void putSum(HourSum sum, long mark) {
        sums.computeIfAbsent(sum.distribution(), distribution -> new TreeMap<>())
                .merge(sum.hour(), new MarkedSum(sum, mark), (old, made) -> made.mark() > old.mark() ? made : old);
    }

    @Override
    public List<HourSum> sums(String distribution, long from, long to) {
        return sums.getOrDefault(distribution, new TreeMap<>()).subMap(from, true, to, true).values().stream()
                .map(MarkedSum::sum)
                .toList();
    }

    @Override
    public Optional<DistributionState> state(String distribution) {
        return Optional.ofNullable(states.get(distribution)).map(State::copy);
    }

    @Override
    public List<DistributionState> states() {
        return states.values().stream().map(State::copy).toList();
    }

    @Override
    public boolean claim(String distribution, Instant now) {
        Instant claimed = claims.get(distribution);
        boolean held = claimed != null && claimed.isAfter(now.minus(CLAIM)) && !claimed.isAfter(now.plus(CLAIM));
        if (!held) {
            claims.put(distribution, now);
        }
        return !held;
    }

    @Override
    public void pastWatched(String distribution, Instant tallied) {
        states.get(distribution).pastWatched(tallied);
    }

    @Override
    public void release(String distribution) {
        claims.remove(distribution);
    }

    @Override
    public Set<Long> watched(DistributionState seen) {
        claims.remove(seen.distribution());
        return states.get(seen.distribution()).watched(seen);
    }
}
