package why403.aws.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import why403.history.AllTallies;
import why403.history.HourSum;
import why403.history.StoreException;
import why403.spike.PastProgress;
import why403.spike.ScopeIncidents;
import why403.tally.Counting;
import why403.tally.Counting.Request;
import why403.tally.Scope;
import why403.tally.Tally;

/** Items that another release wrote, that are incomplete, or that have expired. */
class UnreadableItemsTest {

    private static final Instant NOW = Instant.parse("2026-11-24T10:05:00Z");
    private static final String DISTRIBUTION = Counting.DISTRIBUTION;
    private static final long HOUR = Counting.START_HOUR;
    private static final String TALLIES = "T#E2EXAMPLE#2026-11-24T10";
    private static final ScopeIncidents NONE = ScopeIncidents.none(DISTRIBUTION, Scope.WHOLE);

    private final LocalTable table = LocalTable.create();
    private final List<String> problems = new ArrayList<>();
    private final DynamoTallies tallies =
            new DynamoTallies(table.client(), table.name(), InstantSource.fixed(NOW), problems::add);
    private final DynamoIncidents incidents =
            new DynamoIncidents(table.client(), table.name(), InstantSource.fixed(NOW));

    @AfterEach
    void close() {
        table.close();
    }

    private static Tally tally(String unique) {
        return Counting.talliesOf(unique, List.of(new Request(185, 1, "www.example.com", "/img/a", true)))
                .get(0);
    }

    private static String sortKey(Tally tally) {
        return ItemKey.tally(DISTRIBUTION, HOUR, tally.object()).sort();
    }

    private void change(String partition, String sort, String attribute, AttributeValue value) {
        Map<String, AttributeValue> changed = new HashMap<>(table.item(partition, sort));
        changed.put(attribute, value);
        table.put(changed);
    }

    private void cut(String partition, String sort, String attribute) {
        byte[] whole = table.item(partition, sort).get(attribute).b().asByteArray();
        change(
                partition,
                sort,
                attribute,
                AttributeValue.fromB(SdkBytes.fromByteArray(Arrays.copyOf(whole, whole.length - 5))));
    }

    private void remove(String partition, String sort, String attribute) {
        Map<String, AttributeValue> changed = new HashMap<>(table.item(partition, sort));
        changed.remove(attribute);
        table.put(changed);
    }

    @Test
    void aTallyOfAnotherReleaseIsLeftOutAndReported() {
        tallies.put(tally("a"), NOW);
        tallies.put(tally("b"), NOW);
        change(TALLIES, sortKey(tally("a")), "format", AttributeValue.fromN("9"));

        assertThat(AllTallies.of(tallies, DISTRIBUTION, HOUR)).containsExactly(tally("b"));
        assertThat(problems)
                .containsExactly("The item with pk \"" + TALLIES + "\", sk \"" + sortKey(tally("a")) + "\" in table "
                        + table.name() + " cannot be read (it has format 9, but this release reads format 1)"
                        + " and is left out. Deploy the release that wrote the item, or delete the item.");
    }

    @Test
    void aProgressOfAnotherReleaseCountsAsNone() {
        DynamoIncidents incidents = new DynamoIncidents(table.client(), table.name(), InstantSource.fixed(NOW));
        incidents.putPast(PastProgress.none(DISTRIBUTION, NOW, HOUR));
        change("P", DISTRIBUTION, "format", AttributeValue.fromN("9"));
        assertThat(incidents.past(DISTRIBUTION)).isEmpty();

        incidents.putPast(PastProgress.none(DISTRIBUTION, NOW, HOUR));
        cut("P", DISTRIBUTION, "incidents");
        assertThat(incidents.past(DISTRIBUTION)).isEmpty();
    }

    @Test
    void anIncompleteTallyIsLeftOutAndReported() {
        List<Tally> all = List.of(tally("a"), tally("b"), tally("c"), tally("d"));
        all.forEach(tally -> tallies.put(tally, NOW));
        cut(TALLIES, sortKey(all.get(0)), "counts");
        remove(TALLIES, sortKey(all.get(1)), "mapping");
        remove(TALLIES, sortKey(all.get(2)), "key");

        assertThat(AllTallies.of(tallies, DISTRIBUTION, HOUR)).containsExactly(all.get(3));
        assertThat(problems)
                .hasSize(3)
                .anyMatch(problem -> problem.contains("a compressed value in it ends too early"))
                .anyMatch(problem -> problem.contains("it has no map named mapping"))
                .anyMatch(problem -> problem.contains("it has no text named key"));
    }

    @Test
    void anUnreadableSumIsLeftOutUntilTheNextMarkReplacesIt() {
        HourSum sum = HourSum.of(DISTRIBUTION, HOUR, List.of(tally("a")));
        HourSum before = new HourSum(DISTRIBUTION, HOUR - 1, sum.bins(), sum.totals());
        tallies.putSum(sum, 1);
        tallies.putSum(before, 1);
        cut("H#E2EXAMPLE", "2026-11-24T10", "bins");

        assertThat(tallies.sums(DISTRIBUTION, HOUR - 1, HOUR)).containsExactly(before);
        assertThat(problems)
                .hasSize(1)
                .allMatch(problem -> problem.contains("a compressed value in it ends too early"));
        tallies.putSum(sum, 2);
        assertThat(tallies.sums(DISTRIBUTION, HOUR - 1, HOUR)).containsExactly(before, sum);
    }

    @Test
    void anUnreadableStateStopsOnlyItsDistribution() {
        tallies.put(tally("a"), NOW);
        Tally other = tally("a");
        tallies.put(new Tally("E3EXAMPLE", HOUR, other.object(), other.mapping(), other.scopes(), other.totals()), NOW);
        change("S", DISTRIBUTION, "format", AttributeValue.fromN("1"));

        assertThat(tallies.states()).extracting("distribution").containsExactly("E3EXAMPLE");
        assertThat(problems)
                .hasSize(1)
                .allMatch(problem -> problem.contains("sk \"E2EXAMPLE\"")
                        && problem.contains("its distribution is not watched")
                        && problem.contains("Deploy the release that wrote the item"));
        assertThatThrownBy(() -> tallies.state(DISTRIBUTION))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("it has format 1");
        assertThatThrownBy(() -> tallies.put(tally("b"), NOW))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("was written by another release");
        assertThat(table.item("S", DISTRIBUTION)).containsEntry("format", AttributeValue.fromN("1"));
    }

    @Test
    void aStateWithoutANumberIsUnreadable() {
        tallies.put(tally("a"), NOW);
        remove("S", DISTRIBUTION, "number");
        assertThatThrownBy(() -> tallies.state(DISTRIBUTION))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("it has no number named number");
    }

    @Test
    void marksContinueAboveThoseOfADeletedState() {
        tallies.put(tally("a"), NOW);
        tallies.put(tally("b"), NOW);
        HourSum sum = HourSum.of(DISTRIBUTION, HOUR, List.of(tally("a")));
        tallies.putSum(sum, tallies.state(DISTRIBUTION).orElseThrow().marks().get(HOUR));
        table.client()
                .deleteItem(request -> request.tableName(table.name())
                        .key(Map.of("pk", AttributeValue.fromS("S"), "sk", AttributeValue.fromS(DISTRIBUTION))));

        tallies.put(tally("c"), NOW.plusSeconds(1));
        HourSum newSum = HourSum.of(DISTRIBUTION, HOUR, List.of(tally("a"), tally("b"), tally("c")));
        tallies.putSum(newSum, tallies.state(DISTRIBUTION).orElseThrow().marks().get(HOUR));
        assertThat(tallies.sums(DISTRIBUTION, HOUR, HOUR)).containsExactly(newSum);
    }

    @Test
    void anUnreadableIncidentStopsItsDistributionAndIsNotOverwritten() {
        ScopeIncidents state = new ScopeIncidents(DISTRIBUTION, Scope.WHOLE, 0, List.of(), "causes", List.of("one"));
        incidents.write(List.of(state), NONE, NOW);
        cut("I#E2EXAMPLE", "*", "reportedCauses");
        Map<String, AttributeValue> stored = table.item("I#E2EXAMPLE", "*");

        assertThatThrownBy(() -> incidents.of(DISTRIBUTION))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("E2EXAMPLE")
                .hasMessageContaining("sk \"*\"")
                .hasMessageContaining("ends too early")
                .hasMessageContaining("Deploy the release that wrote the item");
        assertThatThrownBy(() -> incidents.published(state, "one")).isInstanceOf(StoreException.class);
        assertThat(incidents.write(List.of(state), NONE, NOW)).isFalse();
        assertThat(table.item("I#E2EXAMPLE", "*")).isEqualTo(stored);
    }

    @Test
    void anExpiredItemIsIgnoredEvenIfDynamoHasNotDeletedIt() {
        tallies.put(tally("a"), NOW);
        HourSum sum = HourSum.of(DISTRIBUTION, HOUR, List.of(tally("a")));
        tallies.putSum(sum, 1);
        ScopeIncidents state = new ScopeIncidents(DISTRIBUTION, Scope.WHOLE, 0, List.of(), "causes", List.of());
        incidents.write(List.of(state), NONE, NOW);

        InstantSource later = InstantSource.fixed(Instant.parse("2026-12-03T11:00:00Z"));
        DynamoTallies talliesLater = new DynamoTallies(table.client(), table.name(), later, problems::add);
        assertThat(AllTallies.of(talliesLater, DISTRIBUTION, HOUR)).isEmpty();
        assertThat(talliesLater.sums(DISTRIBUTION, HOUR, HOUR)).containsExactly(sum);
        assertThat(talliesLater.state(DISTRIBUTION)).isPresent();
        DynamoIncidents incidentsLater = new DynamoIncidents(table.client(), table.name(), later);
        assertThat(incidentsLater.of(DISTRIBUTION)).isEmpty();
        assertThat(incidentsLater.write(List.of(state), NONE, later.instant())).isTrue();
        assertThat(incidentsLater.of(DISTRIBUTION)).containsExactly(state.withVersion(1));
    }
}
