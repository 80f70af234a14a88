package why403.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import why403.log.LogText;

/**
 * A scenario that is replayed to see its only cause: what the account answers, and how a line of a forbidden request differs
 * from that of a load balancer.
 */
record ReplayedCase(Map<String, String> recordings, UnaryOperator<String> line) {

    ReplayedCase with(String path, String json) {
        Map<String, String> more = new LinkedHashMap<>(recordings);
        more.put(path, json);
        return new ReplayedCase(more, line);
    }

    ReplayedCase without(String path) {
        Map<String, String> fewer = new LinkedHashMap<>(recordings);
        assertThat(fewer.remove(path)).isNotNull();
        return new ReplayedCase(fewer, line);
    }

    /** With a part of a recording replaced. */
    ReplayedCase change(String path, String from, String to) {
        String json = recordings.get(path);
        assertThat(json).contains(from);
        return with(path, json.replace(from, to));
    }

    ReplayedCase column(String from, String to) {
        return new ReplayedCase(recordings, text -> {
            String before = line.apply(text);
            assertThat(before).contains(from);
            return before.replace(from, to);
        });
    }

    /** With that query and these cookies, as logged. */
    ReplayedCase signed(String query, String cookies) {
        return column("\t-\t-\n", "\t" + query + "\t" + cookies + "\n");
    }

    ReplayedCase answer(String type, String length) {
        return column("text/html\t118", type + "\t" + length);
    }

    /** The cause and its certainty. */
    String diagnosed(Path folder) {
        ScenarioFolder scenario = new ScenarioFolder(folder);
        recordings.forEach(scenario::recording);
        List<String> records = new LogText()
                .quiet(60).refusals(10).records().stream()
                        .map(text -> text.replace("\n", "\t-\t-\n"))
                        .map(text -> text.contains("\t403\t") ? line.apply(text) : text)
                        .toList();
        Path written = scenario.object(ScenarioFolder.key("a"), ScenarioFolder.gzip(bytes(records)))
                .written();
        Run run = Run.json(written);
        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(run.out()).doesNotContain("s3cr3t");
        JsonNode notice = NoticeContract.parsed(run.lines().get(0));
        assertThat(notice.path("causes")).hasSize(1);
        assertThat(notice.path("notChecked")).isEmpty();
        return notice.at("/causes/0/id").textValue() + " "
                + notice.at("/causes/0/certainty").textValue();
    }

    private static byte[] bytes(List<String> records) {
        String header = LogText.HEADER.stripTrailing() + " cs-uri-query cs(Cookie)\n";
        return (header + String.join("", records)).getBytes(StandardCharsets.ISO_8859_1);
    }
}
