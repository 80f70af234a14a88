package why403.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import why403.alert.NotPublishedException;
import why403.alert.RenderedNotice;
import why403.history.DistributionState;
import why403.log.LogText;
import why403.spike.Incident;
import why403.spike.Phase;
import why403.spike.ScopeIncidents;
import why403.tally.Horizon;
import why403.tally.Scope;
import why403.trigger.LogObject;

/** Slow services, backlogs, little time and data of another release affect as little as possible. */
class SlowServicesAndBacklogsTest {

    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
    private static final String DISTRIBUTION = "E2EXAMPLE";
    private static final Scope ELSEWHERE = new Scope("path:/elsewhere/");
    private static final LogObject BEFORE = object("before");
    private static final LogObject SPIKE = object("spike");

    private final Ports ports = new Ports();
    private Instant now = NOON;

    SlowServicesAndBacklogsTest() {
        ports.objects.put(BEFORE, new LogText().quiet(60).bytes());
        ports.objects.put(
                SPIKE, new LogText().at("2026-11-24T09:00:00Z").refusals(10).bytes());
    }

    private static LogObject object(String unique) {
        return new LogObject("example-logs", "cdn/E2EXAMPLE.2026-11-24-09." + unique + ".gz");
    }

    private TallyResult tally(LogObject... objects) {
        return ports.tally(now, objects);
    }

    private WatchResult tick() {
        return ports.watch(now).watchAll(ports.tallies.states());
    }

    private boolean isDirty() {
        return ports.tallies.state(DISTRIBUTION).orElseThrow().isDirty();
    }

    @Test
    void aClaimStartsWhenTheDiagnosisEnds() {
        List<RenderedNotice> sent = new ArrayList<>();
        Watch slow = ports.watch(
                notice -> {
                    now = now.plusSeconds(20);
                    ports.watch(sent::add, Timekeeper.endless(() -> now)).watchAll(ports.tallies.states());
                    sent.add(notice);
                },
                Timekeeper.endless(() -> now));
        tally(BEFORE, SPIKE);
        now = NOON.plusSeconds(300);

        slow.watchAll(ports.tallies.states());

        assertThat(sent).hasSize(1);
    }

    private void threeNoticesArePending() {
        tally(BEFORE);
        tick();
        ports.incidents.write(
                List.of(state(ELSEWHERE, packedNotice("one"), packedNotice("two"), packedNotice("three"))),
                ScopeIncidents.none(DISTRIBUTION, Scope.WHOLE),
                NOON.minusSeconds(3600));
    }

    @Test
    void noticesThatTheTimeDoesNotAllowForArePublishedByTheNextPass() {
        threeNoticesArePending();
        List<String> sent = new ArrayList<>();
        Watch slow = ports.watch(
                notice -> {
                    sent.add(notice.id());
                    now = now.plusSeconds(25);
                },
                Timekeeper.endless(() -> now));

        WatchResult watched = slow.watchAll(ports.tallies.states());

        assertThat(sent).containsExactly("one", "two");
        assertThat(watched.unpublished())
                .singleElement()
                .asString()
                .contains("three", "stays pending because the time ran out");
        tick();
        assertThat(ports.published).extracting(RenderedNotice::id).containsExactly("three");
    }

    /** Publishing takes up to 15 seconds, and removing the notice up to 16. */
    @Test
    void noNoticeIsPublishedTwiceEvenIfPublishingIsVerySlow() {
        threeNoticesArePending();
        List<String> sent = new ArrayList<>();
        Watch slow = ports.watch(
                notice -> {
                    sent.add(notice.id());
                    now = now.plusSeconds(notice.id().equals("three") ? 31 : 19);
                    ports.watch(other -> sent.add(other.id()), Timekeeper.endless(() -> now))
                            .watchAll(ports.tallies.states());
                },
                Timekeeper.endless(() -> now));

        slow.watchAll(ports.tallies.states());
        tick();

        assertThat(sent).doesNotHaveDuplicates();
    }

    private static ScopeIncidents state(Scope scope, String... pending) {
        return new ScopeIncidents(DISTRIBUTION, scope, 0, List.of(), "", List.of(pending));
    }

    /** A real notice with another id. */
    private String packedNotice(String id) {
        Ports other = new Ports();
        other.objects.putAll(ports.objects);
        other.refusesNotices = true;
        other.replay(NOON, Horizon.ofClock(NOON), WatchOptions.EVERYTHING, BEFORE, SPIKE);
        String packed = other.incidents.of(DISTRIBUTION).get(0).pending().get(0);
        return packed.replace(other.attempted.get(0).id(), id);
    }

    @Test
    void anUnreadablePendingNoticeBlocksOnlyItsScope() {
        ports.incidents.write(
                List.of(state(ELSEWHERE, "{\"version\":1}")),
                ScopeIncidents.none(DISTRIBUTION, Scope.WHOLE),
                NOON.minusSeconds(3600));
        tally(BEFORE, SPIKE);

        WatchResult watched = tick();

        assertThat(watched.published()).hasSize(1);
        assertThat(watched.unpublished())
                .isNotEmpty()
                .allSatisfy(problem -> assertThat(problem).contains(ELSEWHERE.name(), "cannot be read", "Deploy"));
        assertThat(isDirty()).isFalse();
    }

    @Test
    void anIncidentWithCausesOfAnotherReleaseStillResolves() {
        tally(BEFORE, SPIKE);
        tick();
        ScopeIncidents open = ports.incidents.of(DISTRIBUTION).get(0);
        ports.incidents.write(
                List.of(new ScopeIncidents(
                        DISTRIBUTION, open.scope(), open.version(), open.incidents(), "{\"version\":1}", List.of())),
                open,
                NOON.plusSeconds(120));
        LogObject after = object("after");
        ports.objects.put(
                after, new LogText().at("2026-11-24T09:10:00Z").quiet(40).bytes());
        tally(after);
        now = NOON.plusSeconds(300);

        WatchResult watched = tick();

        assertThat(watched.problems()).singleElement().asString().contains("The last report of *", "cannot be read");
        assertThat(watched.published())
                .singleElement()
                .satisfies(notice -> assertThat(notice.json()).contains("\"event\":\"resolved\"", "\"causes\":[]"));
    }

    /** Thirty hours of one request every three minutes. */
    private LogObject[] backlog() {
        return IntStream.range(0, 30)
                .mapToObj(hour -> {
                    LogObject object = object("backlog-" + hour);
                    LogText log = new LogText();
                    IntStream.range(0, 20)
                            .forEach(third -> log.at(Instant.parse("2026-11-23T00:00:00Z")
                                            .plus(Duration.ofMinutes(60L * hour + 3L * third))
                                            .toString())
                                    .quiet(1));
                    ports.objects.put(object, log.bytes());
                    return object;
                })
                .toArray(LogObject[]::new);
    }

    @Test
    void aBacklogIsProcessedCompletelyInParts() {
        tally(backlog());

        assertThat(tick()).isEqualTo(WatchResult.NOTHING);
        assertThat(isDirty()).isFalse();
        assertThat(ports.tallies.sums(DISTRIBUTION, 0, Long.MAX_VALUE)).hasSize(30);
    }

    @Test
    void progressOnABacklogIsKeptIfTheTimeRunsOut() {
        tally(backlog());
        Timekeeper time = Timekeeper.within(() -> now = now.plusSeconds(10), Duration.ofSeconds(50));

        WatchResult watched = ports.watch(ports, time).watchAll(ports.tallies.states());

        assertThat(watched.unwatched()).singleElement().asString().contains("because the time ran out");
        assertThat(ports.tallies.state(DISTRIBUTION).orElseThrow().marks()).hasSize(18);
        assertThat(ports.tallies.sums(DISTRIBUTION, 0, Long.MAX_VALUE)).hasSize(12);
    }

    @Test
    void hoursThatAreMarkedAgainAllTheTimeDoNotKeepTheOthersFromBeingWatched() {
        LogObject[] backlog = backlog();
        tally(backlog);
        ports.onHourRead = hour -> tally(backlog[(int) (hour % backlog.length)]);

        tick();

        assertThat(ports.tallies.sums(DISTRIBUTION, 0, Long.MAX_VALUE)).hasSize(30);
        assertThat(ports.tallies.state(DISTRIBUTION).orElseThrow().marks()).isNotEmpty();
        ports.onHourRead = hour -> {};
        tick();
        assertThat(isDirty()).isFalse();
    }

    @Test
    void recentHoursAreWatchedBeforeALongBacklog() {
        tally(BEFORE);
        tick();
        tally(backlog());
        tally(SPIKE);
        Timekeeper time = Timekeeper.within(() -> now = now.plusSeconds(10), Duration.ofSeconds(50));

        WatchResult watched = ports.watch(ports, time).watchAll(ports.tallies.states());

        assertThat(watched.unwatched()).singleElement().asString().contains("because the time ran out");
        assertThat(watched.due()).hasSize(1);
    }

    @Test
    void distributionsThatTheTimeDoesNotAllowForAreReportedInOneLine() {
        for (String id : List.of("E3EXAMPLE", "E4EXAMPLE", "E5EXAMPLE")) {
            LogObject other = new LogObject("example-logs", "cdn/" + id + ".2026-11-24-09.a.gz");
            ports.objects.put(other, new LogText().quiet(5).bytes());
            tally(other);
        }
        Timekeeper time = Timekeeper.within(() -> now = now.plusSeconds(10), Duration.ofSeconds(60));

        WatchResult watched = ports.watch(ports, time).watchAll(ports.tallies.states());

        assertThat(watched.unwatched())
                .singleElement()
                .asString()
                .startsWith("2 distributions were not watched because the time ran out, E");
        assertThat(ports.tallies.states())
                .filteredOn(DistributionState::isDirty)
                .hasSize(2);
    }

    /** One record of each distribution. */
    private static byte[] logOf(int distributions) {
        StringBuilder log = new StringBuilder("#Fields: date time sc-status DistributionId\n");
        IntStream.range(0, distributions).forEach(i -> log.append("2026-11-24\t09:00:00\t200\tE1" + i + "EXAMPLE\n"));
        return log.toString().getBytes(StandardCharsets.US_ASCII);
    }

    @Test
    void anObjectOfManyDistributionsIsStoredCompletely() {
        ports.objects.put(SPIKE, logOf(600));

        TallyResult tallied = tally(SPIKE);

        assertThat(tallied.failed()).isEmpty();
        assertThat(ports.tallies.states()).hasSize(600);
    }

    @Test
    void anObjectOfTooManyDistributionsForTheTimeFailsAloneAndComesAgain() {
        ports.objects.put(SPIKE, logOf(600));
        Instant start = now;
        Timekeeper time = Timekeeper.within(
                () -> ports.tallies.states().isEmpty() ? start : start.plusSeconds(95), Duration.ofSeconds(100));

        TallyResult tallied = ports.tally(time, Horizon.ofClock(now), SPIKE);

        assertThat(tallied.deferred().get(SPIKE))
                .contains("only 256 of its 600 tallies could be stored in time", "delivered again");
        assertThat(tally(SPIKE).failed()).isEmpty();
        assertThat(ports.tallies.states()).hasSize(600);
    }

    @Test
    void anOpenIncidentWithoutNewRequestsDoesNotCauseOldHoursToBeReadAgain() {
        Instant from = Instant.parse("2026-11-22T08:00:00Z");
        Incident gone = new Incident(
                "gone",
                DISTRIBUTION,
                new Scope("path:/gone/"),
                from,
                from,
                from.plusSeconds(600),
                Phase.OPEN,
                false,
                0.01,
                true,
                from,
                Optional.empty(),
                true,
                Optional.empty());
        ports.incidents.write(
                List.of(new ScopeIncidents(DISTRIBUTION, gone.scope(), 0, List.of(gone), "", List.of())),
                ScopeIncidents.none(DISTRIBUTION, Scope.WHOLE),
                NOON.minusSeconds(3600));
        tally(backlog());
        now = now.plusSeconds(120);
        tick();
        LogObject more = object("more");
        ports.objects.put(
                more, new LogText().at("2026-11-24T06:10:00Z").quiet(5).bytes());
        tally(more);
        now = now.plusSeconds(120);
        ports.hoursRead.clear();
        tick();

        assertThat(ports.incidents.of(DISTRIBUTION).stream()
                        .flatMap(state -> state.incidents().stream())
                        .filter(incident -> incident.isOpen()))
                .isNotEmpty();
        assertThat(ports.hoursRead).hasSizeLessThan(16);
    }

    @Test
    void anUnreachableChannelIsTriedOncePerEvent() {
        List<String> tried = new ArrayList<>();
        ports.incidents.write(
                List.of(state(ELSEWHERE, packedNotice("one")), state(new Scope("path:/other/"), packedNotice("two"))),
                ScopeIncidents.none(DISTRIBUTION, Scope.WHOLE),
                NOON.minusSeconds(3600));
        tally(BEFORE);
        Watch watch = ports.watch(
                notice -> {
                    tried.add(notice.id());
                    throw NotPublishedException.outOfReach("SNS did not answer", new IllegalStateException());
                },
                Timekeeper.endless(() -> now));

        WatchResult watched = watch.watchAll(ports.tallies.states());

        assertThat(tried).hasSize(1);
        assertThat(watched.unpublished()).hasSizeGreaterThanOrEqualTo(2);
    }
}
