package why403.folder;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import why403.history.HourSum;
import why403.history.Tallies;
import why403.tally.ErrorMapping;
import why403.tally.PackedScopes;
import why403.tally.Tally;
import why403.trigger.LogObject;

/** Tallies that last one process, packed as they are where they are kept for days. Not for several threads. */
public final class MemoryTallies implements Tallies {

    private record Packed(LogObject object, ErrorMapping mapping, ByteBuffer scopes) {}

    private final Map<String, Map<Long, Map<String, Packed>>> tallies = new HashMap<>();
    private final Map<String, TreeMap<Long, HourSum>> sums = new HashMap<>();
    private final Map<String, Long> newestMinutes = new HashMap<>();

    @Override
    public void put(Tally tally) {
        tallies.computeIfAbsent(tally.distribution(), distribution -> new TreeMap<>())
                .computeIfAbsent(tally.hour(), hour -> new TreeMap<>())
                .put(
                        tally.object().identity(),
                        new Packed(
                                tally.object(), tally.mapping(), ByteBuffer.wrap(PackedScopes.pack(tally.scopes()))));
    }

    @Override
    public List<Tally> of(String distribution, long hour) {
        return tallies.getOrDefault(distribution, Map.of()).getOrDefault(hour, Map.of()).values().stream()
                .map(packed -> new Tally(
                        distribution,
                        hour,
                        packed.object(),
                        packed.mapping(),
                        PackedScopes.unpack(packed.scopes().array())))
                .toList();
    }

    @Override
    public void putSum(HourSum sum) {
        sums.computeIfAbsent(sum.distribution(), distribution -> new TreeMap<>())
                .put(sum.hour(), sum);
    }

    @Override
    public List<HourSum> sums(String distribution, long from, long to) {
        return List.copyOf(sums.getOrDefault(distribution, new TreeMap<>())
                .subMap(from, true, to, true)
                .values());
    }

    @Override
    public OptionalLong newestMinute(String distribution) {
        Long minute = newestMinutes.get(distribution);
        return minute == null ? OptionalLong.empty() : OptionalLong.of(minute);
    }

    @Override
    public void putNewestMinute(String distribution, long minute) {
        newestMinutes.merge(distribution, minute, Math::max);
    }
}
