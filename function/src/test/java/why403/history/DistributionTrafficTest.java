package why403.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import why403.tally.ClientCount;
import why403.tally.Counting;
import why403.tally.Counting.Request;
import why403.tally.Counts;
import why403.tally.Scope;
import why403.tally.Scope.Dimension;
import why403.tally.Tally;

/** Sums and traffic of the tallies of several objects, compared with a count of one request after the other. */
class DistributionTrafficTest {

    private static final long BIN = Counting.START_MINUTE / 5;

    static LongStream seeds() {
        return LongStream.range(0, 40);
    }

    /** Tallies of three objects that together contain these requests. */
    private static List<Tally> tallies(List<Request> requests) {
        return IntStream.range(0, 3)
                .boxed()
                .flatMap(part -> Counting.talliesOf(
                        "part-" + part,
                        IntStream.range(0, requests.size())
                                .filter(i -> i % 3 == part)
                                .mapToObj(requests::get)
                                .toList())
                        .stream())
                .toList();
    }

    private static HourSum sum(List<Tally> tallies, long hour) {
        return HourSum.of(
                Counting.DISTRIBUTION,
                hour,
                tallies.stream().filter(tally -> tally.hour() == hour).toList());
    }

    private static HourTraffic hour(List<Tally> tallies) {
        return HourSummary.of(Counting.DISTRIBUTION, tallies.get(0).hour(), Set.of(), tallies::forEach)
                .traffic();
    }

    private static DistributionTraffic traffic(List<Tally> tallies) {
        return new DistributionTraffic(
                tallies.stream()
                        .collect(Collectors.groupingBy(
                                Tally::hour,
                                Collectors.collectingAndThen(Collectors.toList(), DistributionTrafficTest::hour))),
                List.of(sum(tallies, Counting.START_HOUR), sum(tallies, Counting.START_HOUR + 1)));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void minutesAndBinsMatchTheRequests(long seed) {
        List<Request> requests = Counting.requests(new Random(seed));
        DistributionTraffic traffic = traffic(tallies(requests));
        Counting.naively(requests).forEach((scope, minutes) -> {
            Map<Long, Counts> bins = new HashMap<>();
            minutes.forEach((minute, counts) -> bins.merge(minute / 5, counts, Counts::plus));
            for (long minute = Counting.START_MINUTE - 5; minute < Counting.START_MINUTE + 125; minute++) {
                assertThat(traffic.minute(scope, minute)).isEqualTo(minutes.getOrDefault(minute, Counts.NONE));
                assertThat(traffic.bin(scope, minute / 5)).isEqualTo(bins.getOrDefault(minute / 5, Counts.NONE));
            }
        });
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theScopesOfAWindowIncludeAllWithRequestsAndOnlyThoseOfItsHours(long seed) {
        List<Request> requests = Counting.requests(new Random(seed));
        DistributionTraffic traffic = traffic(tallies(requests));
        for (long minute = Counting.START_MINUTE; minute < Counting.START_MINUTE + 150; minute += 7) {
            Set<Scope> inWindow = new HashSet<>();
            for (Request request : requests) {
                if (request.minute() > minute - 30 && request.minute() <= minute) {
                    inWindow.addAll(request.scopes());
                }
            }
            assertThat(traffic.scopes(minute)).containsAll(inWindow);
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aSumDoesNotDependOnTheOrderOfTallies(long seed) {
        Random random = new Random(seed);
        List<Request> requests = Counting.requests(random);
        List<Tally> tallies = new ArrayList<>(tallies(requests));
        HourSum sum = sum(tallies, Counting.START_HOUR);
        Collections.shuffle(tallies, random);

        assertThat(sum(tallies, Counting.START_HOUR)).isEqualTo(sum);
    }

    @Test
    void aScopeThatWasNeverCountedHasNoRequests() {
        DistributionTraffic nothing = new DistributionTraffic(Map.of(), List.of());

        assertThat(nothing.scopes(Counting.START_MINUTE)).isEmpty();
        assertThat(nothing.minute(Scope.WHOLE, Counting.START_MINUTE)).isEqualTo(Counts.NONE);
        assertThat(nothing.bin(Scope.WHOLE, BIN)).isEqualTo(Counts.NONE);
        assertThat(nothing.clients(Scope.WHOLE, BIN)).isEmpty();
    }

    @Test
    void aClientInSeveralObjectsCountsAsOne() {
        List<Request> requests = Stream.of(1, 1, 1, 1, 1, 1, 1, 2, 2, 1, 1, 1, 1, 1, 2, 2, 2, 2)
                .map(client -> new Request(0, client, "www.example.com", "/", true))
                .toList();

        assertThat(traffic(tallies(requests)).clients(Scope.WHOLE, BIN))
                .extracting(ClientCount::forbidden)
                .containsExactly(12L, 6L);
    }

    @Test
    void theFiftyBusiestScopesOfAllObjectsAreKeptAndTheOthersAreSummed() {
        List<Tally> tallies = new ArrayList<>();
        for (int object = 0; object < 3; object++) {
            List<Request> requests = new ArrayList<>();
            for (int host = 0; host < 40; host++) {
                int name = object * 20 + host;
                requests.add(new Request(0, 1, "h" + name + ".example.com", "/", false));
            }
            tallies.addAll(Counting.talliesOf("o" + object, requests));
        }

        HourSum sum = sum(tallies, Counting.START_HOUR);

        List<Scope> hosts = sum.bins().keySet().stream()
                .filter(scope -> scope.dimension() == Dimension.HOST)
                .toList();
        assertThat(hosts).hasSize(51);
        assertThat(hosts.stream().mapToLong(host -> sum.bin(host, 0).requests()).sum())
                .isEqualTo(120);
        assertThat(hosts)
                .as("in two objects, so busier")
                .contains(new Scope("host:h20.example.com"), new Scope("host:h59.example.com"));
        assertThat(sum.bin(Scope.other(Dimension.HOST), 0)).isEqualTo(new Counts(30, 0, 0));
    }
}
