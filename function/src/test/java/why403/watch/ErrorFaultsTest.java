package why403.watch;

import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import java.io.FilterInputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.core.SdkPojo;
import why403.account.Account;
import why403.account.Answer;
import why403.account.Question;
import why403.alert.Channel;
import why403.alert.Ignored;
import why403.alert.NoticeLinks;
import why403.alert.RenderedNotice;
import why403.history.DistributionState;
import why403.history.RecentHours;
import why403.history.StoreException;
import why403.history.Tallies;
import why403.log.LogStore;
import why403.log.LogText;
import why403.spike.IncidentMachine;
import why403.spike.Sensitivity;
import why403.tally.Horizon;
import why403.trigger.LogObject;

/** The virtual machine runs out of memory or stack. This affects only the object, the distribution or the notice in work. */
class ErrorFaultsTest {

    private static final String BAD = "E1BADEXAMPLE";
    private static final String GOOD = "E2EXAMPLE";
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final long SEVEN = Instant.parse("2026-11-24T07:00:00Z").getEpochSecond() / 3600;
    private static final long FIVE = Instant.parse("2026-11-24T05:00:00Z").getEpochSecond() / 3600;

    /** What the virtual machine throws. */
    enum Kind {
        MEMORY {
            @Override
            Error make() {
                return new OutOfMemoryError("Java heap space");
            }
        },
        STACK {
            @Override
            Error make() {
                return new StackOverflowError();
            }
        },
        LINKAGE {
            @Override
            Error make() {
                return new NoClassDefFoundError("why403/diagnosis/Missing");
            }
        };

        abstract Error make();
    }

    private final Ports ports = new Ports();
    private final WatchBackoff backoff = new WatchBackoff();
    private Instant now = Instant.parse("2026-11-24T09:30:00Z");

    private static LogObject object(String distribution, String unique) {
        return new LogObject("example-logs", "cdn/" + distribution + ".2026-11-24-09." + unique + ".gz");
    }

    private Watch watch(Tallies tallies, Account account, Channel channel, WatchOptions options) {
        Timekeeper time = Timekeeper.endless(() -> now);
        return new Watch(
                ports.logs(ports, time),
                tallies,
                ports,
                account,
                channel,
                new IncidentMachine(Sensitivity.NORMAL),
                options,
                backoff,
                new RecentHours(0),
                time);
    }

    private WatchResult tick(Tallies tallies, Account account, Channel channel) {
        WatchResult watched =
                watch(tallies, account, channel, WatchOptions.EVERYTHING).watchAll(ports.tallies.states());
        now = now.plus(MINUTE);
        return watched;
    }

    private void put(String distribution, String unique, LogText log) {
        LogObject object = object(distribution, unique);
        ports.objects.put(object, log.bytes());
        assertThat(ports.tally(now, object).failed()).isEmpty();
    }

    private void spikesOfBoth() {
        for (String distribution : List.of(BAD, GOOD)) {
            put(distribution, "before", new LogText().quiet(60));
            put(distribution, "spike", new LogText().at("2026-11-24T09:00:00Z").refusals(10));
        }
    }

    private List<String> dirty() {
        return ports.tallies.states().stream()
                .filter(DistributionState::isDirty)
                .map(DistributionState::distribution)
                .toList();
    }

    private List<String> told() {
        return ports.published.stream().map(RenderedNotice::id).toList();
    }

    @ParameterizedTest
    @EnumSource
    void anObjectThatCannotBeReadIsNamedAndItsNeighborIsCounted(Kind kind) {
        LogObject bad = object(GOOD, "bad");
        LogObject good = object(GOOD, "good");
        ports.objects.put(bad, new LogText().quiet(60).bytes());
        ports.objects.put(good, new LogText().quiet(60).bytes());
        LogStore store = object -> object.equals(good)
                ? ports.open(object)
                : new FilterInputStream(ports.open(object)) {
                    @Override
                    public int read(byte[] into, int from, int most) {
                        throw kind.make();
                    }
                };

        TallyResult tallied =
                ports.tallier(store, Timekeeper.endless(() -> now)).tally(List.of(bad, good), Horizon.ofClock(now));

        assertThat(tallied.counted()).containsOnlyKeys(good);
        assertThat(tallied.failed()).containsOnlyKeys(bad);
        assertThat(tallied.failed().get(bad))
                .startsWith(bad + " was not tallied: ")
                .contains(kind.make().getClass().getName());
    }

    /** An account that fails while it is asked about one distribution. */
    private Account failing(Kind kind, List<String> asked) {
        return new Account() {
            @Override
            public <T extends SdkPojo> Answer<T> ask(Question<T> question) {
                if (question.recordingPath().contains(BAD)) {
                    asked.add(question.recordingPath());
                    throw kind.make();
                }
                return ports.ask(question);
            }
        };
    }

    @ParameterizedTest
    @EnumSource
    void aNoticeWhoseDiagnosisFailsIsSentWithoutCausesAndSaysSo(Kind kind) {
        spikesOfBoth();

        WatchResult watched = tick(ports.tallies, failing(kind, new ArrayList<>()), ports);

        assertThat(watched.unwatched()).isEmpty();
        assertThat(watched.problems())
                .singleElement(as(STRING))
                .startsWith("The incident " + BAD + "-")
                .contains("could not be diagnosed", kind.make().getClass().getName());
        assertThat(told()).hasSize(2).anyMatch(id -> id.startsWith(GOOD));
        assertThat(ports.published)
                .filteredOn(notice -> notice.id().startsWith(BAD))
                .singleElement()
                .satisfies(notice -> {
                    assertThat(notice.subject()).contains("not diagnosed, the diagnosis failed");
                    assertThat(notice.text())
                            .contains("CAUSE     Not diagnosed: the diagnosis failed.")
                            .contains("WHERE     Not known: none of the refused requests was examined.")
                            .contains("why403 diagnoses the incident again in half an hour");
                    assertThat(notice.json()).contains("\"id\":\"unexplained\"");
                });
        assertThat(dirty()).isEmpty();
    }

    @Test
    void aFailedDiagnosisIsRepeatedAfterHalfAnHourAndNotInEachStep() {
        spikesOfBoth();
        List<String> asked = new ArrayList<>();
        Account account = failing(Kind.STACK, asked);
        tick(ports.tallies, account, ports);
        int once = asked.size();
        for (int minute = 10; minute < 40; minute++) {
            put(
                    BAD,
                    "minute" + minute,
                    new LogText().at("2026-11-24T09:" + minute + ":00Z").refusals(1));
            tick(ports.tallies, account, ports);
        }

        assertThat(asked).hasSize(2 * once);
        assertThat(told()).hasSize(2);
    }

    @Test
    void anIncidentThatWasNotDiagnosedIsReportedEvenIfUnexplainedOnesAreIgnored() {
        put(BAD, "before", new LogText().quiet(60));
        put(BAD, "spike", new LogText().at("2026-11-24T09:00:00Z").refusals(10));
        WatchOptions options = new WatchOptions(new Ignored(Set.of("unexplained")), NoticeLinks.none());

        watch(ports.tallies, failing(Kind.MEMORY, new ArrayList<>()), ports, options)
                .watchAll(ports.tallies.states());

        assertThat(ports.published).singleElement().matches(RenderedNotice::alerts);
    }

    /** Only the diagnosis reads the hours before the first record. */
    @Test
    void aDiagnosisThatCannotReadTheTableIsRepeatedWithItsWholeStep() {
        put(GOOD, "before", new LogText().quiet(60));
        put(GOOD, "spike", new LogText().at("2026-11-24T09:00:00Z").refusals(10));
        Tallies throttled = new RecordedReads(ports.tallies, hour -> {
            if (hour < SEVEN) {
                throw new StoreException("The table is throttled");
            }
        });

        assertThat(tick(throttled, ports, ports).unwatched())
                .singleElement(as(STRING))
                .contains("The table is throttled");
        assertThat(told()).isEmpty();
        assertThat(tick(ports.tallies, ports, ports).problems()).isEmpty();
        assertThat(told()).hasSize(1);
    }

    /** Only the bad distribution has tallies before five o'clock, and reading these fails. */
    @ParameterizedTest
    @EnumSource
    void aDistributionThatCannotBeWatchedIsNamedAndPausesAndTheOtherIsReported(Kind kind) {
        put(BAD, "early", new LogText().at("2026-11-24T03:00:00Z").refusals(10));
        put(GOOD, "before", new LogText().quiet(60));
        put(GOOD, "spike", new LogText().at("2026-11-24T09:00:00Z").refusals(10));
        List<Long> attempted = new ArrayList<>();
        Tallies tallies = new RecordedReads(ports.tallies, hour -> {
            if (hour < FIVE) {
                attempted.add(hour);
                throw kind.make();
            }
        });

        WatchResult watched = tick(tallies, ports, ports);

        assertThat(told()).singleElement(as(STRING)).startsWith(GOOD);
        assertThat(watched.unwatched())
                .singleElement(as(STRING))
                .startsWith(BAD + " could not be watched and is tried again after 2026-11-24T09:32:00Z: ")
                .contains(kind.make().getClass().getName());
        assertThat(dirty()).containsExactly(BAD);
        for (int minute = 1; minute < 60; minute++) {
            assertThat(tick(tallies, ports, ports).unwatched())
                    .singleElement(as(STRING))
                    .startsWith(BAD);
        }
        assertThat(attempted).as("at minutes 0, 2, 6, 14 and 30").hasSize(5);
        now = now.plus(Duration.ofHours(1));
        assertThat(tick(ports.tallies, ports, ports).unwatched()).isEmpty();
        assertThat(dirty()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aNoticeWhosePublishingFailsStaysPendingAndTheOthersAreSent(Kind kind) {
        spikesOfBoth();
        Channel channel = notice -> {
            if (notice.id().startsWith(BAD)) {
                throw kind.make();
            }
            ports.publish(notice);
        };

        WatchResult watched = tick(ports.tallies, ports, channel);

        assertThat(watched.unpublished())
                .singleElement(as(STRING))
                .startsWith("Notice " + BAD)
                .contains(
                        "stays pending and is tried again",
                        kind.make().getClass().getName());
        assertThat(told()).singleElement(as(STRING)).startsWith(GOOD);
        assertThat(dirty()).isEmpty();
        tick(ports.tallies, ports, ports);
        assertThat(told()).hasSize(2);
    }
}
