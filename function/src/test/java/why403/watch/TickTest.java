package why403.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import why403.alert.RenderedNotice;
import why403.history.DistributionState;
import why403.log.LogText;
import why403.trigger.LogObject;

/** The schedule's tick completes the work that events did not finish. */
class TickTest {

    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
    private static final LogObject BEFORE = object("before");
    private static final LogObject SPIKE = object("spike");

    private final Ports ports = new Ports();

    TickTest() {
        ports.objects.put(BEFORE, new LogText().quiet(60).bytes());
        ports.objects.put(
                SPIKE, new LogText().at("2026-11-24T09:00:00Z").refusals(10).bytes());
    }

    private static LogObject object(String unique) {
        return new LogObject("example-logs", "cdn/E2EXAMPLE.2026-11-24-09." + unique + ".gz");
    }

    private TallyResult tally(LogObject object, Instant now) {
        return ports.tally(now, object);
    }

    private WatchResult tallyAndTick(LogObject object, Instant now) {
        tally(object, now);
        return tick(now);
    }

    private WatchResult tick(Instant now) {
        return ports.watch(now).watchAll(ports.tallies.states());
    }

    private DistributionState state() {
        return ports.tallies.state("E2EXAMPLE").orElseThrow();
    }

    @Test
    void aDistributionThatAnotherProcessClaimedIsWatchedWhenTheClaimHasExpired() {
        tallyAndTick(BEFORE, NOON);
        ports.tallies.claim("E2EXAMPLE", NOON);

        assertThat(tallyAndTick(SPIKE, NOON.plusSeconds(149))).isEqualTo(WatchResult.NOTHING);
        assertThat(state().isDirty()).isTrue();
        assertThat(state().minutes()).hasSize(10);
        assertThat(tick(NOON.plusSeconds(150)).due()).hasSize(1);
        assertThat(state().isDirty()).isFalse();
        assertThat(state().minutes()).isEmpty();
    }

    @Test
    void aTickEndsItsClaimSoThatTheNextTickWatches() {
        tallyAndTick(BEFORE, NOON);

        assertThat(tallyAndTick(SPIKE, NOON.plusSeconds(1)).published()).hasSize(1);
    }

    @Test
    void aTickThatFailsEndsItsClaimToo() {
        tally(BEFORE, NOON);
        ports.brokenDistribution = "E2EXAMPLE";
        assertThat(tallyAndTick(SPIKE, NOON).unwatched()).isNotEmpty();
        ports.brokenDistribution = "";

        assertThat(tick(NOON.plusSeconds(1)).published()).hasSize(1);
    }

    @Test
    void aTickThatGetsNoClaimLeavesTheClaimOfTheOther() {
        tally(BEFORE, NOON);
        ports.tallies.claim("E2EXAMPLE", NOON);
        ports.brokenDistribution = "E2EXAMPLE";
        assertThat(tick(NOON).unwatched()).isNotEmpty();

        assertThat(ports.tallies.claim("E2EXAMPLE", NOON)).isFalse();
    }

    @Test
    void aClaimMadeWithAClockFarAheadBlocksNoOtherProcess() {
        tally(BEFORE, NOON);
        ports.tallies.claim("E2EXAMPLE", NOON.plusSeconds(3600));

        assertThat(tallyAndTick(SPIKE, NOON).published()).hasSize(1);
    }

    @Test
    void aTickWatchesWhatWasTallied() {
        tally(BEFORE, NOON);
        tally(SPIKE, NOON);

        assertThat(tick(NOON).published())
                .extracting(RenderedNotice::id)
                .containsExactly("E2EXAMPLE-684888c0-20261124T0900Z-opened-2026-11-24T09:09:19Z");
        assertThat(tick(NOON.plusSeconds(60))).isEqualTo(WatchResult.NOTHING);
    }

    @Test
    void theTickPublishesPendingNoticesWithTheSameBytes() {
        tally(BEFORE, NOON);
        ports.refusesNotices = true;
        assertThat(tallyAndTick(SPIKE, NOON).unpublished())
                .singleElement()
                .asString()
                .contains("stays pending");
        ports.refusesNotices = false;

        assertThat(tick(NOON.plusSeconds(60)).published()).containsExactlyElementsOf(ports.attempted.subList(0, 1));
        assertThat(tick(NOON.plusSeconds(120)).published()).isEmpty();
    }

    @Test
    void aClaimedNoticeIsPublishedByAnotherProcessOnlyAfterAMinute() {
        tally(BEFORE, NOON);
        ports.diesPublishing = true;
        assertThat(catchThrowable(() -> tallyAndTick(SPIKE, NOON))).isInstanceOf(Ports.Died.class);
        ports.diesPublishing = false;

        assertThat(tick(NOON.plusSeconds(59)).published()).isEmpty();
        assertThat(tick(NOON.plusSeconds(60)).published()).hasSize(1);
    }

    @Test
    void aDistributionThatCannotBeWatchedDoesNotStopTheOthers() {
        LogObject other = new LogObject("example-logs", "cdn/E3EXAMPLE.2026-11-24-09.a.gz");
        ports.objects.put(other, new LogText().quiet(60).refusals(10).bytes());
        tally(BEFORE, NOON);
        tally(other, NOON);
        ports.brokenDistribution = "E2EXAMPLE";

        WatchResult watched = tick(NOON);

        assertThat(watched.unwatched())
                .satisfiesExactly(
                        first -> assertThat(first).startsWith("Pending notices of E2EXAMPLE could not be read"),
                        then -> assertThat(then).startsWith("E2EXAMPLE could not be watched"));
        assertThat(watched.published()).hasSize(1);
        assertThat(state().isDirty()).isTrue();
    }

    @Test
    void eachTickStartsWithADifferentDistribution() {
        List<String> ids = List.of("E1EXAMPLE", "E2EXAMPLE", "E3EXAMPLE");
        ids.forEach(id -> {
            LogObject object = new LogObject("example-logs", "cdn/" + id + ".2026-11-24-09.a.gz");
            ports.objects.put(object, new LogText().quiet(60).refusals(10).bytes());
            tally(object, NOON);
        });
        List<DistributionState> states = ports.tallies.states();
        ports.refusesWrites = true;
        List<String> first = Stream.of(0, 60, 120)
                .map(second -> firstOpened(states, NOON.plusSeconds(second)))
                .toList();

        assertThat(first).containsExactlyInAnyOrderElementsOf(ids);
    }

    private String firstOpened(List<DistributionState> states, Instant now) {
        ports.journal.clear();
        ports.watch(now).watchAll(states);
        return ports.journal.stream()
                .filter(entry -> entry.startsWith("open "))
                .findFirst()
                .orElseThrow()
                .replaceAll("open cdn/(\\w+)\\..*", "$1");
    }

    @Test
    void aPublishedNoticeThatCannotBeRemovedIsReportedAndPublishedAgain() {
        tally(BEFORE, NOON);
        ports.failsToClear = true;
        WatchResult first = tallyAndTick(SPIKE, NOON);
        ports.failsToClear = false;

        assertThat(first.published()).hasSize(1);
        assertThat(first.due()).hasSize(1);
        assertThat(first.unpublished()).singleElement().asString().contains("was published but could not be removed");
        assertThat(tick(NOON.plusSeconds(59)).published()).isEmpty();
        assertThat(tick(NOON.plusSeconds(60)).published()).isEqualTo(first.published());
        assertThat(tick(NOON.plusSeconds(180)).published()).isEmpty();
    }
}
