package why403.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import why403.cause.Diagnosis;
import why403.seeded.Generator;
import why403.seeded.Seeds;

/** What is stored with an incident is read by the release that wrote it and refused by any other. */
class IncidentMemoryTest {

    private final IncidentMemory memory = new IncidentMemory();

    private String packedNotice() {
        return memory.pack(new Renderer().render(ExampleNotice.MISCONFIGURATION.notice()));
    }

    private String packedDiagnosis() {
        return memory.pack(ReportedDiagnosis.toPeople(
                ExampleNotice.MISCONFIGURATION.notice().diagnosis()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"version\":2", "\"version\":4", "\"version\":\"3\"", "\"edition\":3"})
    void anotherVersionIsRefusedWithASentence(String version) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> memory.unpackNotice(packedNotice().replaceFirst("\"version\":3", version)))
                .withMessageStartingWith("The notice stored with the incident has version ")
                .withMessageContaining("this release reads version 3. Run the release that wrote it");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> memory.unpackReported(packedDiagnosis().replaceFirst("\"version\":3", version)))
                .withMessageStartingWith("The diagnosis stored with the incident has version ");
    }

    @ParameterizedTest
    @Seeds(200)
    void anIncompleteTextIsRefusedWithASentence(Generator given) {
        int kept = given.between(0, 900);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> memory.unpackNotice(packedNotice().substring(0, kept)))
                .withMessageStartingWith("The notice stored with the incident is incomplete or damaged. Delete ");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> memory.unpackReported(packedDiagnosis().substring(0, kept)))
                .withMessageStartingWith("The diagnosis stored with the incident is incomplete or damaged. Delete ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"id", "slack", "cause", "subject"})
    void aMissingMemberIsRefused(String member) {
        String packed = packedNotice();
        assertThat(packed).contains("\"" + member + "\":");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> memory.unpackNotice(packed.replace("\"" + member + "\":", "\"other\":")))
                .withMessageContaining("incomplete or damaged");
    }

    @Test
    void theLastDiagnosisAndTheLastSentOneAreBothRead() {
        Diagnosis last = memory.unpackReported(packedDiagnosis()).last();
        Diagnosis other = Diagnosis.ofNothing("E2EXAMPLE");

        assertThat(Stream.of(
                        ReportedDiagnosis.toPeople(last),
                        ReportedDiagnosis.toNobody(last),
                        ReportedDiagnosis.toPeople(last).thenToNobody(other)))
                .allSatisfy(reported ->
                        assertThat(memory.unpackReported(memory.pack(reported))).isEqualTo(reported));
    }

    @Test
    void aDiagnosisThatWasSentIsStoredOnce() {
        String packed = packedDiagnosis();

        assertThat(packed).doesNotContain("\"lastSent\"");
        assertThat(memory.unpackReported(packed).lastSent())
                .contains(memory.unpackReported(packed).last());
    }

    @Test
    void aCauseOfAnotherReleaseIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> memory.unpackReported(packedDiagnosis().replace("s3-grant-missing", "bad-weather")))
                .withMessageContaining("incomplete or damaged");
    }

    @ParameterizedTest
    @Seeds
    void anyOtherTextIsRefused(Generator given) {
        String foreign = given.text();
        assertThat(catchThrowable(() -> memory.unpackNotice(foreign))).isInstanceOf(IllegalArgumentException.class);
        assertThat(catchThrowable(() -> memory.unpackReported(foreign))).isInstanceOf(IllegalArgumentException.class);
    }
}
