package why403.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import why403.cause.Cause;
import why403.cause.Certainty;
import why403.cause.Diagnosis;
import why403.cause.Kind;
import why403.cause.Remedy;
import why403.spike.Event;
import why403.tally.Scope;

/** The forms of the notices that {@link Told} lists, held byte for byte by the files beside this class. */
class NoticeFormsTest {

    @ParameterizedTest
    @EnumSource
    void theTextIsAsInItsFile(Told told) {
        RenderedNotice rendered = new Renderer().render(told.notice());
        assertThat(rendered.subject() + "\n\n" + rendered.text()).isEqualTo(resource(told.file(".txt")));
    }

    @ParameterizedTest
    @EnumSource
    void theJsonIsAsInItsFile(Told told) {
        assertThat(new Renderer().render(told.notice()).json() + "\n").isEqualTo(resource(told.file(".json")));
    }

    @ParameterizedTest
    @EnumSource
    void theCustomNotificationIsAsInItsFileAndKeepsTheLimits(Told told) {
        String line = new Renderer().render(told.notice()).slack();
        assertThat(line + "\n").isEqualTo(resource(told.file(".slack.json")));
        SlackContract.check(line);
    }

    @ParameterizedTest
    @EnumSource
    void aNoticeThatWaitedIsPublishedWithTheSameBytes(Told told) {
        RenderedNotice rendered = new Renderer().render(told.notice());
        Memory memory = new Memory();
        assertThat(memory.unpackNotice(memory.pack(rendered))).isEqualTo(rendered);
    }

    @ParameterizedTest
    @EnumSource
    void aDiagnosisThatWaitedTellsTheSame(Told told) {
        Memory memory = new Memory();
        Diagnosis remembered = memory.unpackSaid(
                        memory.pack(Said.toPeople(told.notice().diagnosis())))
                .last();
        Notice again = new Notice(
                told.notice().event(),
                told.notice().incident(),
                told.notice().at(),
                told.notice().spike(),
                remembered,
                told.notice().before());
        assertThat(new Renderer().render(again)).isEqualTo(new Renderer().render(told.notice()));
    }

    @Test
    void aNoticeOfVeryLongCommandsStaysWithinWhatSnsTakes() {
        Remedy endless = new Remedy(
                "Do all of this",
                IntStream.range(0, 50)
                        .mapToObj(i -> "aws " + "x".repeat(20_000))
                        .toList(),
                Optional.empty());
        Cause cause = new Cause(
                "s3-grant-missing",
                Kind.MISCONFIGURATION,
                Certainty.CONFIRMED,
                1,
                "the policy of example-assets lets nobody in",
                List.of(),
                Optional.of(endless),
                Optional.empty());
        String text = new Renderer()
                .render(Told.notice(Event.OPENED, Scope.WHOLE, false, Told.diagnosis(List.of(cause), List.of(), 5)))
                .text();
        assertThat(text.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(70_000);
        assertThat(text).startsWith("WHAT ").endsWith("(Cut here: the rest is in the notice's JSON.)\n");
    }

    @Test
    void whatAViewerSentCannotSteerATerminal() {
        Cause cause = new Cause(
                "custom-origin-forbidden",
                Kind.MISCONFIGURATION,
                Certainty.LIKELY,
                1,
                "the origin refuses /a\u001b[31m and \u202Egpj.exe",
                List.of("Asked for: /b\u009b2J\u0007"),
                Optional.empty(),
                Optional.empty());
        String text = new Renderer()
                .render(Told.notice(Event.OPENED, Scope.WHOLE, false, Told.diagnosis(List.of(cause), List.of(), 5)))
                .text();
        assertThat(text).contains("/a\uFFFD[31m and \uFFFDgpj.exe", "/b\uFFFD2J\uFFFD");
    }

    private static String resource(String name) {
        try (InputStream file = NoticeFormsTest.class.getResourceAsStream(name)) {
            assertThat(file).as("the file " + name).isNotNull();
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
