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
import why403.cause.CauseId;
import why403.cause.Command;
import why403.cause.Command.Effect;
import why403.cause.Diagnosis;
import why403.cause.Remedy;
import why403.spike.Period;

/** The forms of the notices in {@link ExampleNotice}, compared byte for byte with the files in this package. */
class NoticeFormsTest {

    @ParameterizedTest
    @EnumSource
    void theTextMatchesItsFile(ExampleNotice example) {
        RenderedNotice rendered = new Renderer().render(example.notice());
        assertThat(rendered.subject() + "\n\n" + rendered.text()).isEqualTo(resource(example.file(".txt")));
    }

    @ParameterizedTest
    @EnumSource
    void theJsonMatchesItsFile(ExampleNotice example) {
        assertThat(new Renderer().render(example.notice()).json() + "\n").isEqualTo(resource(example.file(".json")));
    }

    @ParameterizedTest
    @EnumSource
    void theCustomNotificationMatchesItsFileAndKeepsTheLimits(ExampleNotice example) {
        String line = new Renderer().render(example.notice()).slack();
        assertThat(line + "\n").isEqualTo(resource(example.file(".slack.json")));
        SlackContract.check(line);
    }

    @ParameterizedTest
    @EnumSource
    void aStoredNoticeIsPublishedWithTheSameBytes(ExampleNotice example) {
        RenderedNotice rendered = new Renderer().render(example.notice());
        IncidentMemory memory = new IncidentMemory();
        assertThat(memory.unpackNotice(memory.pack(rendered))).isEqualTo(rendered);
    }

    @ParameterizedTest
    @EnumSource
    void aStoredDiagnosisIsReadUnchanged(ExampleNotice example) {
        IncidentMemory memory = new IncidentMemory();
        Diagnosis diagnosis = example.notice().diagnosis();
        assertThat(memory.unpackReported(memory.pack(ReportedDiagnosis.toPeople(diagnosis)))
                        .last())
                .isEqualTo(diagnosis);
    }

    @ParameterizedTest
    @EnumSource
    void everyCommandOfOneLineIsALineOfTheTextThatCanBeCopiedWhole(ExampleNotice example) {
        if (example == ExampleNotice.RESOLVED) {
            return;
        }
        List<String> lines = new Renderer()
                .render(example.notice())
                .text()
                .lines()
                .map(String::strip)
                .toList();
        ShownCauses.of(example.notice().diagnosis()).shown().stream()
                .flatMap(cause -> cause.remedy().stream())
                .flatMap(remedy -> remedy.commandTexts().stream())
                .forEach(command -> assertThat(lines).contains(command));
    }

    @Test
    void aTextOfVeryLongCommandsIsCutBetweenTwoLines() {
        Remedy endless = new Remedy(
                "Do all of this",
                Optional.empty(),
                IntStream.range(0, 50)
                        .mapToObj(i -> new Command("Step", "aws " + i + "x".repeat(3_000), Effect.PREPARES))
                        .toList(),
                Optional.empty());
        Cause cause = ExampleNotice.cause(
                CauseId.S3_GRANT_MISSING, "the policy allows nobody", List.of(), Optional.of(endless));
        String text = new Renderer().render(ExampleNotice.opened(cause)).text();
        assertThat(text.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(70_000);
        assertThat(text)
                .startsWith("cdn.example.com (E2EXAMPLE, ")
                .endsWith("(Cut here: the notice's JSON has the rest.)\n")
                .doesNotContainPattern("(?m)^ *aws \\d+x{1,2999}$");
    }

    @Test
    void valuesFromAViewerCannotControlATerminal() {
        Cause cause = ExampleNotice.cause(
                CauseId.CUSTOM_ORIGIN_FORBIDDEN,
                "the origin refuses /a\u001b[31m and \u202Egpj.exe",
                List.of("Asked for: /b\u009b2J\u0007"),
                Optional.empty());
        String text = new Renderer().render(ExampleNotice.opened(cause)).text();
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

    /** On a quiet site, ten minutes do not show another cause. */
    @Test
    void aChangeThatWasSeenInTheLastHourSaysSo() {
        Notice tenMinutes = ExampleNotice.CHANGED.notice();
        Notice hour = new Notice(
                tenMinutes.event(),
                tenMinutes.incident(),
                tenMinutes.at(),
                tenMinutes.spike(),
                tenMinutes.diagnosis(),
                tenMinutes.before(),
                Period.LAST_HOUR);

        assertThat(new Renderer().render(hour).text())
                .isEqualTo(
                        new Renderer().render(tenMinutes).text().replace("of the last ten minutes", "of the last hour"))
                .contains("These are numbers of the last hour.");
    }
}
