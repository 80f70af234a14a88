package why403.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import why403.log.LogText;
import why403.trigger.EventReader;
import why403.trigger.LogObject;

/** Several steps that share one history. */
class ReplayStepsTest {

    private static final Path EVENTS = Path.of("..", "events");

    @TempDir
    private Path folder;

    /** Copies a scenario, with an event for each of its objects, in the order in which its own event names them. */
    private List<Path> eventPerObject(String scenario) throws IOException {
        ScenarioFolder.copy(EVENTS.resolve(scenario), folder);
        List<Path> events = new ArrayList<>();
        for (LogObject object : new EventReader()
                .read(new ObjectMapper()
                        .readTree(EVENTS.resolve(scenario).resolve("event.json").toFile()))
                .objects()) {
            Path event = folder.resolve("step-" + events.size() + ".json");
            events.add(Files.writeString(event, ScenarioFolder.eventOf(object)));
        }
        return events;
    }

    @ParameterizedTest
    @ValueSource(strings = {"removed-files", "waf"})
    void oneObjectPerStepGivesTheSameIncidentsAsOneStep(String scenario) throws IOException {
        List<Path> events = eventPerObject(scenario);

        Run steps = Run.json(events.toArray());
        Run whole = Run.json(EVENTS.resolve(scenario));

        assertThat(events).hasSizeGreaterThan(10);
        assertThat(steps.exit()).isZero();
        assertThat(steps.lines())
                .map(NoticeContract::parsed)
                .map(ReplayStepsTest::essence)
                .isEqualTo(whole.lines().stream()
                        .map(NoticeContract::parsed)
                        .map(ReplayStepsTest::essence)
                        .toList());
        assertThat(last(steps).path("spike")).isEqualTo(last(whole).path("spike"));
    }

    private static String essence(JsonNode notice) {
        return notice.path("event").textValue() + " "
                + notice.path("incidentId").textValue() + " "
                + notice.at("/causes/0/id").textValue();
    }

    private static JsonNode last(Run run) {
        return NoticeContract.parsed(run.lines().get(run.lines().size() - 1));
    }

    @Test
    void aRepeatedEventGivesNoNewNotice() {
        Path event = EVENTS.resolve("waf").resolve("event.json");

        assertThat(Run.json(event, event, event)).isEqualTo(Run.json(event));
    }

    @Test
    void anObjectThatIsNamedSeveralTimesIsCountedOnce() {
        LogText quiet = new LogText().quiet(3);
        Path twiceInOne = new ScenarioFolder(folder)
                .log("a", quiet)
                .named(ScenarioFolder.key("a"))
                .written();

        assertThat(Run.text(twiceInOne, twiceInOne).err())
                .isEqualTo("No incident: 1 object with 60 records, 0 forbidden (0.0 %).\n");
    }

    @Test
    void anObjectIsReadFromTheFolderOfTheFirstEventThatNamedIt() {
        Path first = new ScenarioFolder(folder.resolve("first"))
                .log("a", new LogText().quiet(60).refusals(10))
                .written();
        Path second = new ScenarioFolder(folder.resolve("second"))
                .log("a", new LogText().quiet(1))
                .written();

        assertThat(Run.json(first, second).lines()).isEqualTo(Run.json(first).lines());
    }

    @Test
    void aSpikeSpreadOverStepsIsReportedWhenItIsLargeEnough() {
        Path before = new ScenarioFolder(folder.resolve("before"))
                .log("a", new LogText().quiet(60))
                .written();
        Path after = new ScenarioFolder(folder.resolve("after"))
                .log("b", new LogText().at("2026-11-24T09:00:00Z").refusals(10))
                .log("c", new LogText().at("2026-11-24T09:10:00Z").quiet(30))
                .written();

        Run run = Run.json(before, after);

        assertThat(run.lines())
                .map(NoticeContract::parsed)
                .extracting(notice -> notice.path("event").textValue())
                .containsExactly("opened", "resolved");
        assertThat(Run.text(before).err()).startsWith("No incident: 1 object with 1,200 records");
    }
}
