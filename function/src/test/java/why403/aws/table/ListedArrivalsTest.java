package why403.aws.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import why403.history.AllTallies;
import why403.history.Arrivals;
import why403.history.DistributionState;
import why403.history.Marking;
import why403.tally.Counting;
import why403.tally.Counting.Request;
import why403.tally.Tally;

/** What the state of a distribution lists of its new tallies, and what it only counts. */
class ListedArrivalsTest {

    private static final String DISTRIBUTION = Counting.DISTRIBUTION;
    private static final long HOUR = Counting.START_HOUR;
    private static final Instant NOW = Counting.START.plusSeconds(1800);

    private final LocalTable table = LocalTable.create();
    private final DynamoTallies tallies = tallies();

    @AfterEach
    void close() {
        table.close();
    }

    private DynamoTallies tallies() {
        return new DynamoTallies(
                table.client(),
                table.name(),
                () -> NOW,
                problem -> assertThat(problem).isEmpty());
    }

    private static Tally tally(long hour, String unique) {
        Tally tally = Counting.talliesOf(unique, List.of(new Request(180, 1, "www.example.com", "/img/a", true)))
                .get(0);
        return new Tally(tally.distribution(), hour, tally.object(), tally.mapping(), tally.scopes(), tally.totals());
    }

    private static List<Tally> many(long hour, int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> tally(hour, "o" + i)).toList();
    }

    private DistributionState state() {
        return tallies.state(DISTRIBUTION).orElseThrow();
    }

    private Arrivals.OfHour arrived(long hour) {
        return state().arrivals().hours().get(hour);
    }

    @Test
    void theTalliesOfABatchMarkTheirHoursWithOneUpdate() {
        tallies.putAll(many(HOUR, 0, 5), Marking.WATCHED, NOW);
        long number = state().arrivals().number();

        assertThat(number).isEqualTo(NOW.toEpochMilli() + 5);
        assertThat(state().marks()).containsExactly(Map.entry(HOUR, number));
        assertThat(arrived(HOUR).keys()).hasSize(5);
    }

    @Test
    void aListThatIsFullCountsWhatComesThen() {
        tallies.putAll(many(HOUR, 0, 290), Marking.WATCHED, NOW);
        tallies.putAll(many(HOUR, 290, 305), Marking.WATCHED, NOW);
        tallies().putAll(many(HOUR, 305, 306), Marking.WATCHED, NOW);
        assertThat(arrived(HOUR).total()).isEqualTo(306);
        assertThat(arrived(HOUR).unlisted()).isPositive();
        assertThat(arrived(HOUR).keys()).hasSizeBetween(290, 300);

        tallies.watched(state());
        tallies.putAll(many(HOUR, 0, 2), Marking.WATCHED, NOW);
        assertThat(arrived(HOUR).unlisted()).isZero();
        assertThat(arrived(HOUR).keys()).hasSize(2);
        assertThat(AllTallies.of(tallies, DISTRIBUTION, HOUR)).hasSize(306);
    }

    /** Each tally comes from a process of its own, which knows nothing about the item. */
    @Test
    void ofADistributionThatNobodyWatchesOnlyThreeHoursHaveLists() {
        for (int hour = 0; hour < 12; hour++) {
            Instant now = NOW.plusSeconds(hour * 3600L);
            for (int object = 0; object < 3; object++) {
                tallies().putAll(List.of(tally(HOUR + hour, "o" + object)), Marking.WATCHED, now);
            }
        }

        assertThat(state().arrivals().hours()).hasSize(12);
        assertThat(state().arrivals().hours().values())
                .filteredOn(hour -> !hour.keys().isEmpty())
                .hasSize(3);
        assertThat(state().arrivals().hours().values()).allMatch(hour -> hour.total() == 3);

        tallies.watched(state());
        tallies().putAll(List.of(tally(HOUR, "again")), Marking.WATCHED, NOW);
        assertThat(arrived(HOUR).keys()).hasSize(1);
    }

    @Test
    void aBatchThatIsLargerThanAListIsOnlyCounted() {
        tallies.putAll(many(HOUR, 0, 301), Marking.WATCHED, NOW);

        assertThat(arrived(HOUR)).isEqualTo(new Arrivals.OfHour(List.of(), 301));
    }

    @Test
    void theTalliesOfABacklogAreOnlyCounted() {
        tallies.putAll(
                List.of(tally(HOUR - 2, "a"), tally(HOUR - 3, "a"), tally(HOUR - 90, "a")), Marking.WATCHED, NOW);
        tallies.putAll(List.of(tally(HOUR - 90, "b")), Marking.WATCHED, NOW);

        assertThat(arrived(HOUR - 2).keys()).hasSize(1);
        assertThat(arrived(HOUR - 3)).isEqualTo(new Arrivals.OfHour(List.of(), 1));
        assertThat(arrived(HOUR - 90)).isEqualTo(new Arrivals.OfHour(List.of(), 2));
    }

    @Test
    void moreHoursThanFitIntoAnUpdateAreAllMarkedAndCleared() {
        tallies.putAll(
                IntStream.range(0, 60).mapToObj(i -> tally(HOUR - i, "a")).toList(), Marking.WATCHED, NOW);
        assertThat(state().marks()).hasSize(60);
        assertThat(state().arrivals().hours().values().stream().mapToLong(Arrivals.OfHour::total))
                .hasSize(60)
                .containsOnly(1L);

        assertThat(tallies.watched(state())).hasSize(60);
        assertThat(state().marks()).isEmpty();
        assertThat(state().newestMinute()).hasValue(HOUR * 60 + 3);
    }

    @Test
    void aStateOfAnEarlierReleaseIsReadAndMarkedAndCleared() {
        writeAsEarlierRelease();
        assertThat(state().marks()).containsExactly(Map.entry(HOUR, 42L));
        assertThat(arrived(HOUR)).isEqualTo(new Arrivals.OfHour(List.of(), 0));

        tallies.put(tally(HOUR, "a"), NOW);
        assertThat(arrived(HOUR)).isEqualTo(new Arrivals.OfHour(List.of(), 1));
        assertThat(state().minutes()).containsExactly(HOUR * 60 + 3, HOUR * 60 + 4);
        assertThat(tallies.watched(state())).containsExactly(HOUR);
        assertThat(state().isDirty()).isFalse();

        tallies.put(tally(HOUR, "a"), NOW);
        assertThat(arrived(HOUR).keys()).hasSize(1);
    }

    @Test
    void aListThatAnEarlierReleaseLeftIsNotTakenForTheNextOne() {
        tallies.putAll(many(HOUR, 0, 3), Marking.WATCHED, NOW);
        Map<String, AttributeValue> item = new HashMap<>(table.item("S", DISTRIBUTION));
        item.remove("m" + HOUR);
        item.remove("b" + HOUR);
        table.put(item);
        assertThat(state().arrivals().hours()).isEmpty();

        tallies.put(tally(HOUR, "new"), NOW);
        assertThat(tallies.fetch(DISTRIBUTION, HOUR, Set.copyOf(arrived(HOUR).keys())))
                .containsExactly(tally(HOUR, "new"));
    }

    private void writeAsEarlierRelease() {
        table.put(Map.of(
                "pk",
                AttributeValue.fromS("S"),
                "sk",
                AttributeValue.fromS(DISTRIBUTION),
                "format",
                AttributeValue.fromN("2"),
                "number",
                AttributeValue.fromN("42"),
                "tallied",
                AttributeValue.fromN("" + NOW.toEpochMilli()),
                "m" + HOUR,
                AttributeValue.fromN("42"),
                "b" + HOUR,
                AttributeValue.fromN("" + 0b10000)));
    }
}
