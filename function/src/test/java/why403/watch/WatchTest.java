package why403.watch;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import why403.hash.HashKey;
import why403.history.AllTallies;
import why403.log.LogText;
import why403.spike.ScopeIncidents;
import why403.tally.ClientCount;
import why403.tally.Counts;
import why403.tally.Hashing;
import why403.tally.Horizon;
import why403.trigger.LogObject;
import why403.watch.TallyResult.Totals;

/** Tallies and watches with ports that keep a journal: an hour without errors, then ten minutes of errors from 09:00. */
class WatchTest {

    private static final Instant CLOCK = Instant.parse("2026-11-24T12:00:00Z");
    private static final LogObject BEFORE = object("before");
    private static final LogObject SPIKE = object("spike");
    private static final LogObject AFTER = object("after");
    private static final String ID = "E2EXAMPLE-684888c0-20261124T0900Z";

    private final Ports ports = new Ports();

    WatchTest() {
        ports.objects.put(BEFORE, new LogText().quiet(60).bytes());
        ports.objects.put(
                SPIKE, new LogText().at("2026-11-24T09:00:00Z").refusals(10).bytes());
        ports.objects.put(
                AFTER, new LogText().at("2026-11-24T09:10:00Z").quiet(40).bytes());
    }

    private static LogObject object(String unique) {
        return new LogObject("example-logs", "cdn/E2EXAMPLE.2026-11-24-09." + unique + ".gz");
    }

    private List<String> step(LogObject... objects) {
        WatchResult watched = ports.replay(CLOCK, Horizon.ofEvent(CLOCK), WatchOptions.EVERYTHING, objects);
        return Stream.concat(watched.problems().stream(), watched.undone().stream())
                .toList();
    }

    private TallyResult tally(LogObject... objects) {
        return ports.tally(Timekeeper.endless(() -> CLOCK), Horizon.ofEvent(CLOCK), objects);
    }

    private List<String> journalOf(String... verbs) {
        return ports.journal.stream()
                .filter(entry -> Arrays.stream(verbs).anyMatch(entry::startsWith))
                .toList();
    }

    private List<String> ids() {
        return ports.published.stream().map(notice -> notice.id()).toList();
    }

    @Test
    void aNoticeIsStoredThenPublishedThenRemoved() {
        assertThat(step(BEFORE, SPIKE)).isEmpty();

        assertThat(journalOf("write", "publish", "clear"))
                .containsExactly("write * with 1", "publish " + ID + "-opened-2026-11-24T09:09:19Z", "clear *");
        assertThat(ports.of("E2EXAMPLE"))
                .singleElement()
                .satisfies(state -> assertThat(state.pending()).isEmpty())
                .satisfies(state -> assertThat(state.reportedCauses()).isNotEmpty());
    }

    @Test
    void anObjectIsReadAgainOnlyToDiagnoseASpikeOfALaterEvent() {
        step(BEFORE);
        step(SPIKE);

        assertThat(journalOf("open"))
                .containsExactlyElementsOf(Stream.of(BEFORE, SPIKE, BEFORE)
                        .map(object -> "open " + object.key())
                        .toList());
    }

    @Test
    void anIncidentThatOpensAndResolvesInOneStepIsOneWriteAndTwoNoticesInOrder() {
        step(BEFORE, SPIKE, AFTER);

        assertThat(journalOf("write")).containsExactly("write * with 2");
        assertThat(ids()).containsExactly(ID + "-opened-2026-11-24T09:49:19Z", ID + "-resolved-2026-11-24T09:49:19Z");
    }

    @Test
    void theResolvedNoticeRepeatsTheLastReportedCauses() {
        step(BEFORE, SPIKE);
        step(AFTER);

        assertThat(ports.published).hasSize(2);
        assertThat(causes(1)).isEqualTo(causes(0)).contains("\"id\"");
    }

    /** Two clients make most of the trouble, equally much of it, in two objects and at different times. */
    @Test
    void theKeysOfTheHashesDecideNothingThatIsReported() {
        Ports others = new Ports();
        others.hashing =
                new Hashing(HashKey.random(new Random(403)), () -> HashKey.of("0123456789abcdef".getBytes(US_ASCII)));
        for (Ports each : List.of(ports, others)) {
            each.objects.put(BEFORE, new LogText().quiet(60).bytes());
            each.objects.put(
                    SPIKE,
                    new LogText()
                            .at("2026-11-24T09:00:00Z")
                            .by("192.0.2.1")
                            .refusals(5)
                            .by("192.0.2.2")
                            .refusals(5)
                            .bytes());
            each.objects.put(
                    AFTER,
                    new LogText()
                            .at("2026-11-24T09:00:00Z")
                            .by("198.51.100.7")
                            .refusals(5)
                            .by("192.0.2.1")
                            .refusals(5)
                            .by("192.0.2.2")
                            .refusals(1)
                            .bytes());
            each.replay(CLOCK, Horizon.ofEvent(CLOCK), WatchOptions.EVERYTHING, BEFORE, SPIKE, AFTER);
        }

        assertThat(others.published).isNotEmpty().isEqualTo(ports.published);
        assertThat(clients(others)).hasSameSizeAs(clients(ports)).doesNotContainAnyElementsOf(clients(ports));
    }

    private static Set<Long> clients(Ports each) {
        long hour = Instant.parse("2026-11-24T09:00:00Z").getEpochSecond() / 3600;
        return AllTallies.of(each.tallies, "E2EXAMPLE", hour).stream()
                .flatMap(tally -> tally.scopes().values().stream())
                .flatMap(
                        scope -> IntStream.range(0, 12).mapToObj(scope::clients).flatMap(List::stream))
                .map(ClientCount::client)
                .collect(Collectors.toSet());
    }

    private String causes(int notice) {
        return ports.published.get(notice).json().replaceAll(".*(\"causes\":.*)", "$1");
    }

    @Test
    void aStepThatChangesNothingWritesNothing() {
        step(BEFORE, SPIKE);
        ports.journal.clear();
        step(BEFORE, SPIKE);

        assertThat(journalOf("write", "publish", "clear")).isEmpty();
    }

    @Test
    void aPassWhoseWriteIsRefusedPublishesNothing() {
        ports.refusesWrites = true;
        step(BEFORE, SPIKE);
        assertThat(ports.attempted).isEmpty();
        assertThat(ports.of("E2EXAMPLE")).isEmpty();

        ports.refusesWrites = false;
        step(BEFORE, SPIKE);
        assertThat(ids()).containsExactly(ID + "-opened-2026-11-24T09:09:19Z");
    }

    private void openWhileTheChannelFails() {
        ports.refusesNotices = true;
        assertThat(step(BEFORE, SPIKE)).singleElement().asString().contains(ID, "The topic is throttled", "again");
        ports.refusesNotices = false;
        assertThat(ports.of("E2EXAMPLE"))
                .extracting(state -> state.pending().size())
                .containsExactly(1);
    }

    @Test
    void anUnpublishedNoticeIsPublishedByALaterPassWithTheSameBytes() {
        openWhileTheChannelFails();

        step(BEFORE, SPIKE);

        assertThat(ports.published).isEqualTo(ports.attempted.subList(0, 1));
        assertThat(ports.of("E2EXAMPLE"))
                .flatExtracting(ScopeIncidents::pending)
                .isEmpty();
    }

    @Test
    void pendingNoticesArePublishedBeforeNewOnes() {
        openWhileTheChannelFails();

        step(AFTER);

        assertThat(ids()).containsExactly(ID + "-opened-2026-11-24T09:09:19Z", ID + "-resolved-2026-11-24T09:49:19Z");
    }

    @Test
    void anUnreadableObjectDoesNotAffectTheOthers() {
        LogObject broken = object("broken");
        LogObject notALog = new LogObject("example-logs", "site/index.html");
        ports.objects.put(broken, new byte[] {0x1F, (byte) 0x8B, 8, 0});
        ports.objects.put(notALog, new byte[] {'<'});

        TallyResult tallied = tally(object("gone"), broken, BEFORE, notALog, SPIKE);

        assertThat(tallied.failed()).containsOnlyKeys(object("gone"), broken);
        assertThat(tallied.failed().get(object("gone"))).contains("gone");
        assertThat(tallied.failed().get(broken)).contains("broken");
        assertThat(tallied.remarks()).singleElement().asString().contains("is not a log");
        assertThat(tallied.counted())
                .containsOnlyKeys(BEFORE, SPIKE)
                .containsEntry(SPIKE, new Totals(1, new Counts(200, 120, 0), 0));
        assertThat(tallied.newest()).containsEntry("E2EXAMPLE", Instant.parse("2026-11-24T09:09:19Z"));
        assertThat(tallied.traffic()).containsKey("E2EXAMPLE");
    }

    @Test
    void theDiagnosisContinuesWithoutAnObjectThatNoLongerExists() {
        TallyResult tallied = tally(BEFORE, SPIKE);
        ports.objects.remove(SPIKE);

        assertThat(ports.watch(CLOCK).watch(tallied).problems())
                .singleElement()
                .asString()
                .contains("spike", "it is gone");
        assertThat(ids()).containsExactly(ID + "-opened-2026-11-24T09:09:19Z");
    }

    @Test
    void ifThereAreTooManyObjectsTheNoticeSaysHowManyRequestsWereExamined() {
        step(BEFORE);
        List<LogObject> many = IntStream.range(0, 501)
                .mapToObj(i -> object("many-" + i))
                .peek(object -> ports.objects.put(
                        object,
                        new LogText().at("2026-11-24T09:00:00Z").refusals(1).bytes()))
                .toList();
        TallyResult tallied = tally(many.toArray(LogObject[]::new));
        ports.journal.clear();

        ports.watch(CLOCK).watch(tallied);

        assertThat(journalOf("open"))
                .filteredOn(entry -> entry.contains("many-"))
                .hasSize(500);
        assertThat(ports.published)
                .singleElement()
                .satisfies(notice -> assertThat(notice.text()).contains("Examined: 6,000 of 6,012 refused requests"));
    }
}
