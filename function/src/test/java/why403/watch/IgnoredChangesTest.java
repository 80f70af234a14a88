package why403.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import why403.alert.Ignored;
import why403.alert.NoticeLinks;
import why403.alert.RenderedNotice;
import why403.log.LogText;
import why403.tally.Horizon;
import why403.trigger.LogObject;

/** The main cause of an incident changes, and one of the two causes is ignored. */
class IgnoredChangesTest {

    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
    private static final String GEO = "geo-restriction";
    private static final String METHOD = "method-not-allowed";

    private final Ports ports = new Ports();
    private final List<RenderedNotice> due = new ArrayList<>();
    private Instant next = Instant.parse("2026-11-24T08:00:00Z");

    /** Tallies and watches the next minutes as an object. */
    private void minutes(int minutes, String ignored, LogText log) {
        LogObject object =
                new LogObject("example-logs", "cdn/E2EXAMPLE.2026-11-24-09." + next.getEpochSecond() + ".gz");
        ports.objects.put(object, log.bytes());
        next = next.plus(Duration.ofMinutes(minutes));
        WatchOptions options = new WatchOptions(new Ignored(Set.of(ignored)), NoticeLinks.none());
        due.addAll(ports.replay(NOON, Horizon.ofClock(NOON), options, object).due());
    }

    private void quiet(int minutes, String ignored) {
        minutes(minutes, ignored, new LogText().at(next.toString()).quiet(minutes));
    }

    private void spike(int minutes, String cause, String ignored) {
        LogText log = new LogText();
        String result = cause.equals(GEO) ? "ClientGeoBlocked" : "InvalidRequestMethod";
        for (int i = 0; i < 20 * minutes; i++) {
            boolean served = i % 20 < 8;
            log.line(LogText.record(
                    next.plusSeconds(3L * i),
                    "192.0.2." + (1 + i % 250),
                    "www.example.com",
                    "/" + i % 5 + ".png",
                    served ? 200 : 403,
                    served ? "Hit" : result));
        }
        minutes(minutes, ignored, log);
    }

    /** An hour without errors, ten minutes of one cause, then forty minutes of the other. */
    private void change(String from, String to, String ignored) {
        quiet(60, ignored);
        spike(10, from, ignored);
        spike(40, to, ignored);
    }

    private static List<String> events(List<RenderedNotice> notices) {
        return notices.stream()
                .map(notice -> (notice.alerts() ? "" : "ignored ")
                        + notice.attributes().event() + " "
                        + notice.attributes().cause())
                .toList();
    }

    @Test
    void anIgnoredCauseThatChangesIsReportedFromTheChangeOn() {
        change(GEO, METHOD, GEO);
        quiet(40, GEO);

        assertThat(events(due)).containsExactly("ignored opened " + GEO, "changed " + METHOD, "resolved " + METHOD);
        assertThat(due.get(1).text()).contains("the main cause was " + GEO + " and is now " + METHOD);
    }

    @Test
    void theEndHasTheLastPublishedCauseIfTheChangeWasIgnored() {
        change(GEO, METHOD, METHOD);
        quiet(40, METHOD);

        assertThat(events(due)).containsExactly("opened " + GEO, "ignored changed " + METHOD, "resolved " + GEO);
    }

    @Test
    void aReturnToThePublishedCauseIsReportedAsAChangeFromTheIgnoredOne() {
        change(GEO, METHOD, METHOD);
        spike(40, GEO, METHOD);

        assertThat(events(due)).containsExactly("opened " + GEO, "ignored changed " + METHOD, "changed " + GEO);
        assertThat(due.get(2).text()).contains("the main cause was " + METHOD + " and is now " + GEO);
    }

    @Test
    void theEndIsIgnoredIfAllEarlierNoticesWereIgnored() {
        change(GEO, METHOD, "*");
        quiet(40, GEO);

        assertThat(events(due))
                .containsExactly("ignored opened " + GEO, "ignored changed " + METHOD, "ignored resolved " + METHOD);
    }

    @Test
    void theNextIncidentOfAScopeIsIgnoredOrNotByItsOwnCause() {
        quiet(60, METHOD);
        spike(10, GEO, METHOD);
        quiet(40, METHOD);
        spike(20, METHOD, METHOD);
        quiet(80, METHOD);

        assertThat(events(due))
                .containsExactly(
                        "opened " + GEO, "resolved " + GEO, "ignored opened " + METHOD, "ignored resolved " + METHOD);
    }

    @Test
    void theOpenedAndResolvedNoticesOfOneStepAreIgnoredTogether() {
        quiet(60, GEO);
        LogText log = new LogText();
        for (int i = 0; i < 10; i++) {
            for (int j = 0; j < 12; j++) {
                log.line(LogText.record(
                        next.plusSeconds(60L * i + j),
                        "192.0.2." + (1 + i * 12 + j),
                        "www.example.com",
                        "/0.png",
                        403,
                        "ClientGeoBlocked"));
            }
        }
        minutes(50, GEO, log.at(next.plusSeconds(600).toString()).quiet(40));

        assertThat(events(due)).containsExactly("ignored opened " + GEO, "ignored resolved " + GEO);
        assertThat(ports.published).extracting(RenderedNotice::alerts).containsOnly(false);
    }

    @Test
    void anIgnoredNoticeIsStoredAndRemovedLikeAnyOther() {
        quiet(60, GEO);
        ports.refusesNotices = true;
        spike(10, GEO, GEO);
        String pending = ports.of("E2EXAMPLE").get(0).pending().get(0);
        ports.refusesNotices = false;
        quiet(5, GEO);

        assertThat(pending).contains("\"alerts\":false");
        assertThat(events(ports.published)).containsExactly("ignored opened " + GEO);
        assertThat(ports.of("E2EXAMPLE").get(0).pending()).isEmpty();
    }
}
