package why403.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import why403.aws.SnsServer;
import why403.json.JsonTree;
import why403.trigger.Delivery;
import why403.trigger.EventReader;
import why403.trigger.LogObject;

/**
 * Runs the packed jar as it is deployed: with the handler, memory, environment and role of the template, and with the
 * real clock.
 */
@EnabledOnOs(value = OS.LINUX, disabledReason = NativeLibrary.ONLY)
class StackIT {

    private static final Path SAMPLE = Path.of("..", "events", "grant-missing");
    private static final String BUCKET_ARN = "arn:aws:s3:::example-logs";
    private static final String LOG_KEY_ARN =
            "arn:aws:kms:eu-central-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab";
    private static final Duration BIN = Duration.ofMinutes(5);
    private static final Pattern DATE_AND_TIME =
            Pattern.compile("^(\\d{4}-\\d{2}-\\d{2})\t(\\d{2}:\\d{2}:\\d{2})", Pattern.MULTILINE);
    private static final DateTimeFormatter WRITTEN = DateTimeFormatter.ofPattern("yyyy-MM-dd\tHH:mm:ss", Locale.ROOT);

    @TempDir
    private Path scenario;

    /** The sample's logs, moved to the present by a multiple of five minutes, so that its five-minute bins stay the same. */
    private List<LogObject> logsOfToday() throws IOException {
        Delivery delivery = new EventReader().read(JsonTree.read(Files.readAllBytes(SAMPLE.resolve("event.json"))));
        Duration since = BIN.multipliedBy(
                Duration.between(delivery.time().orElseThrow(), Instant.now()).dividedBy(BIN));
        for (LogObject object : delivery.objects()) {
            Path file = Path.of("s3", object.bucket(), object.key());
            Files.createDirectories(scenario.resolve(file).getParent());
            try (InputStream packed = new GZIPInputStream(Files.newInputStream(SAMPLE.resolve(file)))) {
                String log = new String(packed.readAllBytes(), StandardCharsets.ISO_8859_1);
                Files.writeString(
                        scenario.resolve(file),
                        DATE_AND_TIME.matcher(log).replaceAll(found -> later(found, since)),
                        StandardCharsets.ISO_8859_1);
            }
        }
        return delivery.objects();
    }

    private static String later(MatchResult dateAndTime, Duration since) {
        return LocalDateTime.parse(dateAndTime.group(1) + "T" + dateAndTime.group(2))
                .plus(since)
                .truncatedTo(ChronoUnit.SECONDS)
                .format(WRITTEN);
    }

    private void recordTheAccount() throws IOException {
        try (Stream<Path> files = Files.walk(SAMPLE.resolve("account"))) {
            for (Path file : files.toList()) {
                Files.copy(file, scenario.resolve(SAMPLE.relativize(file)));
            }
        }
    }

    /** @param events each becomes an SQS message */
    private void assertPublishesIncidentAndSample(
            String template, Map<String, String> keys, List<? extends JsonNode> events) throws IOException {
        try (LocalAws cloud = LocalAws.of(scenario);
                GatedFunctions functions = GatedFunctions.start(cloud, template, keys)) {
            assertThat(functions.tally().invoke(JsonTree.write(EventShapes.sqs(events))))
                    .isEqualTo(InvocationResult.response("{\"batchItemFailures\":[]}"));
            assertThat(functions.watch().invoke("{\"why403\":\"tick\"}")).isEqualTo(InvocationResult.response("null"));
            assertThat(functions.watch().invoke("{\"why403\":\"sample\"}"))
                    .isEqualTo(InvocationResult.response("null"));

            assertThat(functions.denied()).isEmpty();
            assertThat(cloud.topics().received())
                    .extracting(SnsServer.Received::subject)
                    .satisfiesExactly(
                            incident -> assertThat(incident)
                                    .startsWith("[why403] cdn.example.com: ")
                                    .contains(" % 403s - bucket example-assets has no bucket policy"),
                            sample -> assertThat(sample).containsIgnoringCase("sample"));
            for (FunctionProcess function : List.of(functions.tally(), functions.watch())) {
                assertThat(function.standardError())
                        .containsExactly("Picked up JAVA_TOOL_OPTIONS: -XX:TieredStopAtLevel=1");
                assertThat(function.standardOutput())
                        .noneSatisfy(line -> assertThat(line).contains("\"level\":\"ERROR\""));
            }
            assertThat(functions.watch().standardOutput())
                    .anySatisfy(
                            line -> assertThat(line).startsWith("{\"_aws\":").contains("\"SilentDistributions\":0"));
        }
    }

    @Test
    void theStackWithoutOptionsPublishesAnIncidentAndASample() throws IOException {
        recordTheAccount();

        assertPublishesIncidentAndSample("template.json", Map.of(), List.of(EventShapes.s3(logsOfToday())));
    }

    @Test
    void theStackWithAllOptionsPublishesAnIncidentAndASample() throws IOException {
        recordTheAccount();

        assertPublishesIncidentAndSample(
                "template-all-options.json",
                Map.of(BUCKET_ARN, LOG_KEY_ARN),
                logsOfToday().stream().map(EventShapes::eventBridge).toList());
    }
}
