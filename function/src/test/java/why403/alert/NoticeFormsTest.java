package why403.alert;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import why403.diagnosis.Cause;
import why403.diagnosis.Certainty;
import why403.diagnosis.Change;
import why403.diagnosis.Diagnosis;
import why403.diagnosis.Kind;
import why403.diagnosis.NotChecked;
import why403.diagnosis.Remedy;
import why403.diagnosis.Where;
import why403.spike.Event;
import why403.spike.Incident;
import why403.spike.Phase;
import why403.spike.SpikeNumbers;
import why403.tally.Scope;

/**
 * The two forms of four notices, held byte for byte by the files beside this class: a misconfiguration just opened, a
 * mixture that was examined in part, its end, and one client's burst.
 */
class NoticeFormsTest {

    private static final Instant FROM = Instant.parse("2026-11-24T10:02:00Z");
    private static final Instant TO = Instant.parse("2026-11-24T10:12:00Z");
    private static final Instant AT = Instant.parse("2026-11-24T10:12:31Z");

    /** What is told, and the name of its files. */
    enum Told {
        MISCONFIGURATION,
        MIXTURE,
        OVER,
        ONE_CLIENT;

        private Notice notice() {
            return switch (this) {
                case MISCONFIGURATION -> NoticeFormsTest.notice(Event.OPENED, Scope.WHOLE, false, misconfiguration());
                case MIXTURE -> NoticeFormsTest.notice(Event.OPENED, new Scope("path:/video/"), false, mixture());
                case OVER -> NoticeFormsTest.notice(Event.RESOLVED, new Scope("path:/video/"), false, mixture());
                case ONE_CLIENT ->
                    NoticeFormsTest.notice(Event.OPENED, Scope.WHOLE, true, Diagnosis.ofOneClient("E2EXAMPLE"));
            };
        }

        private String file(String ending) {
            return name().toLowerCase(Locale.ROOT).replace('_', '-') + ending;
        }
    }

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
    void aNoticeThatWaitedIsPublishedWithTheSameBytes(Told told) {
        RenderedNotice rendered = new Renderer().render(told.notice());
        Memory memory = new Memory();
        assertThat(memory.unpackNotice(memory.pack(rendered))).isEqualTo(rendered);
    }

    @ParameterizedTest
    @EnumSource
    void aDiagnosisThatWaitedTellsTheSame(Told told) {
        Memory memory = new Memory();
        Diagnosis remembered = memory.unpackDiagnosis(memory.pack(told.notice().diagnosis()));
        Notice again = new Notice(
                told.notice().event(),
                told.notice().incident(),
                told.notice().at(),
                told.notice().spike(),
                remembered);
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
                .render(notice(Event.OPENED, Scope.WHOLE, false, diagnosis(List.of(cause), List.of(), 5)))
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
                .render(notice(Event.OPENED, Scope.WHOLE, false, diagnosis(List.of(cause), List.of(), 5)))
                .text();
        assertThat(text).contains("/a\uFFFD[31m and \uFFFDgpj.exe", "/b\uFFFD2J\uFFFD");
    }

    private static Notice notice(Event event, Scope scope, boolean oneClient, Diagnosis diagnosis) {
        boolean over = event == Event.RESOLVED;
        Incident incident = new Incident(
                "E2EXAMPLE-684888c0-20261124T1002Z",
                "E2EXAMPLE",
                scope,
                FROM,
                TO,
                over ? Phase.RESOLVED : Phase.OPEN,
                oneClient,
                0.004,
                Instant.parse("2026-11-24T10:03:00Z"),
                over ? Optional.of(TO.plusSeconds(1500)) : Optional.empty(),
                true,
                Optional.empty());
        return new Notice(event, incident, AT, new SpikeNumbers(FROM, TO, 3021, 412, over ? 40 : 0, 0.004), diagnosis);
    }

    private static Diagnosis misconfiguration() {
        Cause grant = new Cause(
                "s3-grant-missing",
                Kind.MISCONFIGURATION,
                Certainty.CONFIRMED,
                1,
                "no statement of the policy of example-assets lets this distribution read",
                List.of(
                        "GetBucketPolicy of example-assets: NoSuchBucketPolicy.",
                        "The origin assets signs its requests with the origin access control E1OACEXAMPLE."),
                Optional.of(new Remedy(
                        "Let the distribution read the bucket",
                        List.of(
                                "aws s3api put-bucket-policy --bucket example-assets --policy '{}'",
                                "aws cloudfront create-invalidation --distribution-id E2EXAMPLE --paths '/img/*'"),
                        Optional.of(JsonNodeFactory.instance.objectNode().put("Version", "2012-10-17")))),
                Optional.of(new Change(
                        "DeleteBucketPolicy",
                        "arn:aws:iam::123456789012:role/ci",
                        Instant.parse("2026-11-24T10:00:12Z"),
                        "example-assets")));
        return new Diagnosis(
                List.of(grant),
                List.of(new Where("path", "/img/", 0.97, OptionalDouble.of(112.04))),
                List.of(),
                "37",
                OptionalInt.of(9),
                412,
                412,
                "cdn.example.com",
                false,
                List.of());
    }

    private static Diagnosis mixture() {
        Cause waf = new Cause(
                "waf-block",
                Kind.INTENDED,
                Certainty.LIKELY,
                2 / 3.0,
                "the web ACL example-acl blocks these requests",
                List.of("274 of the records have CloudFront's page \"Request blocked.\" (919 bytes)."),
                Optional.empty(),
                Optional.empty());
        Cause expired = new Cause(
                "signed-request-expired",
                Kind.CLIENT,
                Certainty.CONFIRMED,
                1 / 3.0,
                "signed URLs were asked for after they had expired, by 47 minutes in the middle",
                List.of("138 records carry an Expires before the request's own time."),
                Optional.of(
                        new Remedy("Sign with a later expiry, where the URLs are made", List.of(), Optional.empty())),
                Optional.empty());
        return diagnosis(
                List.of(waf, expired), List.of(new NotChecked("wafv2:GetWebACL", "the role lacks it")), 20_000);
    }

    private static Diagnosis diagnosis(List<Cause> causes, List<NotChecked> notChecked, long forbiddenInAll) {
        return new Diagnosis(
                causes,
                List.of(
                        new Where("path", "/video/", 0.996, OptionalDouble.empty()),
                        new Where("country", "DE", 0.7, OptionalDouble.of(3.26))),
                notChecked,
                "64+",
                OptionalInt.empty(),
                Math.min(10_000, forbiddenInAll),
                forbiddenInAll,
                "cdn.example.com",
                true,
                List.of());
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
