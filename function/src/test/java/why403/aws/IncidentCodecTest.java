package why403.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;
import why403.spike.Incident;
import why403.spike.LastReport;
import why403.spike.Phase;
import why403.tally.Scope;

/** Incidents as text, deflated: they come back as they were, or not at all. */
class IncidentCodecTest {

    private static final Instant FROM = Instant.parse("2026-11-24T10:02:00Z");

    private static Incident incident(Phase phase, double usualRate) {
        return incident(phase, usualRate, Optional.of(new LastReport(Optional.of("waf-blocked"), 0.5, FROM)));
    }

    private static Incident incident(Phase phase, double usualRate, Optional<LastReport> lastTold) {
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
                lastTold);
    }

    @Property
    void incidentsOfEveryPhaseComeBackAsTheyWere(
            @ForAll List<Phase> phases, @ForAll @DoubleRange(min = 0, max = 1) double rate) {
        List<Incident> incidents =
                phases.stream().map(phase -> incident(phase, rate)).toList();
        assertThat(IncidentCodec.read(IncidentCodec.write(incidents))).isEqualTo(incidents);
    }

    @Property
    void whatWasLastToldComesBackAsItWas(@ForAll @DoubleRange(min = 0, max = 1) double rate) {
        List<Incident> incidents = Stream.of(
                        Optional.<LastReport>empty(),
                        Optional.of(new LastReport(Optional.empty(), rate, FROM)),
                        Optional.of(new LastReport(Optional.of("s3-grant-missing"), rate, FROM.plusSeconds(60))))
                .map(lastTold -> incident(Phase.OPEN, 0.1, lastTold))
                .toList();
        assertThat(IncidentCodec.read(IncidentCodec.write(incidents))).isEqualTo(incidents);
    }

    @Property
    void aTextThatIsCutShortIsRefused(@ForAll Phase phase, @ForAll int where) {
        String text = IncidentCodec.write(List.of(incident(phase, 0.1)));
        String cut = text.substring(0, Math.floorMod(where, text.length()));
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
    void anotherVersionIsRefusedByItsNumber() {
        assertThatThrownBy(() -> IncidentCodec.read("{\"version\":2,\"incidents\":[]}"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("its incidents have version 2, and this release reads version 1");
    }

    @Test
    void whatIsMissingOrNoTimeIsNamed() {
        String text = IncidentCodec.write(List.of(incident(Phase.OPEN, 0.1)));
        assertThatThrownBy(() -> IncidentCodec.read(text.replace("\"phase\"", "\"phases\"")))
                .hasMessage("its incidents lack \"phase\"");
        assertThatThrownBy(() -> IncidentCodec.read(text.replace("T10:02", "")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a time in its incidents is none");
    }

    @Property
    void aTextThatIsDeflatedComesBack(@ForAll String text) {
        String clean = text.replaceAll("[\\ud800-\\udfff]", "");
        assertThat(Deflated.unpack(Deflated.pack(clean))).isEqualTo(clean);
    }

    @Property
    void deflatedBytesThatAreCutShortAreRefused(@ForAll String text, @ForAll int where) {
        byte[] packed = Deflated.pack(text);
        byte[] cut = Arrays.copyOf(packed, Math.floorMod(where, packed.length));
        assertThatThrownBy(() -> Deflated.unpack(cut))
                .isInstanceOf(UnreadableItemException.class)
                .hasMessage("a text in it is cut short after " + cut.length + " bytes");
    }

    @Property
    void bytesThatWereNeverDeflatedAreRefused(@ForAll byte[] garbage) {
        assertThatThrownBy(() -> Deflated.unpack(garbage)).isInstanceOf(UnreadableItemException.class);
    }
}
