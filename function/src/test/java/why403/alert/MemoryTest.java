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

/** What is kept with an incident, read by this release and refused where another wrote it. */
class MemoryTest {

    private final Memory memory = new Memory();

    private String packedNotice() {
        return memory.pack(new Renderer().render(Told.MISCONFIGURATION.notice()));
    }

    private String packedDiagnosis() {
        return memory.pack(Said.toPeople(Told.MISCONFIGURATION.notice().diagnosis()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"version\":1", "\"version\":3", "\"version\":\"2\"", "\"edition\":2"})
    void whatAnotherReleaseWroteIsRefusedInASentence(String version) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> memory.unpackNotice(packedNotice().replaceFirst("\"version\":2", version)))
                .withMessageStartingWith("The notice kept with the incident is of version ")
                .withMessageContaining("this release reads version 2: let the release that wrote it run");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> memory.unpackSaid(packedDiagnosis().replaceFirst("\"version\":2", version)))
                .withMessageStartingWith("The diagnosis kept with the incident is of version ");
    }

    @ParameterizedTest
    @Seeds(200)
    void whatWasCutShortIsRefusedInASentence(Generator given) {
        int kept = given.between(0, 900);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> memory.unpackNotice(packedNotice().substring(0, kept)))
                .withMessageStartingWith("The notice kept with the incident is cut short or garbled: delete ");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> memory.unpackSaid(packedDiagnosis().substring(0, kept)))
                .withMessageStartingWith("The diagnosis kept with the incident is cut short or garbled: delete ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"id", "slack", "cause", "subject"})
    void aMemberThatIsMissingIsNotMadeUp(String member) {
        String packed = packedNotice();
        assertThat(packed).contains("\"" + member + "\":");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> memory.unpackNotice(packed.replace("\"" + member + "\":", "\"other\":")))
                .withMessageContaining("cut short or garbled");
    }

    @Test
    void whatPeopleKnowComesBackBesideWhatWasSaidLast() {
        Diagnosis last = memory.unpackSaid(packedDiagnosis()).last();
        Diagnosis other = Diagnosis.ofNothing("E2EXAMPLE");

        assertThat(Stream.of(
                        Said.toPeople(last),
                        Said.toNobody(last),
                        Said.toPeople(last).thenToNobody(other)))
                .allSatisfy(
                        said -> assertThat(memory.unpackSaid(memory.pack(said))).isEqualTo(said));
    }

    @Test
    void whatWasKeptBeforeAnythingCouldBeIgnoredIsKnownToPeople() {
        String before = packedDiagnosis();

        assertThat(before).doesNotContain("\"told\"");
        assertThat(memory.unpackSaid(before).told())
                .contains(memory.unpackSaid(before).last());
    }

    @Test
    void aDiagnosisWithAKindOfAnotherReleaseIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> memory.unpackSaid(packedDiagnosis().replace("misconfiguration", "weather")))
                .withMessageContaining("cut short or garbled");
    }

    @ParameterizedTest
    @Seeds
    void anyOtherTextIsRefused(Generator given) {
        String foreign = given.text();
        assertThat(catchThrowable(() -> memory.unpackNotice(foreign))).isInstanceOf(IllegalArgumentException.class);
        assertThat(catchThrowable(() -> memory.unpackSaid(foreign))).isInstanceOf(IllegalArgumentException.class);
    }
}
