package why403.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import why403.alert.SlackContract;
import why403.log.LogText;

/** An hour without errors, then ten minutes with 120 forbidden of 200 requests, under different conditions. */
class ReplayCasesTest {

    private static final String TO_200 =
            "{\"ErrorCode\": %d, \"ResponseCode\": \"200\", \"ResponsePagePath\": \"/i.html\"}";
    private static final String LISTED = "{\"DistributionList\": {\"Quantity\": 1, \"Items\":"
            + " [{\"Id\": \"E2EXAMPLE\", \"DomainName\": \"d111111abcdef8.cloudfront.net\"}]}}";

    @TempDir
    private Path folder;

    private ScenarioFolder scenario;

    @BeforeEach
    void beginAScenario() {
        scenario = new ScenarioFolder(folder);
    }

    private static LogText spike() {
        return new LogText().quiet(60).refusals(10);
    }

    private static JsonNode only(Run run) {
        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(run.lines()).hasSize(1);
        return NoticeContract.parsed(run.lines().get(0));
    }

    @Test
    void errorPagesWithStatus200AreForbidden() {
        Path event = scenario.log("a", new LogText().quiet(60).refusals(10, 200))
                .distribution(TO_200.formatted(403))
                .written();

        assertThat(only(Run.json(event)).at("/spike/forbidden").intValue()).isEqualTo(120);
        assertThat(Run.text(event).out()).doesNotContain("does not tell a 403 from another error");
    }

    @Test
    void theNoticeSaysIfAnotherErrorHasTheSameStatus() {
        Path event = scenario.log("a", new LogText().quiet(60).refusals(10, 200))
                .distribution(TO_200.formatted(403) + "," + TO_200.formatted(404))
                .written();

        assertThat(only(Run.json(event)).at("/spike/forbidden").intValue()).isEqualTo(120);
        assertThat(Run.text(event).out()).contains("For 120 of them the log does not tell a 403 from another error");
    }

    @Test
    void withoutTheConfigurationOnlyStatus403IsForbidden() {
        Path event =
                scenario.log("a", new LogText().quiet(60).refusals(10, 200)).written();

        assertThat(Run.text(event).err()).isEqualTo("No incident: 1 object with 1,400 records, 0 forbidden (0.0 %).\n");
    }

    @Test
    void theRateIsPrintedIfNoIncidentOpens() {
        Path event =
                scenario.log("a", new LogText().quiet(60).onlyForbidden(3, 2)).written();

        assertThat(Run.text(event))
                .isEqualTo(new Run(0, "", "No incident: 1 object with 1,206 records, 6 forbidden (0.5 %).\n"));
    }

    @Test
    void aDistributionIsFoundByItsDomainNameInTheList() {
        Path event = scenario.object("logs/a", spike().bytes())
                .recording("cloudfront/list-distributions.json", LISTED)
                .written();

        assertThat(only(Run.json(event)).path("distributionId").textValue()).isEqualTo("E2EXAMPLE");
    }

    @Test
    void aDistributionIsFoundByItsDomainNameInARecordingOfItself() {
        Path event = scenario.object("logs/a", spike().bytes()).distribution("").written();

        assertThat(only(Run.json(event)).path("distributionId").textValue()).isEqualTo("E2EXAMPLE");
    }

    @Test
    void anObjectOfAnUnknownDistributionIsUnreadable() {
        Run run = Run.json(scenario.object("logs/a", spike().bytes()).written());

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err())
                .startsWith("s3://example-logs/logs/a cannot be assigned to a distribution")
                .contains("d111111abcdef8.cloudfront.net", "record cloudfront/get-distribution");
    }

    @Test
    void aDistributionOfAnotherAccountIsDiagnosedFromTheLog() {
        Path event = scenario.log("a", spike())
                .recording(
                        "cloudfront/get-distribution/E2EXAMPLE.error.json",
                        "{\"Error\":{\"Code\":\"NoSuchDistribution\",\"Message\":\"The distribution does not exist.\"}}")
                .written();

        assertThat(only(Run.json(event)).path("causes")).isNotEmpty();
        assertThat(Run.text(event).out())
                .contains("It belongs to another account or no longer exists, so only its log was read.");
    }

    @Test
    void missingAnswersAreNamedByTheirAction() {
        JsonNode notice = only(Run.json(scenario.log("a", spike()).written()));

        assertThat(notice.at("/notChecked/0/what").textValue()).isEqualTo("cloudfront:GetDistribution");
    }

    @Test
    void recordsOlderThanEightDaysAreNotCounted() {
        Path event =
                scenario.deliveredAt("2026-12-02T08:30:00Z").log("a", spike()).written();

        assertThat(Run.text(event).err())
                .startsWith("s3://example-logs/" + ScenarioFolder.key("a")
                        + ": 600 records are more than 8 days older than the event and were not counted\n")
                .doesNotContain("No incident");
    }

    private Path oneClient() {
        return scenario.log(
                        "a",
                        new LogText()
                                .quiet(80)
                                .at("2026-11-24T09:05:00Z")
                                .by("203.0.113.9")
                                .onlyForbidden(10, 30))
                .written();
    }

    @Test
    void aSpikeOfOneClientIsReportedInJson() {
        JsonNode notice = only(Run.json(oneClient()));

        assertThat(notice.at("/spike/oneClient").booleanValue()).isTrue();
        assertThat(notice.at("/spike/clients").textValue()).isEqualTo("1");
        assertThat(notice.path("causes")).isEmpty();
        assertThat(notice.path("where")).isEmpty();
    }

    @Test
    void aSpikeOfOneClientAlertsNobody() {
        Path event = oneClient();
        Run run = Run.text(event);

        assertThat(Run.slack(event)).isEqualTo(run);
        assertThat(run.exit()).isZero();
        assertThat(run.out()).isEmpty();
        assertThat(run.err().lines())
                .singleElement()
                .satisfies(line ->
                        assertThat(line).startsWith("[why403] E2EXAMPLE: ").endsWith(" - all from one viewer"));
    }

    @Test
    void slackGetsOneLinePerNoticeInOneThread() {
        Run run = Run.slack(scenario.log("a", spike().quiet(40)).written());

        assertThat(run.exit()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.lines())
                .map(SlackContract::check)
                .extracting(
                        sent -> sent.at("/metadata/eventType").textValue(),
                        sent -> sent.at("/metadata/threadId").textValue())
                .containsExactly(
                        tuple("why403-opened", "E2EXAMPLE-684888c0-20261124T0900Z"),
                        tuple("why403-resolved", "E2EXAMPLE-684888c0-20261124T0900Z"));
    }

    @Test
    void noticesAreSeparatedByDashes() {
        Path event = scenario.log("a", spike().quiet(40)).written();

        assertThat(Run.text(event).out().split("(?m)^---\n", -1))
                .hasSize(2)
                .allSatisfy(notice -> assertThat(notice)
                        .startsWith("[why403] ")
                        .contains("www.example.com (E2EXAMPLE): 120 of 200 requests"));
    }
}
