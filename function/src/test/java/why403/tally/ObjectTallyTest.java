package why403.tally;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import why403.hash.HashKey;
import why403.log.LogText;
import why403.tally.Counting.Request;
import why403.tally.Scope.Dimension;

/** Objects with real records, read by the log reader, compared with a count of one request after the other. */
class ObjectTallyTest {

    private static final int SECONDS_IN_HOUR = 3600;

    static LongStream seeds() {
        return LongStream.range(0, 60);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everyScopeHasTheMinutesOfItsRequests(long seed) {
        List<Request> requests = Counting.requests(new Random(seed));

        assertThat(Counting.sums(Counting.talliesOf("a", requests))).isEqualTo(Counting.naively(requests));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theOrderOfRecordsDoesNotMatter(long seed) {
        Random random = new Random(seed);
        List<Request> requests = Counting.requests(random);
        List<Request> shuffled = new ArrayList<>(requests);
        Collections.shuffle(shuffled, random);

        assertThat(Counting.talliesOf("a", shuffled)).isEqualTo(Counting.talliesOf("a", requests));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theDistributionOfRecordsOverObjectsDoesNotMatter(long seed) {
        Random random = new Random(seed);
        List<Request> requests = Counting.requests(random);
        int split = random.nextInt(requests.size());
        List<Tally> tallies = Stream.of(
                        Counting.talliesOf("a", requests.subList(split, requests.size())),
                        Counting.talliesOf("b", requests.subList(0, split)))
                .flatMap(List::stream)
                .toList();

        assertThat(Counting.sums(tallies)).isEqualTo(Counting.sums(Counting.talliesOf("c", requests)));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aScopeHasAsManyRequestsAsItsFilterFinds(long seed) {
        List<String> records = Counting.requests(new Random(seed)).stream()
                .map(Request::record)
                .toList();
        Counting.sums(Counting.tallies("a", records)).forEach((scope, minutes) -> {
            ScopeFilter filter = new ScopeFilter(scope);
            List<Boolean> matched = new ArrayList<>();
            Counting.read(Counting.object("a"), records, (distribution, line) -> {
                if (filter.matches(line)) {
                    matched.add(true);
                }
            });

            assertThat(minutes.values().stream().mapToLong(Counts::requests).sum())
                    .as(scope.name())
                    .isEqualTo(matched.size());
        });
    }

    /** More segments than are followed and many ties among those that may be kept. */
    @Test
    void theSeedOfTheTablesDecidesNothing() {
        List<String> records = IntStream.range(0, 5_000)
                .mapToObj(i -> new Request(
                                i % 3600, i % 9, "h" + i % 97 + ".example.com", "/" + i % 4500 + "/a", i % 3 == 0)
                        .record())
                .toList();
        assertThat(Counting.tallies(
                        "a", records, new Hashing(HashKey.random(new Random(403)), () -> HashKey.OF_REPLAY)))
                .isEqualTo(Counting.tallies("a", records, Hashing.OF_REPLAY));
    }

    @Test
    void theMinutesWithRequestsAndTheNewestRecordAreKnown() {
        ObjectTally counted = new ObjectTally(
                Counting.object("a"),
                id -> Forbidden.under(ErrorMapping.NONE),
                new Horizon(
                        Instant.parse("2026-11-24T10:10:00Z").getEpochSecond(),
                        Instant.parse("2026-11-24T11:59:59Z").getEpochSecond()),
                Hashing.OF_REPLAY);
        Counting.read(Counting.object("a"), records(Stream.of(0, 599, 600, 7199, 7200, 660)), counted);

        assertThat(counted.tooOld()).isEqualTo(2);
        assertThat(counted.tooNew()).isEqualTo(1);
        assertThat(counted.newest()).isEqualTo(Map.of("E2EXAMPLE", Instant.parse("2026-11-24T11:59:59Z")));
        assertThat(counted.tallies())
                .flatExtracting(Tally::minutes)
                .containsExactly(Counting.START_MINUTE + 10, Counting.START_MINUTE + 11, Counting.START_MINUTE + 119);
    }

    private static List<String> records(Stream<Integer> seconds) {
        return seconds.map(second -> new Request(second, 1, "www.example.com", "/", false).record())
                .toList();
    }

    @Test
    void theFourClientsWithMostForbiddenRequestsAreKept() {
        List<Request> requests = new ArrayList<>();
        for (int client = 1; client <= 6; client++) {
            for (int i = 0; i < client; i++) {
                requests.add(new Request(i, client, "www.example.com", "/", true));
            }
        }
        requests.addAll(List.of(
                new Request(300, 1, "www.example.com", "/", true), new Request(301, 1, "www.example.com", "/", false)));

        ScopeTally whole = Counting.talliesOf("a", requests).get(0).scopes().get(Scope.WHOLE);

        assertThat(whole.clients(0)).extracting(ClientCount::forbidden).containsExactly(6L, 5L, 4L, 3L);
        assertThat(whole.clients(1)).extracting(ClientCount::forbidden).containsExactly(1L);
        assertThat(whole.clients(2)).isEmpty();
    }

    @Test
    void eachDistributionOfAnObjectIsCountedUnderItsOwnMapping() {
        List<String> asked = new ArrayList<>();
        Map<String, ErrorMapping> mappings = Map.of("E1EXAMPLE", new ErrorMapping(Map.of(403, 404)));
        ObjectTally counted = new ObjectTally(
                Counting.object("a"),
                id -> {
                    asked.add(id);
                    return Forbidden.under(mappings.getOrDefault(id, ErrorMapping.NONE));
                },
                new Horizon(0, Long.MAX_VALUE),
                Hashing.OF_REPLAY);
        Counting.read(
                Counting.object("a"),
                List.of(
                        "#Fields: DistributionId date time sc-status x-edge-result-type x-edge-response-result-type\n",
                        "E1EXAMPLE\t2026-11-24\t10:00:00\t404\tError\tError\n",
                        "E3EXAMPLE\t2026-11-24\t10:00:00\t404\tError\tError\n",
                        "E1EXAMPLE\t2026-11-24\t10:00:00\t404\tHit\tHit\n"),
                counted);

        assertThat(asked).containsExactly("E1EXAMPLE", "E3EXAMPLE");
        assertThat(counted.tallies())
                .extracting(tally -> tally.distribution() + " "
                        + tally.scopes().get(Scope.WHOLE).sum())
                .containsExactly("E1EXAMPLE " + new Counts(2, 1, 1), "E3EXAMPLE " + new Counts(1, 0, 0));
    }

    /** One request each to many first segments, and ten more to the last. */
    private static List<String> manyPaths(int paths, int secondsApart) {
        List<String> records = new ArrayList<>();
        for (int i = 0; i < paths + 10; i++) {
            int path = Math.min(i, paths - 1);
            records.add(LogText.record(
                            Counting.START.plusSeconds((long) path * secondsApart),
                            "192.0.2.1",
                            "www.example.com",
                            "/p" + path + "/x",
                            403,
                            "Error")
                    + "\n");
        }
        return records;
    }

    private static Map<Scope, Long> requests(List<Tally> tallies, Dimension dimension) {
        Map<Scope, Long> requests = new HashMap<>();
        Counting.sums(tallies).forEach((scope, minutes) -> {
            if (scope.dimension() == dimension) {
                requests.put(
                        scope,
                        minutes.values().stream().mapToLong(Counts::requests).sum());
            }
        });
        return requests;
    }

    @Test
    void theFiftyBusiestValuesAreKeptAndTheOthersAreSummed() {
        Map<Scope, Long> paths = requests(Counting.tallies("a", manyPaths(70, 0)), Dimension.PATH);

        assertThat(paths)
                .hasSize(51)
                .containsEntry(new Scope("path:/p69/"), 11L)
                .containsEntry(Scope.other(Dimension.PATH), 20L);
    }

    @Test
    void aValueAfterTheLimitIsNotFollowedEvenIfItIsBusy() {
        Map<Scope, Long> paths = requests(Counting.tallies("a", manyPaths(4200, 0)), Dimension.PATH);

        assertThat(paths)
                .hasSize(51)
                .doesNotContainKey(new Scope("path:/p4199/"))
                .containsEntry(Scope.other(Dimension.PATH), 4210L - 50);
    }

    @Test
    void aTooLongValueIsCountedWithTheOthers() {
        String path = "/" + "a".repeat(200) + "/x";
        List<Tally> tallies = Counting.talliesOf("a", List.of(new Request(0, 1, "www.example.com", path, true)));

        assertThat(requests(tallies, Dimension.PATH)).isEqualTo(Map.of(Scope.other(Dimension.PATH), 1L));
    }

    @Test
    void theMemoryDoesNotGrowWithValuesTimesHours() {
        List<String> records = new ArrayList<>();
        for (int hour = 0; hour < 10; hour++) {
            for (int path = 0; path < 2000; path++) {
                records.add(
                        new Request(hour * SECONDS_IN_HOUR, 1, "www.example.com", "/p" + path + "/", true).record());
            }
        }

        List<Tally> tallies = Counting.tallies("a", records);

        assertThat(tallies)
                .hasSize(10)
                .allSatisfy(tally -> assertThat(tally.scopes()).hasSize(1 + 1 + 51));
        assertThat(requests(tallies, Dimension.PATH).values().stream()
                        .mapToLong(count -> count)
                        .sum())
                .isEqualTo(records.size());
    }
}
