package why403.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import why403.json.JsonTree;
import why403.log.LogText;

/** {@code why403 diagnose} with log files. */
class DiagnoseCommandTest {

    private static final Path EVENTS = Path.of("..", "events");
    private static final String NAME = "E2EXAMPLE.2026-11-24-09.abcd1234";

    @TempDir
    private Path folder;

    static List<Path> samples() throws IOException {
        try (Stream<Path> files = Files.list(EVENTS)) {
            return files.filter(Files::isDirectory).sorted().toList();
        }
    }

    private static JsonNode only(Run run) throws IOException {
        assertThat(run.err()).isEmpty();
        assertThat(run.exit()).isZero();
        assertThat(run.lines()).hasSize(1);
        return JsonTree.read(run.lines().get(0));
    }

    private Path write(String name, LogText log) throws IOException {
        return write(name, log.bytes());
    }

    private Path write(String name, byte[] bytes) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.write(file, bytes);
    }

    private static byte[] gzip(byte[] plain) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(plain);
        }
        return bytes.toByteArray();
    }

    private static Run json(String... more) {
        return Run.of(Stream.concat(Stream.of("diagnose", "--format", "json", "--offline"), Stream.of(more))
                .toArray(String[]::new));
    }

    /** An hour with a twentieth of refused requests, evenly. */
    private static LogText steady() {
        LogText log = new LogText();
        for (int i = 0; i < 1200; i++) {
            boolean served = i % 20 != 0;
            log.line(LogText.record(
                    Instant.parse("2026-11-24T08:00:00Z").plusSeconds(3L * i),
                    "192.0.2." + (1 + i % 250),
                    i % 3 == 0 ? "www.example.com" : "shop.example.com",
                    (i % 40 == 0 ? "/shop/" : "/img/") + i % 7,
                    served ? 200 : 403,
                    served ? "Hit" : "Error"));
        }
        return log;
    }

    @ParameterizedTest
    @MethodSource("samples")
    void aSampleHasTheTopCauseOfItsReplay(Path sample) throws IOException {
        JsonNode replayed = JsonTree.read(Replayed.lines(sample).get(0));
        Run run = Run.of(
                "diagnose",
                "--format",
                "json",
                "--account",
                sample.resolve("account").toString(),
                sample.resolve("s3").toString());

        assertThat(run.exit()).isZero();
        List<JsonNode> found = new ArrayList<>();
        for (String line : run.lines()) {
            found.add(JsonTree.read(line));
        }
        JsonNode diagnosed = found.stream()
                .filter(line -> line.path("distributionId").equals(replayed.path("distributionId")))
                .findFirst()
                .orElseThrow();
        assertThat(diagnosed.at("/causes/0/id")).isEqualTo(replayed.at("/causes/0/id"));
        assertThat(diagnosed.at("/spike/from")).isEqualTo(replayed.at("/spike/from"));
    }

    @Test
    void refusalsThatAreNoSpikeAreDiagnosed() throws IOException {
        write("logs/" + NAME, steady());
        JsonNode line = only(json(folder.resolve("logs").toString()));

        assertThat(line.path("event").asText()).isEqualTo("diagnosed");
        assertThat(line.path("incidentId").isNull()).isTrue();
        assertThat(line.path("distributionId").asText()).isEqualTo("E2EXAMPLE");
        assertThat(line.path("at").asText()).isEqualTo("2026-11-24T08:59:57Z");
        JsonNode spike = line.path("spike");
        assertThat(spike.path("from").asText()).isEqualTo("2026-11-24T08:00:00Z");
        assertThat(spike.path("to").asText()).isEqualTo("2026-11-24T09:00:00Z");
        assertThat(spike.path("requests").asLong()).isEqualTo(1200);
        assertThat(spike.path("forbidden").asLong()).isEqualTo(60);
        assertThat(spike.path("usualRate").isNull()).isTrue();
        assertThat(line.path("causes")).isNotEmpty();
        double explained = 0;
        for (JsonNode cause : line.path("causes")) {
            explained += cause.path("explained").asDouble();
        }
        assertThat(explained).isEqualTo(1, within(0.0005));
    }

    @Test
    void theTextSaysThatThereWasNoRise() throws IOException {
        Path log = write(NAME, steady());
        Run run = Run.of("diagnose", "--offline", log.toString());

        assertThat(run.out())
                .startsWith("[why403] shop.example.com: 5 % 403s - ")
                .contains("60 of 1,200 requests were refused with 403\non 2026-11-24 between")
                .contains(
                        "These are all requests of the logs: there is no sudden rise after which most of the 403s came.")
                .contains("cloudfront:GetDistribution: not asked, because of --offline");
    }

    @Test
    void aRiseIsNamedAndTheRefusalsBeforeItAreCounted() throws IOException {
        Path log = write(NAME, new LogText().quiet(100).refusals(10));
        JsonNode line = only(json(log.toString()));
        assertThat(line.at("/spike/from").asText()).isEqualTo("2026-11-24T09:40:00Z");
        assertThat(line.at("/spike/usualRate").asDouble()).isZero();

        assertThat(Run.of("diagnose", "--offline", log.toString()).out())
                .contains("Usual before, in these logs: 0.05 %.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text", "json"})
    void logsWithoutRefusalsAreDone(String format) throws IOException {
        Path log = write(NAME, new LogText().quiet(5));
        Run run = Run.of("diagnose", "--offline", "--format", format, log.toString());

        assertThat(run.exit()).isZero();
        assertThat(run.out())
                .contains(format.equals("json") ? "\"forbidden\":0," : "0 of 100 requests were refused with 403");
        assertThat(run.out()).doesNotContain("FIX");
    }

    @Test
    void filesFoldersPatternsAndStandardInputAreRead() throws IOException {
        byte[] log = steady().bytes();
        write("a/" + NAME + ".gz", gzip(log));
        write("a/b/" + NAME, log);
        write("a/.hidden/" + NAME, log);
        String whole = folder.resolve("a").toString();

        assertThat(only(json(whole)).at("/spike/requests").asLong()).isEqualTo(2400);
        assertThat(only(json(whole + "/*.gz")).at("/spike/requests").asLong()).isEqualTo(1200);
        assertThat(only(json(whole + "/b/" + NAME)).at("/spike/requests").asLong())
                .isEqualTo(1200);
        Run fromInput =
                Run.reading(gzip(log), "diagnose", "--format", "json", "--offline", "--distribution", "E3EXAMPLE", "-");
        assertThat(only(fromInput).path("distributionId").asText()).isEqualTo("E3EXAMPLE");
    }

    @Test
    void theSameFileIsCountedOnce() throws IOException {
        Path log = write("a/" + NAME, steady());
        assertThat(only(json(folder.resolve("a").toString(), log.toString()))
                        .at("/spike/requests")
                        .asLong())
                .isEqualTo(1200);
        Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("a"));
        assertThat(only(json(folder.resolve("a/../a").toString(), link.toString()))
                        .at("/spike/requests")
                        .asLong())
                .isEqualTo(1200);
    }

    @Test
    void aFolderThatCannotBeListedIsNamedAndTheOthersAreDiagnosed() throws IOException {
        write("a/" + NAME, steady());
        Path loop = Files.createSymbolicLink(folder.resolve("a/loop"), folder.resolve("a"));
        Run run = json(folder.resolve("a").toString());

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err()).startsWith("Cannot read " + loop + ": ");
        assertThat(run.lines()).hasSize(1);
    }

    @Test
    void filesWithoutALogAreNamed() throws IOException {
        Run run = json(write("notes.txt", new byte[0]).toString());

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).endsWith("There is no log among these files.\n");
    }

    @Test
    void withoutTheConfigurationAStatusThatIsNot403IsNotCounted() throws IOException {
        Run run = json(write(NAME, new LogText().refusals(5, 404)).toString());

        assertThat(run.exit()).isZero();
        assertThat(run.err())
                .startsWith("Without the configuration, only requests with the status 403 count as refused.");
    }

    /** What was refused before is another matter, so it is not diagnosed. */
    @Test
    void ifMostWereRefusedSinceARiseOnlyTheseAreDiagnosed() throws IOException {
        LogText log = new LogText().quiet(30).refusals(1).quiet(60).refusals(20).quiet(10);
        JsonNode line = only(json(write(NAME, log).toString()));

        assertThat(line.at("/spike/from").asText()).isEqualTo("2026-11-24T09:31:00Z");
        assertThat(line.at("/spike/to").asText()).isEqualTo("2026-11-24T09:51:00Z");
        assertThat(line.at("/spike/forbidden").asLong()).isEqualTo(240);
        assertThat(line.at("/spike/requests").asLong()).isEqualTo(400);
    }

    @Test
    void ifManyWereRefusedBeforeARiseAllAreDiagnosed() throws IOException {
        LogText log = steady().at("2026-11-24T09:00:00Z").refusals(10);
        JsonNode line = only(json(write(NAME, log).toString()));

        assertThat(line.at("/spike/from").asText()).isEqualTo("2026-11-24T08:00:00Z");
        assertThat(line.at("/spike/forbidden").asLong()).isEqualTo(180);
    }

    @Test
    void theBurstOfOneClientIsARiseAndNoneOfManyViewers() throws IOException {
        LogText log = new LogText().quiet(60).by("203.0.113.9").onlyForbidden(10, 40);
        String file = write(NAME, log).toString();

        assertThat(only(json(file)).at("/spike/from").asText()).isEqualTo("2026-11-24T09:00:00Z");
        assertThat(Run.of("diagnose", "--offline", file).out())
                .contains(" 1 viewer.")
                .doesNotContain("not a single scanner");
    }

    @Test
    void aPathAHostAndATimeSelectRecords() throws IOException {
        String log = write(NAME, steady()).toString();
        assertThat(only(json("--path", "/shop/*", log)).at("/spike/requests").asLong())
                .isEqualTo(30);
        assertThat(only(json("--path", "/shop/*", log)).at("/spike/forbidden").asLong())
                .isEqualTo(30);
        assertThat(only(json("--host", "WWW.example.com", log))
                        .at("/spike/requests")
                        .asLong())
                .isEqualTo(400);
        assertThat(only(json("--from", "2026-11-24T08:30Z", "--to", "2026-11-24 08:40", log))
                        .at("/spike/requests")
                        .asLong())
                .isEqualTo(200);
        assertThat(only(json("--since", "90m", log)).at("/spike/requests").asLong())
                .isEqualTo(600);
        assertThat(json("--from", "2026-11-25", log).err()).isEqualTo("The logs have no request that was asked for.\n");
    }

    @Test
    void aStatusSelectsAmongTheRefusedRequests() throws IOException {
        Path account = write("account/cloudfront/get-distribution/E2EXAMPLE.json", """
                        {"Distribution":{"Id":"E2EXAMPLE","DistributionConfig":{"CustomErrorResponses":{"Quantity":1,"Items":[
                        {"ErrorCode":403,"ResponseCode":"404","ResponsePagePath":"/404.html"}]}}}}""".getBytes(StandardCharsets.UTF_8))
                .resolve("../../..")
                .normalize();
        String log = write(NAME, new LogText().refusals(5).refusals(5, 404)).toString();

        assertThat(forbidden(account, log)).isEqualTo(120);
        assertThat(forbidden(account, log, "--status", "404")).isEqualTo(60);
        assertThat(forbidden(account, log, "--status", "403")).isEqualTo(60);
    }

    private static long forbidden(Path account, String log, String... more) throws IOException {
        Run run = Run.of(Stream.concat(
                        Stream.of("diagnose", "--format", "json", "--account", account.toString(), log),
                        Stream.of(more))
                .toArray(String[]::new));
        return JsonTree.read(run.lines().get(0)).at("/spike/forbidden").asLong();
    }

    @Test
    void anUnreadableFileIsNamedAndTheOthersAreDiagnosed() throws IOException {
        write("a/" + NAME + ".gz", steady().bytes());
        byte[] whole = gzip(steady().bytes());
        Path broken = write("a/E2EXAMPLE.2026-11-24-10.cut.gz", Arrays.copyOf(whole, whole.length / 2));
        Run run = json(folder.resolve("a").toString());

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err()).startsWith(broken + " is damaged: ");
        assertThat(run.lines()).hasSize(1);
    }

    @Test
    void anotherFileInTheFolderIsPassedOver() throws IOException {
        write("a/" + NAME, steady());
        write("a/notes.txt", "Call the origin team.".getBytes(StandardCharsets.UTF_8));
        Run run = json(folder.resolve("a").toString());

        assertThat(run.exit()).isZero();
        assertThat(run.err()).contains("notes.txt is not a log and was skipped");
    }

    @Test
    void aLogOfAnUnknownDistributionNeedsTheOption() throws IOException {
        String log = write("access.log", steady()).toString();
        Run run = json(log);

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err()).startsWith(log + " cannot be assigned to a distribution");
        assertThat(only(json("--distribution", "E9EXAMPLE", log))
                        .path("distributionId")
                        .asText())
                .isEqualTo("E9EXAMPLE");
    }

    @Test
    void withoutCredentialsOneSentenceSaysSo() throws IOException {
        String log = write(NAME, steady()).toString();
        for (String target : List.of(log, "E2EXAMPLE", "s3://example-logs/cdn/")) {
            Run run = Run.of("diagnose", target);

            assertThat(run.exit()).isEqualTo(3);
            assertThat(run.err()).isEqualTo("There are no credentials.\n");
            assertThat(run.out()).isEmpty();
        }
    }

    static Stream<List<String>> wrong() {
        return Stream.of(
                List.of("diagnose needs at least one log file, folder, s3:// address or distribution."),
                List.of("There are no log files at none, and a distribution needs the account.", "none"),
                List.of("There are no log files at ./none.", "./none"),
                List.of("diagnose needs at least one log file, folder, s3:// address or distribution.", ""),
                List.of("There are no log files at *.none.", "*.none"),
                List.of(
                        "--since must be a number with m, h or d, such as 90m, 3h or 2d, not 'soon'.",
                        "--since",
                        "soon",
                        "x"),
                List.of(
                        "--since must be a number with m, h or d, such as 90m, 3h or 2d, not '0h'.",
                        "--since",
                        "0h",
                        "x"),
                List.of(
                        "--host must be a host such as www.example.com, not 'https://www.example.com'.",
                        "--host",
                        "https://www.example.com",
                        "x"),
                List.of("Give either --since, or --from and --to.", "--since", "3h", "--to", "2026-11-24", "x"),
                List.of("--from must be before --to.", "--from", "2026-11-25", "--to", "2026-11-24", "x"),
                List.of(
                        "--from must be a time such as 2026-11-24T10:00Z, or a day such as 2026-11-24, in UTC; 'noon' is"
                                + " neither.",
                        "--from",
                        "noon",
                        "x"),
                List.of(
                        "s3://example-logs/cdn/ is in S3. Leave out --offline and --account, so that why403 can ask AWS.",
                        "s3://example-logs/cdn/"),
                List.of("--max-objects must be a number from 1 to 999999, not 'all'.", "--max-objects", "all", "x"),
                List.of("--status must be an HTTP status such as 403, not 'all'.", "--status", "all", "x"),
                List.of(
                        "--distribution must be the id of a distribution, such as E2EXAMPLE, not 'www.example.com'.",
                        "--distribution",
                        "www.example.com",
                        "x"),
                List.of("Give either --account DIR or --offline.", "--account", "x", "x"),
                List.of("--format must be text, json or slack, not 'xml'.", "--format=xml", "x"));
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void wrongArgumentsAreRefusedWithOneSentence(List<String> sentenceAndArguments) {
        List<String> arguments = sentenceAndArguments.subList(1, sentenceAndArguments.size());
        Run run = Run.of(Stream.concat(Stream.of("diagnose", "--offline"), arguments.stream())
                .toArray(String[]::new));

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).startsWith(sentenceAndArguments.get(0));
        assertThat(run.out()).isEmpty();
    }
}
