package why403.aws.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import why403.history.AllTallies;
import why403.history.HourSum;
import why403.history.Marking;
import why403.history.PackedBins;
import why403.spike.PastProgress;
import why403.spike.ScopeIncidents;
import why403.tally.Counting;
import why403.tally.Counting.Request;
import why403.tally.ErrorMapping;
import why403.tally.PackedScopes;
import why403.tally.Scope;
import why403.tally.Tally;

/** The exact items in the table. Other releases, people with the console and the TTL setting depend on them. */
class ItemShapesTest {

    private static final Instant NOW = Instant.parse("2026-11-24T10:05:00Z");
    private static final String DISTRIBUTION = Counting.DISTRIBUTION;

    private final LocalTable table = LocalTable.create();
    private final InstantSource clock = InstantSource.fixed(NOW);
    private final DynamoTallies tallies = new DynamoTallies(
            table.client(), table.name(), clock, problem -> assertThat(problem).isEmpty());
    private final DynamoIncidents incidents = new DynamoIncidents(table.client(), table.name(), clock);

    @AfterEach
    void close() {
        table.close();
    }

    private static Tally tally() {
        Tally counted = Counting.talliesOf("a", List.of(new Request(185, 1, "www.example.com", "/img/a", true)))
                .get(0);
        return new Tally(
                DISTRIBUTION,
                counted.hour(),
                counted.object(),
                new ErrorMapping(Map.of(404, 403)),
                counted.scopes(),
                counted.totals());
    }

    private static AttributeValue text(String text) {
        return AttributeValue.fromS(text);
    }

    private static AttributeValue number(long number) {
        return AttributeValue.fromN(Long.toString(number));
    }

    private static AttributeValue seconds(String time) {
        return number(Instant.parse(time).getEpochSecond());
    }

    private static AttributeValue bytes(byte[] bytes) {
        return AttributeValue.fromB(SdkBytes.fromByteArray(bytes));
    }

    @Test
    void theItemOfATally() throws Exception {
        tallies.put(tally(), NOW);

        String partition = "T#E2EXAMPLE#2026-11-24T10";
        String sort = HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256")
                        .digest("example-logs/cdn/E2EXAMPLE.2026-11-24-10.a.gz".getBytes(StandardCharsets.UTF_8)));
        assertThat(table.item(partition, sort))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "pk", text(partition),
                        "sk", text(sort),
                        "format", number(1),
                        "bucket", text("example-logs"),
                        "key", text("cdn/E2EXAMPLE.2026-11-24-10.a.gz"),
                        "mapping", AttributeValue.fromM(Map.of("404", number(403))),
                        "forbidden", number(1),
                        "counts", bytes(Compressed.bytes(PackedScopes.pack(tally().scopes()))),
                        "expires", seconds("2026-12-03T11:00:00Z")));
    }

    @Test
    void theItemOfAnHourlySum() {
        HourSum sum = HourSum.of(DISTRIBUTION, Counting.START_HOUR, List.of(tally()));
        tallies.putSum(sum, 42);

        assertThat(table.item("H#E2EXAMPLE", "2026-11-24T10"))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "pk", text("H#E2EXAMPLE"),
                        "sk", text("2026-11-24T10"),
                        "format", number(1),
                        "mark", number(42),
                        "bins", bytes(Compressed.bytes(PackedBins.pack(sum.bins()))),
                        "expires", seconds("2026-12-04T11:00:00Z")));
    }

    @Test
    void countsThatAnEarlierReleaseStoredUncompressedAreRead() {
        HourSum sum = HourSum.of(DISTRIBUTION, Counting.START_HOUR, List.of(tally()));
        tallies.put(tally(), NOW);
        tallies.putSum(sum, 42);
        replace(
                ItemKey.tally(DISTRIBUTION, Counting.START_HOUR, tally().object()),
                "counts",
                PackedScopes.pack(tally().scopes()));
        replace(ItemKey.sum(DISTRIBUTION, Counting.START_HOUR), "bins", PackedBins.pack(sum.bins()));

        assertThat(AllTallies.of(tallies, DISTRIBUTION, Counting.START_HOUR)).containsExactly(tally());
        assertThat(tallies.sums(DISTRIBUTION, Counting.START_HOUR, Counting.START_HOUR))
                .containsExactly(sum);
    }

    private void replace(ItemKey key, String attribute, byte[] plain) {
        Map<String, AttributeValue> item = new HashMap<>(table.item(key.partition(), key.sort()));
        item.put(attribute, bytes(plain));
        table.put(item);
    }

    @Test
    void aTallyAndASumWithTotalsAreReadAsTheyWereStored() {
        List<Request> requests = IntStream.range(0, 120)
                .mapToObj(path -> new Request(path * 20, 1, "www.example.com", "/p" + path + "/a", path % 7 == 0))
                .toList();
        Tally tally = Counting.talliesOf("a", requests).get(0);
        HourSum sum = HourSum.of(DISTRIBUTION, Counting.START_HOUR, List.of(tally));
        assertThat(tally.totals()).hasSize(70);
        assertThat(sum.totals()).hasSize(70);
        tallies.put(tally, NOW);
        tallies.putSum(sum, 42);

        assertThat(AllTallies.of(tallies, DISTRIBUTION, Counting.START_HOUR)).containsExactly(tally);
        assertThat(tallies.sums(DISTRIBUTION, Counting.START_HOUR, Counting.START_HOUR))
                .containsExactly(sum);
    }

    @Test
    void theItemOfADistributionsState() {
        tallies.put(tally(), NOW);
        tallies.watched(tallies.state(DISTRIBUTION).orElseThrow());
        tallies.claim(DISTRIBUTION, NOW.plusMillis(7));
        tallies.put(tally(), NOW.plusSeconds(1));

        AttributeValue second = number(NOW.toEpochMilli() + 2);
        AttributeValue claim = table.item("S", "E2EXAMPLE").get("claim");
        assertThat(claim.s()).matches("[0-9a-f-]{36}");
        assertThat(table.item("S", "E2EXAMPLE"))
                .containsOnly(
                        Map.entry("pk", text("S")),
                        Map.entry("sk", text("E2EXAMPLE")),
                        Map.entry("format", number(2)),
                        Map.entry("number", second),
                        Map.entry("m" + Counting.START_HOUR, second),
                        Map.entry("b" + Counting.START_HOUR, number(0b1000)),
                        Map.entry(
                                "k" + Counting.START_HOUR,
                                AttributeValue.fromL(List.of(bytes(HexFormat.of()
                                        .parseHex(ItemKey.tally(DISTRIBUTION, Counting.START_HOUR, tally().object())
                                                .sort()))))),
                        Map.entry("lists", number(1)),
                        Map.entry("newest", number(Counting.START_MINUTE + 3)),
                        Map.entry("tallied", number(NOW.plusSeconds(1).toEpochMilli())),
                        Map.entry("claim", claim),
                        Map.entry("watched", number(NOW.plusMillis(7).toEpochMilli())));
    }

    @Test
    void theStateWithTalliesOfThePast() {
        tallies.putAll(List.of(tally()), Marking.OF_THE_PAST, NOW);

        assertThat(table.item("S", "E2EXAMPLE")).containsEntry("past", number(NOW.toEpochMilli()));
        tallies.pastWatched(DISTRIBUTION, NOW);
        assertThat(table.item("S", "E2EXAMPLE")).doesNotContainKey("past");
    }

    @Test
    void theItemOfTheProgressOfThePast() {
        incidents.putPast(PastProgress.none(DISTRIBUTION, NOW, 493_000).evaluatedTo(493_006, 29_580_359, List.of()));

        assertThat(table.item("P", "E2EXAMPLE"))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "pk", text("P"),
                        "sk", text("E2EXAMPLE"),
                        "format", number(1),
                        "tallied", number(NOW.toEpochMilli()),
                        "nextHour", number(493_006),
                        "newest", number(29_580_359),
                        "incidents", bytes(Compressed.text("{\"version\":1,\"incidents\":[]}")),
                        "expires", seconds("2026-11-26T10:05:00Z")));
    }

    @Test
    void anIncidentWithAPendingNoticeDoesNotExpire() {
        ScopeIncidents state =
                new ScopeIncidents(DISTRIBUTION, Scope.WHOLE, 0, List.of(), "causes", List.of("one", "two"));
        incidents.write(List.of(state), state.withPending(List.of()), NOW);

        assertThat(table.item("I#E2EXAMPLE", "*"))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "pk", text("I#E2EXAMPLE"),
                        "sk", text("*"),
                        "format", number(1),
                        "version", number(1),
                        "state", text("none"),
                        "incidents", bytes(Compressed.text("{\"version\":1,\"incidents\":[]}")),
                        "reportedCauses", bytes(Compressed.text("causes")),
                        "pending",
                                AttributeValue.fromL(
                                        List.of(bytes(Compressed.text("one")), bytes(Compressed.text("two")))),
                        "claimedUntil", number(NOW.plusSeconds(60).toEpochMilli())));
        incidents.published(state, "one");
        assertThat(table.item("I#E2EXAMPLE", "*")).doesNotContainKey("expires");
    }

    @Test
    void anIncidentWithoutNoticesExpiresNineDaysAfterItsLastWrite() {
        ScopeIncidents state = new ScopeIncidents(DISTRIBUTION, Scope.WHOLE, 0, List.of(), "causes", List.of("one"));
        incidents.write(List.of(state), state, NOW);
        incidents.published(state, "one");
        assertThat(table.item("I#E2EXAMPLE", "*"))
                .containsEntry("expires", seconds("2026-12-03T10:05:00Z"))
                .doesNotContainKeys("claimedUntil", "pending");

        Instant later = NOW.plusSeconds(3600);
        new DynamoIncidents(table.client(), table.name(), InstantSource.fixed(later))
                .write(List.of(state.withVersion(2).withPending(List.of())), state.withVersion(2), later);
        assertThat(table.item("I#E2EXAMPLE", "*"))
                .containsEntry("expires", seconds("2026-12-03T11:05:00Z"))
                .doesNotContainKeys("claimedUntil", "pending");
    }
}
