package why403.folder;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import why403.history.DistributionState;
import why403.history.HourSum;
import why403.history.Tallies;
import why403.tally.ErrorMapping;
import why403.tally.PackedScopes;
import why403.tally.Tally;
import why403.trigger.LogObject;

/** The tallies of one process, packed as they are in the table of a deployment. Not thread-safe. */
public final class MemoryTallies implements Tallies {

    private static final long MINUTES_IN_HOUR = 60;

    private record Packed(LogObject object, ErrorMapping mapping, ByteBuffer scopes) {}

    private record MarkedSum(HourSum sum, long mark) {}

    private final Map<String, Map<Long, Map<String, Packed>>> tallies = new HashMap<>();
    private final Map<String, TreeMap<Long, MarkedSum>> sums = new HashMap<>();
    private final Map<String, DistributionState> states = new TreeMap<>();
    private final Map<String, Instant> claims = new HashMap<>();
    private long lastMark;

    @Override
    public void put(Tally tally, Instant now) {
        tallies.computeIfAbsent(tally.distribution(), distribution -> new TreeMap<>())
                .computeIfAbsent(tally.hour(), hour -> new TreeMap<>())
                .put(
                        tally.object().identity(),
                        new Packed(
                                tally.object(), tally.mapping(), ByteBuffer.wrap(PackedScopes.pack(tally.scopes()))));
        mark(tally, now);
    }

    private void mark(Tally tally, Instant now) {
        DistributionState old = state(tally.distribution())
                .orElseGet(() -> new DistributionState(
                        tally.distribution(), OptionalLong.empty(), Optional.empty(), Map.of(), new TreeSet<>()));
        Map<Long, Long> marks = new HashMap<>(old.marks());
        marks.put(tally.hour(), ++lastMark);
        TreeSet<Long> minutes = new TreeSet<>(old.minutes());
        minutes.addAll(tally.minutes());
        states.put(
                tally.distribution(),
                new DistributionState(tally.distribution(), old.newestMinute(), Optional.of(now), marks, minutes));
    }

    @Override
    public void visit(String distribution, long hour, Consumer<Tally> visitor) {
        tallies.getOrDefault(distribution, Map.of())
                .getOrDefault(hour, Map.of())
                .values()
                .forEach(packed -> visitor.accept(new Tally(
                        distribution,
                        hour,
                        packed.object(),
                        packed.mapping(),
                        PackedScopes.unpack(packed.scopes().array()))));
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
        return Optional.ofNullable(states.get(distribution));
    }

    @Override
    public List<DistributionState> states() {
        return List.copyOf(states.values());
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
    public void watched(DistributionState seen) {
        DistributionState old = states.get(seen.distribution());
        Map<Long, Long> marks = new HashMap<>(old.marks());
        TreeSet<Long> minutes = new TreeSet<>(old.minutes());
        seen.marks().forEach((hour, mark) -> {
            if (marks.remove(hour, mark)) {
                minutes.removeAll(seen.minutes().subSet(hour * MINUTES_IN_HOUR, (hour + 1) * MINUTES_IN_HOUR));
            }
        });
        states.put(
                seen.distribution(),
                new DistributionState(
                        seen.distribution(), newer(old.newestMinute(), seen), old.newestTally(), marks, minutes));
    }

    private static OptionalLong newer(OptionalLong known, DistributionState seen) {
        return seen.minutes().isEmpty()
                ? known
                : OptionalLong.of(Math.max(seen.minutes().last(), known.orElse(Long.MIN_VALUE)));
    }
}
