package why403.history;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import why403.tally.Scope;

/** The hours of one distribution, which are fetched when they are asked for. The same question has the same answer. */
public interface KnownHours {

    /** An hour by minute; empty if it is not read by minute. */
    Optional<HourTraffic> traffic(long hour);

    /** The scopes that are counted in an hour that is read by minute; otherwise none. */
    default Set<Scope> scopes(long hour) {
        return traffic(hour).map(HourTraffic::scopes).orElse(Set.of());
    }

    /** The sum of an hour; empty if it has none, or if it is too old. */
    Optional<HourSum> sum(long hour);

    /** Hours that are there already. */
    static KnownHours of(Map<Long, HourTraffic> hours, List<HourSum> sums) {
        Map<Long, HourTraffic> byMinute = Map.copyOf(hours);
        Map<Long, HourSum> byHour = sums.stream().collect(Collectors.toMap(HourSum::hour, sum -> sum));
        return new KnownHours() {
            @Override
            public Optional<HourTraffic> traffic(long hour) {
                return Optional.ofNullable(byMinute.get(hour));
            }

            @Override
            public Optional<HourSum> sum(long hour) {
                return Optional.ofNullable(byHour.get(hour));
            }
        };
    }
}
