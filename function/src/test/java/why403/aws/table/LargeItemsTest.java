package why403.aws.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import why403.history.AllTallies;
import why403.history.StoreException;
import why403.spike.ScopeIncidents;
import why403.tally.Counting;
import why403.tally.Counting.Request;
import why403.tally.PackedScopes;
import why403.tally.Scope;
import why403.tally.Tally;

/** Data at and above DynamoDB's limits for items, pages and transactions. */
class LargeItemsTest {

    private static final Instant NOW = Instant.parse("2026-11-24T10:05:00Z");
    private static final String DISTRIBUTION = Counting.DISTRIBUTION;
    private static final long HOUR = Counting.START_HOUR;
    private static final ScopeIncidents NONE = ScopeIncidents.none(DISTRIBUTION, Scope.WHOLE);

    private final LocalTable table = LocalTable.create();
    private final DynamoTallies tallies = new DynamoTallies(
            table.client(),
            table.name(),
            InstantSource.fixed(NOW),
            problem -> assertThat(problem).isEmpty());
    private final DynamoIncidents incidents =
            new DynamoIncidents(table.client(), table.name(), InstantSource.fixed(NOW));

    @AfterEach
    void close() {
        table.close();
    }

    /** A large tally: a scope for each long host name, with requests in each minute. */
    private static Tally wide(String unique, int hosts, int minutes) {
        List<Request> requests = new ArrayList<>();
        for (int host = 0; host < hosts; host++) {
            for (int minute = 0; minute < minutes; minute++) {
                String name = String.format("%0120d", host);
                requests.add(new Request(minute * 60, host % 250, name, "/" + name + "/a", true));
            }
        }
        return Counting.talliesOf(unique, requests).get(0);
    }

    private static String noise(int seed, int length) {
        return new Random(seed)
                .ints(length, '0', 'z')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static Scope path(int number) {
        return new Scope(String.format("path:/%04d/", number));
    }

    private static ScopeIncidents state(Scope scope, String... pending) {
        return new ScopeIncidents(DISTRIBUTION, scope, 0, List.of(), "causes", List.of(pending));
    }

    @Test
    void anHourWithSeveralPagesOfTalliesIsReadCompletely() {
        Tally wide = wide("0", 50, 60);
        int count = 2_500_000 / PackedScopes.pack(wide.scopes()).length;
        List<Tally> all = IntStream.range(0, count)
                .mapToObj(i -> new Tally(
                        DISTRIBUTION,
                        HOUR,
                        Counting.object(String.format("%04d", i)),
                        wide.mapping(),
                        wide.scopes(),
                        wide.totals()))
                .toList();
        all.forEach(tally -> tallies.put(tally, NOW));

        assertThat(AllTallies.of(tallies, DISTRIBUTION, HOUR)).isEqualTo(all);
    }

    /** Each update of an item uses a unit of write capacity for each kilobyte of it. */
    @Test
    void theStateIsSmallEvenIfEveryMinuteOfEightDaysIsMarked() {
        Tally whole = wide("0", 1, 60);
        LongStream.range(HOUR - 192, HOUR)
                .mapToObj(hour -> new Tally(
                        DISTRIBUTION, hour, Counting.object("0"), whole.mapping(), whole.scopes(), whole.totals()))
                .forEach(tally -> tallies.put(tally, NOW));

        Map<String, AttributeValue> item = table.item(ItemKey.STATES, DISTRIBUTION);

        assertThat(tallies.state(DISTRIBUTION).orElseThrow().minutes()).hasSize(192 * 60);
        assertThat(item.entrySet().stream()
                        .mapToInt(attribute -> attribute.getKey().length() + size(attribute.getValue()))
                        .sum())
                .isLessThan(9 * 1024);
    }

    /**
     * By DynamoDB's rule: a byte for two digits, and one more; a text has its own length; a list has 3 bytes, and one more for
     * each element.
     */
    private static int size(AttributeValue value) {
        if (value.hasL()) {
            return 3
                    + value.l().stream()
                            .mapToInt(element -> element.b().asByteArrayUnsafe().length + 1)
                            .sum();
        }
        return value.n() == null ? value.s().length() : value.n().length() / 2 + 2;
    }

    @Test
    void aNoticeOf250KilobytesIsStoredAndRemoved() {
        String large = noise(1, 250_000);
        incidents.write(List.of(state(path(1), large, "small")), NONE, NOW);
        assertThat(incidents.of(DISTRIBUTION).get(0).pending()).containsExactly(large, "small");

        incidents.published(state(path(1)), large);
        assertThat(incidents.of(DISTRIBUTION).get(0).pending()).containsExactly("small");
    }

    @Test
    void noticesThatOutgrowTheItemAreRejectedAndPendingNoticesStay() {
        ScopeIncidents first = state(path(1), noise(1, 250_000));
        incidents.write(List.of(first), NONE, NOW);
        ScopeIncidents more =
                first.withVersion(1).withPending(List.of(noise(1, 250_000), noise(2, 250_000), noise(3, 250_000)));

        assertThatThrownBy(() -> incidents.write(List.of(state(path(2), "other"), more), NONE, NOW.plusSeconds(60)))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("sk \"path:/0001/\"")
                .hasMessageContaining("with its 3 pending notices")
                .hasMessageContaining("Fix what prevents notices from being published");
        assertThat(incidents.of(DISTRIBUTION)).containsExactly(first.withVersion(1));
    }

    @Test
    void anItemJustBelowTheLimitIsAccepted() {
        String[] notices =
                IntStream.range(0, 5).mapToObj(seed -> noise(seed, 100_000)).toArray(String[]::new);
        Item item = IncidentItem.of(state(path(1), notices), NOW, NOW);
        assertThat(IncidentItem.sizeBytes(item)).isBetween(380_000, IncidentItem.MAX_BYTES);

        assertThat(incidents.write(List.of(state(path(1), notices)), NONE, NOW)).isTrue();
    }

    @Test
    void manyScopesAreWrittenInSeveralTransactions() {
        List<ScopeIncidents> all = new ArrayList<>(
                IntStream.range(0, 230).mapToObj(i -> state(path(i))).toList());
        all.add(state(Scope.WHOLE));

        assertThat(incidents.write(all, NONE, NOW)).isTrue();
        assertThat(incidents.of(DISTRIBUTION)).hasSize(231).allMatch(state -> state.version() == 1);
    }

    @Test
    void aRefusedTransactionLeavesTheEarlierOnesWithTheirNotices() {
        incidents.write(List.of(state(path(200))), NONE, NOW);
        List<ScopeIncidents> all = new ArrayList<>(
                IntStream.range(0, 230).mapToObj(i -> state(path(i))).toList());
        all.add(state(Scope.WHOLE, "one"));

        assertThat(incidents.write(all, NONE, NOW)).isFalse();
        List<ScopeIncidents> stored = incidents.of(DISTRIBUTION);
        assertThat(stored).hasSizeBetween(100, 230);
        assertThat(incidents.claim(stored.get(0), NOW.plusSeconds(60)))
                .hasValueSatisfying(whole -> assertThat(whole.pending()).containsExactly("one"));
    }

    @Test
    void largeNoticesAreWrittenInSeveralTransactions() {
        List<ScopeIncidents> all = IntStream.range(0, 20)
                .mapToObj(i -> state(path(i), noise(i, 300_000)))
                .toList();

        assertThat(incidents.write(all, NONE, NOW)).isTrue();
        assertThat(incidents.of(DISTRIBUTION))
                .extracting(ScopeIncidents::pending)
                .isEqualTo(all.stream().map(ScopeIncidents::pending).toList());
    }

    /** An answer holds 16 MB and 100 items. */
    @Test
    void itemsThatDoNotFitIntoOneAnswerAreAllFetched() {
        DynamoTable items = new DynamoTable(table.client(), table.name(), InstantSource.fixed(NOW));
        List<String> keys = IntStream.range(0, 160).mapToObj(i -> "k" + i).toList();
        for (int i = 0; i < keys.size(); i++) {
            items.put(Item.at(new ItemKey("p", keys.get(i))).with("text", noise(i, i < 60 ? 300_000 : 10)));
        }

        assertThat(items.get("p", keys))
                .extracting(item -> item.key().sort())
                .containsExactlyInAnyOrderElementsOf(keys);
    }
}
