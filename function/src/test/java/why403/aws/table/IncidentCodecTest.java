package why403.aws.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import why403.seeded.Generator;
import why403.seeded.Seeds;
import why403.spike.Incident;
import why403.spike.LastReport;
import why403.spike.Phase;
import why403.tally.Scope;

/** Incidents as deflated text are restored unchanged or rejected. */
class IncidentCodecTest {

    private static final Instant FROM = Instant.parse("2026-11-24T10:02:00Z");

    private static Incident incident(Phase phase, double usualRate) {
        return incident(phase, usualRate, Optional.of(report(Optional.of("waf-blocked"), 0.5)));
    }

    private static LastReport report(Optional<String> cause, double rate) {
        return new LastReport(
                cause,
                rate,
                FROM.plusSeconds(60),
                cause.isPresent() ? Set.of(cause.get(), "geo-restriction") : Set.of(),
                cause.isPresent() ? 2 : 0,
                cause.map(any -> FROM.plusSeconds(30)));
    }

    private static Incident incident(Phase phase, double usualRate, Optional<LastReport> lastReport) {
        return new Incident(
                "E2EXAMPLE-00000000-20261124T1002Z",
                "E2EXAMPLE",
                new Scope("path:/ü\"/"),
                FROM,
                FROM.minusSeconds(240),
                FROM.plusSeconds(60),
                phase,
                phase == Phase.OPEN,
                usualRate,
                phase == Phase.OPEN,
                FROM.plusSeconds(120),
                phase == Phase.OPEN ? Optional.empty() : Optional.of(FROM.plusSeconds(900)),
                phase != Phase.OPEN,
                lastReport,
                phase == Phase.EXPIRED);
    }

    @ParameterizedTest
    @Seeds
    void incidentsOfEveryPhaseAreRestoredUnchanged(Generator given) {
        double rate = given.between(0.0, 1.0);
        List<Incident> incidents = given.list(20, () -> incident(given.of(Phase.values()), rate));
        assertThat(IncidentCodec.read(IncidentCodec.write(incidents))).isEqualTo(incidents);
    }

    @ParameterizedTest
    @Seeds
    void theLastReportIsRestoredUnchanged(Generator given) {
        double rate = given.between(0.0, 1.0);
        List<Incident> incidents = Stream.of(
                        Optional.<LastReport>empty(),
                        Optional.of(report(Optional.empty(), rate)),
                        Optional.of(report(Optional.of("s3-grant-missing"), rate)))
                .map(lastReport -> incident(Phase.OPEN, 0.1, lastReport))
                .toList();
        assertThat(IncidentCodec.read(IncidentCodec.write(incidents))).isEqualTo(incidents);
    }

    @ParameterizedTest
    @Seeds
    void aTruncatedTextIsRejected(Generator given) {
        String cut = given.cut(IncidentCodec.write(List.of(incident(given.of(Phase.values()), 0.1))));
        assertThatThrownBy(() -> IncidentCodec.read(cut)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anItemOfAnEarlierReleaseHasOneBeginningAndAKnownUsualRate() {
        String earlier = IncidentCodec.write(List.of(incident(Phase.RESOLVED, 0.1)))
                .replace(",\"windowStart\":\"2026-11-24T09:58:00Z\"", "")
                .replace(",\"usualIsKnown\":false", "");
        assertThat(earlier).doesNotContain("windowStart", "usualIsKnown");

        Incident read = IncidentCodec.read(earlier).get(0);

        assertThat(read.from()).isEqualTo(FROM);
        assertThat(read.windowStart()).isEqualTo(FROM);
        assertThat(read.usualIsKnown()).isTrue();
    }

    @Test
    void anotherVersionIsRejectedByItsNumber() {
        assertThatThrownBy(() -> IncidentCodec.read("{\"version\":2,\"incidents\":[]}"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("its incidents have version 2, but this release reads version 1");
    }

    @Test
    void aMissingMemberOrInvalidTimeIsNamed() {
        String text = IncidentCodec.write(List.of(incident(Phase.OPEN, 0.1)));
        assertThatThrownBy(() -> IncidentCodec.read(text.replace("\"phase\"", "\"phases\"")))
                .hasMessage("its incidents lack \"phase\"");
        assertThatThrownBy(() -> IncidentCodec.read(text.replace("T10:02", "")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("its incidents contain an invalid time");
    }

    @ParameterizedTest
    @Seeds
    void inflatingRestoresTheDeflatedText(Generator given) {
        String clean = given.text().replaceAll("[\\ud800-\\udfff]", "");
        assertThat(Compressed.readText(Compressed.text(clean))).isEqualTo(clean);
    }

    @ParameterizedTest
    @Seeds
    void truncatedDeflatedBytesAreRejected(Generator given) {
        byte[] packed = Compressed.text(given.text());
        byte[] cut = Arrays.copyOf(packed, given.between(0, packed.length - 1));
        assertThatThrownBy(() -> Compressed.readText(cut))
                .isInstanceOf(UnreadableItemException.class)
                .hasMessage("a compressed value in it ends too early, at byte " + cut.length);
    }

    @ParameterizedTest
    @Seeds
    void bytesThatAreNotDeflatedAreRejected(Generator given) {
        byte[] garbage = given.bytes(255);
        assertThatThrownBy(() -> Compressed.readText(garbage)).isInstanceOf(UnreadableItemException.class);
    }
}
