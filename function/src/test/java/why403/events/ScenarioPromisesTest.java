package why403.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Properties of every scenario: it is small, complete and without real data, and its errors affect many viewers. */
class ScenarioPromisesTest {

    private static final Path EVENTS = Path.of("..", "events");
    private static final long MOST_BYTES = 500_000;

    /** Four numbers that are not a version: the versions of browsers follow a slash. */
    private static final Pattern IPV4 = Pattern.compile("(?<![/\\d.])(?:\\d{1,3}\\.){3}\\d{1,3}(?![\\d.])");

    private static final Pattern IPV6 =
            Pattern.compile("(?<![\\w:])[0-9a-f]{1,4}(?::[0-9a-f]{1,4})*::[0-9a-f]{0,4}(?!\\w)");
    private static final Pattern FOR_DOCUMENTATION =
            Pattern.compile("192\\.0\\.2\\..*|198\\.51\\.100\\..*|203\\.0\\.113\\..*|2001:db8:.*");
    private static final Pattern ERROR_LINE =
            Pattern.compile("An error occurred \\(\\w+\\) when calling the \\w+ operation: .+\\n");
    private static final ObjectMapper MAPPER = new ObjectMapper();

    static List<Scenario> scenarios() {
        return Scenarios.ALL;
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void itIsSmall(Scenario scenario) throws IOException {
        long bytes = 0;
        for (Path path : GenerateEvents.filesBelow(EVENTS.resolve(scenario.name()))) {
            bytes += Files.size(path);
        }
        assertThat(bytes).isLessThan(MOST_BYTES);
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void allItsAddressesAreReservedForDocumentation(Scenario scenario) throws IOException {
        for (String text : texts(scenario).values()) {
            assertThat(matches(IPV4, text)).allMatch(FOR_DOCUMENTATION.asMatchPredicate());
            assertThat(matches(IPV6, text)).allMatch(FOR_DOCUMENTATION.asMatchPredicate());
        }
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void itsEventNamesExactlyTheObjectsThatExist(Scenario scenario) throws IOException {
        Map<String, String> files = texts(scenario);
        Set<String> named = new TreeSet<>();
        addObjects(MAPPER.readTree(files.get("event.json")), false, named);

        assertThat(named)
                .isEqualTo(files.keySet().stream()
                        .filter(name -> name.startsWith("s3/"))
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void itsRecordingsAreJsonOrErrorLines(Scenario scenario) throws IOException {
        Map<String, String> files = new TreeMap<>(texts(scenario));
        files.keySet().removeIf(name -> !name.startsWith("account/"));

        assertThat(files).isNotEmpty();
        assertThat(files.keySet()).allMatch(name -> name.endsWith(".json"));
        assertThat(files)
                .allSatisfy((name, text) -> assertThat(isJsonObject(text) || isErrorLine(name, text))
                        .isTrue());
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void itsForbiddenRequestsComeFromManyClientsAndPlaces(Scenario scenario) {
        List<Line> forbidden = Traffic.of(scenario).stream()
                .filter(line -> scenario.times().isDuringIncident(line.time()))
                .filter(line -> isForbidden(line, scenario))
                .toList();

        long ofTheBusiest = counts(forbidden, "c-ip").values().stream()
                .mapToLong(count -> count)
                .max()
                .orElseThrow();
        assertThat(forbidden).hasSizeGreaterThan(60);
        assertThat(3 * ofTheBusiest).isLessThan(forbidden.size());
        assertThat(counts(forbidden, "c-country")).hasSizeGreaterThan(4);
        assertThat(counts(forbidden, "x-edge-location")).hasSizeGreaterThan(6);
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void fewRequestsAreForbiddenBeforeAndAfter(Scenario scenario) {
        List<Line> ordinary = Traffic.of(scenario).stream()
                .filter(line -> !scenario.times().isDuringIncident(line.time()))
                .toList();

        assertThat(ordinary).hasSizeGreaterThan(3 * 60 * 20);
        assertThat(ordinary.stream().filter(line -> isForbidden(line, scenario)).count())
                .isBetween(1L, ordinary.size() / 100L);
    }

    private static boolean isForbidden(Line line, Scenario scenario) {
        String logged = scenario instanceof Remapped ? "404" : "403";
        return line.value("sc-status").equals(logged);
    }

    private static Map<String, Long> counts(List<Line> lines, String field) {
        return lines.stream()
                .map(line -> line.value(field))
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    }

    private static Map<String, String> texts(Scenario scenario) throws IOException {
        return ScenarioFiles.below(EVENTS.resolve(scenario.name()));
    }

    private static List<String> matches(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(MatchResult::group)
                .distinct()
                .toList();
    }

    /** Walks into strings that are JSON themselves; keys are URL-encoded below an S3 record and nowhere else. */
    private static void addObjects(JsonNode node, boolean encoded, Set<String> named) throws JsonProcessingException {
        if (node.isTextual() && node.textValue().startsWith("{")) {
            addObjects(MAPPER.readTree(node.textValue()), encoded, named);
        }
        if (node.at("/object/key").isTextual()) {
            String key = node.at("/object/key").textValue();
            named.add("s3/" + node.at("/bucket/name").textValue() + "/"
                    + (encoded ? URLDecoder.decode(key, StandardCharsets.UTF_8) : key));
        }
        for (JsonNode child : node) {
            addObjects(child, encoded || node.path("eventSource").asText().equals("aws:s3"), named);
        }
    }

    private static boolean isErrorLine(String name, String text) {
        return name.endsWith(".error.json") && ERROR_LINE.matcher(text).matches();
    }

    private static boolean isJsonObject(String text) {
        try {
            return MAPPER.readTree(text).isObject();
        } catch (JsonProcessingException e) {
            return false;
        }
    }
}
