package why403.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import why403.alert.SlackContract;

/** Replays the complete scenarios of {@code events/}, as a new user does. */
class ReplayScenariosTest {

    private static final Path EVENTS = Path.of("..", "events");
    private static final Pattern SECRET =
            Pattern.compile("(?:Signature=|Policy=|\"HeaderValue\": \")([^&; \"|\\s]{8,})");
    private static final Pattern QUERY_VALUE =
            Pattern.compile("(?<=[\t&|\"])(?!Expires=|Key-Pair-Id=|X-Amz-Algorithm=)[A-Za-z][\\w-]*=([\\w.-]{8,})");
    private static final int TOLD_BY = 24;

    /** The distribution of this sample answers 404 for every 403. */
    private static final String REMAPPED = "remapped";

    static List<String> samples() throws IOException {
        try (Stream<Path> folders = Files.list(EVENTS)) {
            return folders.filter(Files::isDirectory)
                    .map(folder -> folder.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }

    private static List<JsonNode> notices(Run run) {
        return run.lines().stream().map(NoticeContract::parsed).toList();
    }

    private static List<String> causes(JsonNode notice) {
        return notice.path("causes").findValuesAsText("id");
    }

    @ParameterizedTest
    @CsvSource({
        "grant-missing, s3-grant-missing, opened",
        "wrong-oai, s3-grant-wrong-identity, opened",
        "expired-signed-urls, signed-request-expired, opened",
        "custom-origin, custom-origin-forbidden, opened",
        "waf, waf-block, opened resolved",
        "geo, geo-restriction, opened",
        "method, method-not-allowed, opened",
        "removed-files, s3-object-missing, opened resolved",
        "mixture, waf-block signed-request-expired, opened",
        "explicit-deny, s3-explicit-deny, opened",
        "kms-key, s3-kms-key-denied, opened",
        "presigned-link, s3-viewer-authentication, opened",
        "remapped, s3-object-missing, opened",
        "forwarded-host, host-header-forwarded, opened",
        "behavior-order, behavior-order, opened",
        "lambda-url, lambda-url-grant-missing, opened",
        "deployed-policy, s3-grant-wrong-resource, opened",
        "reencoded-signed-urls, signed-request-bad-signature, opened",
        "waf-upload, waf-block, opened",
    })
    void itsNoticesFollowTheContractAndItsCauseComesFirst(String scenario, String causes, String events)
            throws IOException {
        Path folder = EVENTS.resolve(scenario);

        Run run = Run.json(folder);

        assertThat(run.exit()).isZero();
        assertThat(run.err()).isEmpty();
        List<JsonNode> notices = notices(run);
        assertThat(notices)
                .extracting(notice -> notice.path("event").textValue())
                .containsExactly(events.split(" ", -1));
        List<NaiveLog.Entry> logged = NaiveLog.below(folder);
        assertThat(notices).allSatisfy(notice -> {
            assertThat(causes(notice)).startsWith(causes.split(" ", -1));
            itsCountsMatchTheLog(notice, logged, scenario.equals(REMAPPED) ? 404 : 403);
        });
        assertThat(Run.json(folder)).isEqualTo(run);
        assertContainsNoSecret(folder, run.out());
    }

    private static void itsCountsMatchTheLog(JsonNode notice, List<NaiveLog.Entry> logged, int status) {
        Instant from = Instant.parse(notice.at("/spike/from").textValue());
        Instant to = Instant.parse(notice.at("/spike/to").textValue());
        List<NaiveLog.Entry> during = logged.stream()
                .filter(entry -> !entry.time().isBefore(from) && entry.time().isBefore(to))
                .toList();
        assertThat(notice.path("scope").textValue()).isEqualTo("*");
        assertThat(notice.at("/spike/requests").intValue()).isEqualTo(during.size());
        assertThat(notice.at("/spike/forbidden").longValue())
                .isEqualTo(during.stream()
                        .filter(entry -> entry.status() == status)
                        .count());
        assertThat(notice.path("at").textValue())
                .isEqualTo(logged.stream()
                        .map(NaiveLog.Entry::time)
                        .max(Comparator.naturalOrder())
                        .orElseThrow()
                        .toString());
    }

    @ParameterizedTest
    @MethodSource("samples")
    void itsTextFitsIntoAnEmailAndContainsNoSecret(String scenario) throws IOException {
        Path folder = EVENTS.resolve(scenario);

        Run text = Run.text(folder);

        assertThat(text.exit()).isZero();
        for (String notice : text.out().split("(?m)^---\n", -1)) {
            List<String> lines = notice.lines().toList();
            assertThat(lines.get(0)).matches("\\[why403] [\\x20-\\x7E]+").hasSizeLessThan(100);
            assertThat(lines.get(1)).isEmpty();
            assertThat(lines).anyMatch(line -> line.startsWith("CAUSE     "));
        }
        assertContainsNoSecret(folder, text.out() + text.err());
    }

    @ParameterizedTest
    @MethodSource("samples")
    void itsCustomNotificationsKeepTheLimitsAndContainNoSecret(String scenario) throws IOException {
        Path folder = EVENTS.resolve(scenario);

        Run slack = Run.slack(folder);

        assertThat(slack.exit()).isZero();
        assertThat(slack.err()).isEmpty();
        List<JsonNode> sent = slack.lines().stream().map(SlackContract::check).toList();
        assertThat(sent)
                .extracting(one -> one.path("id").textValue())
                .isEqualTo(notices(Run.json(folder)).stream()
                        .map(notice -> notice.path("incidentId").textValue() + "-"
                                + notice.path("event").textValue() + "-"
                                + notice.path("at").textValue())
                        .toList());
        assertContainsNoSecret(folder, slack.out());
    }

    private static void assertContainsNoSecret(Path scenario, String output) throws IOException {
        assertThat(output)
                .doesNotContain("Signature=")
                .doesNotContain("Policy=")
                .doesNotContain("CloudFront-Expires");
        assertThat(secrets(scenario)).allSatisfy(secret -> assertThat(output).doesNotContain(secret));
    }

    /** The beginnings of all signatures, policies, header values and other query values in a scenario. */
    private static Set<String> secrets(Path scenario) throws IOException {
        Set<String> secrets = new TreeSet<>();
        for (Path file : NaiveLog.files(scenario)) {
            String text = NaiveLog.text(file);
            secrets.addAll(Stream.of(SECRET, QUERY_VALUE)
                    .flatMap(secret -> secret.matcher(text).results())
                    .map((MatchResult found) -> found.group(1))
                    .map(secret -> secret.substring(0, Math.min(TOLD_BY, secret.length())))
                    .collect(Collectors.toSet()));
        }
        return secrets;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"expired-signed-urls", "mixture", "custom-origin", "reencoded-signed-urls", "presigned-link"})
    void theScenarioContainsSecrets(String scenario) throws IOException {
        assertThat(secrets(EVENTS.resolve(scenario))).isNotEmpty();
    }

    @Test
    void scenariosReplayedTogetherGiveTheSameNoticesAsAlone() {
        Path one = EVENTS.resolve("waf");
        Path two = EVENTS.resolve("geo");

        Run together = Run.json(one, two);

        assertThat(together.exit()).isZero();
        assertThat(together.lines())
                .isEqualTo(Stream.of(one, two)
                        .flatMap(scenario -> Run.json(scenario).lines().stream())
                        .toList());
    }
}
