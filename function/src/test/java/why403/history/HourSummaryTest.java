package why403.history;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import why403.log.LogText;
import why403.tally.ClientCount;
import why403.tally.Counting;
import why403.tally.Counting.Request;
import why403.tally.Counts;
import why403.tally.Scope;
import why403.tally.Scope.Dimension;
import why403.tally.Tally;

/** Hours with few and with very many scopes, compared with a sum that holds everything. */
class HourSummaryTest {

    private static final long HOUR = Counting.START_HOUR;

    /** Each object has paths of its own, most of them equally busy, and some that other objects have too: at most fifty. */
    private static List<Tally> tallies(int objects, Random random) {
        return IntStream.range(0, objects)
                .mapToObj(object -> {
                    List<Request> requests = new ArrayList<>();
                    for (int i = 0; i < 60; i++) {
                        String path = i % 6 == 0
                                ? "/shared" + random.nextInt(80) + "/a"
                                : "/own" + object + "-" + i % 40 + "/a";
                        boolean forbidden = random.nextInt(4) == 0;
                        requests.add(new Request(random.nextInt(3600), i, "www.example.com", path, forbidden));
                    }
                    return Counting.talliesOf("o" + object, requests).get(0);
                })
                .toList();
    }

    private static HourSummary summary(Consumer<Consumer<Tally>> tallies, Scope... followed) {
        return HourSummary.of(Counting.DISTRIBUTION, HOUR, Set.of(followed), tallies);
    }

    private static DistributionTraffic traffic(HourSummary summary) {
        return new DistributionTraffic(Map.of(HOUR, summary.traffic()), List.of(summary.sum()));
    }

    private static Map<Scope, Map<Integer, Counts>> everything(List<Tally> tallies) {
        Map<Scope, Map<Integer, Counts>> all = new HashMap<>();
        tallies.forEach(tally -> tally.scopes()
                .forEach((scope, counts) -> IntStream.range(0, 60)
                        .forEach(minute -> all.computeIfAbsent(scope, any -> new HashMap<>())
                                .merge(minute, counts.minute(minute), Counts::plus))));
        return all;
    }

    private static Counts sum(Map<Integer, Counts> minutes) {
        return minutes.values().stream().reduce(Counts.NONE, Counts::plus);
    }

    /** By scope: the counts by minute of the forty paths with the most requests, and of the ten worst of the others. */
    private static Map<Scope, Map<Integer, Counts>> keptPaths(Map<Scope, Map<Integer, Counts>> all) {
        Comparator<Map.Entry<Scope, Map<Integer, Counts>>> busiest = Comparator.comparingLong(
                        (Map.Entry<Scope, Map<Integer, Counts>> scope) ->
                                -sum(scope.getValue()).requests())
                .thenComparing(Map.Entry.comparingByKey());
        Comparator<Map.Entry<Scope, Map<Integer, Counts>>> worst = Comparator.comparingLong(
                        (Map.Entry<Scope, Map<Integer, Counts>> scope) ->
                                -sum(scope.getValue()).forbidden())
                .thenComparing(busiest);
        List<Map.Entry<Scope, Map<Integer, Counts>>> paths = all.entrySet().stream()
                .filter(scope -> scope.getKey().dimension() == Dimension.PATH)
                .filter(scope -> !scope.getKey().isOther())
                .sorted(busiest)
                .toList();
        return Stream.concat(
                        paths.stream().limit(40),
                        paths.stream().skip(40).sorted(worst).limit(10))
                .collect(toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 60})
    void theBusiestAndTheWorstScopesAreExactHoweverManyThereAre(int objects) {
        List<Tally> tallies = tallies(objects, new Random(objects));
        Map<Scope, Map<Integer, Counts>> all = everything(tallies);
        Map<Scope, Map<Integer, Counts>> kept = keptPaths(all);

        HourSummary summary = summary(tallies::forEach);

        assertThat(summary.sum().bins().keySet())
                .filteredOn(scope -> scope.dimension() == Dimension.PATH && !scope.isOther())
                .hasSize(50)
                .containsExactlyInAnyOrderElementsOf(kept.keySet());
        kept.forEach((scope, minutes) -> IntStream.range(0, 60)
                .forEach(minute -> assertThat(traffic(summary).minute(scope, HOUR * 60 + minute))
                        .isEqualTo(minutes.get(minute))));
        IntStream.range(0, 12)
                .forEach(bin -> assertThat(paths(summary.sum(), bin))
                        .as("all paths together")
                        .isEqualTo(summary.sum().bin(Scope.WHOLE, bin)));
    }

    private static Counts paths(HourSum sum, int bin) {
        return sum.bins().keySet().stream()
                .filter(scope -> scope.dimension() == Dimension.PATH)
                .map(scope -> sum.bin(scope, bin))
                .reduce(Counts.NONE, Counts::plus);
    }

    @Test
    void theOrderOfTheTalliesDoesNotMatter() {
        Random random = new Random(1);
        List<Tally> tallies = new ArrayList<>(tallies(60, random));
        HourSum sum = summary(tallies::forEach).sum();
        for (int i = 0; i < 5; i++) {
            Collections.shuffle(tallies, random);

            assertThat(summary(tallies::forEach).sum()).isEqualTo(sum);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 60})
    void aFollowedScopeIsKeptAndStaysInTheSumOfTheOthers(int objects) {
        List<Tally> tallies = tallies(objects, new Random(7));
        Map<Scope, Map<Integer, Counts>> all = everything(tallies);
        Set<Scope> busiest = keptPaths(all).keySet();
        Scope rare = all.keySet().stream()
                .filter(scope -> scope.dimension() == Dimension.PATH && !scope.isOther())
                .filter(scope -> !busiest.contains(scope))
                .max(Comparator.naturalOrder())
                .orElseThrow();

        HourSummary followed = summary(tallies::forEach, rare, Scope.WHOLE, new Scope("path:/never-requested/"));

        HourSummary plain = summary(tallies::forEach);
        assertThat(followed.sum()).isEqualTo(plain.sum());
        assertThat(traffic(plain).scopes(HOUR * 60)).doesNotContain(rare);
        IntStream.range(0, 60)
                .forEach(minute -> assertThat(traffic(followed).minute(rare, HOUR * 60 + minute))
                        .isEqualTo(all.get(rare).get(minute)));
    }

    /** Two hundred paths with as many requests each, so that no object keeps all of them by minute. */
    private static Tally wide(String unique, int firstSecond, String worst) {
        List<Request> requests = new ArrayList<>();
        for (int second = firstSecond; second < firstSecond + 300; second += 60) {
            for (int path = 0; path < 200; path++) {
                String name = String.format("p%03d", path);
                requests.add(new Request(second, path, "www.example.com", "/" + name + "/a", name.equals(worst)));
            }
        }
        return Counting.talliesOf(unique, requests).get(0);
    }

    @Test
    void aPathThatWasAmongTheWorstInOneObjectHasItsRequestsOfTheOthersToo() {
        Scope worst = new Scope("path:/p199/");
        List<Tally> tallies = List.of(wide("a", 0, ""), wide("b", 300, "p199"), wide("c", 600, ""));
        assertThat(tallies)
                .extracting(tally -> tally.scopes().containsKey(worst))
                .containsExactly(false, true, false);

        HourSummary summary = summary(tallies::forEach);

        assertThat(IntStream.range(0, 15).mapToObj(minute -> traffic(summary).minute(worst, HOUR * 60 + minute)))
                .startsWith(Collections.nCopies(5, new Counts(1, 0, 0)).toArray(Counts[]::new))
                .contains(new Counts(1, 1, 0))
                .endsWith(Collections.nCopies(5, new Counts(1, 0, 0)).toArray(Counts[]::new));
        assertThat(summary.sum().bin(worst, 1)).isEqualTo(new Counts(5, 5, 0));
    }

    @Test
    void ofAPathThatIsNotKeptTheTotalIsKnownAndSpreadOverTheHour() {
        Scope rare = new Scope("path:/p198/");
        List<Tally> tallies = List.of(wide("a", 0, ""), wide("b", 300, "p199"), wide("c", 600, ""));

        HourSummary summary = summary(tallies::forEach);

        assertThat(summary.sum().totals()).containsEntry(rare, new Counts(15, 0, 0));
        assertThat(summary.sum().bin(rare, 0)).isEqualTo(new Counts(5, 0, 0));
        assertThat(traffic(summary).knows(rare, HOUR * 12)).isFalse();
        assertThat(traffic(summary).scopes(HOUR * 60)).doesNotContain(rare);
    }

    @Test
    void onlyAnHourWithManyScopesIsReadTwice() {
        assertThat(readings(tallies(3, new Random(1)))).isEqualTo(1);
        assertThat(readings(tallies(60, new Random(1)))).isEqualTo(2);
    }

    private static int readings(List<Tally> tallies) {
        int[] readings = {0};
        summary(visitor -> {
            readings[0]++;
            tallies.forEach(visitor);
        });
        return readings[0];
    }

    /** It stays marked, and is summed again. */
    @Test
    void aTallyThatArrivesBetweenTheReadingsIsInTheSum() {
        List<Tally> tallies = new ArrayList<>(tallies(60, new Random(1)));
        Tally late = Counting.talliesOf("late", List.of(new Request(0, 1, "late.example.com", "/late/a", false)))
                .get(0);

        HourSum sum = summary(visitor -> {
                    tallies.forEach(visitor);
                    tallies.add(late);
                })
                .sum();

        assertThat(IntStream.range(0, 12)
                        .mapToLong(bin -> sum.bin(Scope.WHOLE, bin).requests())
                        .sum())
                .isEqualTo(60 * 60 + 1);
        assertThat(sum.bin(new Scope("host:late.example.com"), 0)).isEqualTo(new Counts(1, 0, 0));
    }

    @Test
    void theBusiestClientIsKnownAmongThousands() {
        List<Tally> tallies = IntStream.range(0, 600)
                .mapToObj(
                        object -> Counting.tallies("o" + object, outage(object)).get(0))
                .toList();

        List<ClientCount> clients = traffic(summary(tallies::forEach)).clients(Scope.WHOLE, HOUR * 12);

        assertThat(clients)
                .hasSizeLessThanOrEqualTo(1024)
                .first()
                .extracting(ClientCount::forbidden)
                .isEqualTo(20L * 8);
    }

    /** Three clients of its own with two requests each. Every thirtieth object also has eight requests of one client. */
    private static List<String> outage(int object) {
        List<String> records = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            records.add(forbidden("10." + i % 3 + "." + object / 250 + "." + object % 250));
        }
        for (int i = 0; i < 8 && object % 30 == 0; i++) {
            records.add(forbidden("192.0.2.1"));
        }
        return records;
    }

    private static String forbidden(String client) {
        return LogText.record(Counting.START, client, "www.example.com", "/a", 403, "Error") + "\n";
    }
}
