package why403.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import why403.aws.CliAndWireAnswer;
import why403.cause.Command;

/**
 * Every {@code aws} command that why403 prints exists in the AWS CLI, with these options and all required ones. The table of
 * commands was made from the CLI itself by {@code .ci/aws-commands}.
 */
class AwsCommandsTest {

    private static final String TABLE = "/why403/aws-commands.txt";

    /** Options of every command. */
    private static final Set<String> GLOBAL = Set.of("--region", "--output", "--query", "--cli-binary-format");

    /** Stands for any other options, and holds the required ones. */
    private static final String INPUT = "--cli-input-json";

    private static final Pattern QUOTED = Pattern.compile("'[^']*'|\"[^\"]*\"");
    private static final Pattern CALL = Pattern.compile("(?<![\\w-])aws ([a-z0-9]+) ([a-z0-9-]+)([^|&;><)}]*)");
    private static final Pattern OPTION = Pattern.compile("(?<= )--[a-z0-9-]+");

    private record Call(String command, Set<String> options) {}

    private record Options(Set<String> all, Set<String> required) {}

    private static final Map<String, Options> KNOWN = table();

    private static Map<String, Options> table() {
        try (InputStream table = Objects.requireNonNull(AwsCommandsTest.class.getResourceAsStream(TABLE));
                BufferedReader lines = new BufferedReader(new InputStreamReader(table, StandardCharsets.UTF_8))) {
            Map<String, Options> known = new HashMap<>();
            lines.lines().filter(line -> !line.startsWith("#")).forEach(line -> {
                List<String> words = List.of(line.split(" ", -1));
                List<String> options = words.subList(2, words.size());
                known.put(
                        words.get(0) + " " + words.get(1),
                        new Options(
                                options.stream()
                                        .map(option -> option.replace("!", ""))
                                        .collect(Collectors.toSet()),
                                options.stream()
                                        .filter(option -> option.endsWith("!"))
                                        .map(option -> option.replace("!", ""))
                                        .collect(Collectors.toSet())));
            });
            return known;
        } catch (IOException broken) {
            throw new IllegalStateException("The table of commands cannot be read", broken);
        }
    }

    private static List<Call> calls(String shell) {
        List<Call> calls = new ArrayList<>();
        Matcher call = CALL.matcher(QUOTED.matcher(shell.replace("\\'", "")).replaceAll("_"));
        while (call.find()) {
            Set<String> options = new TreeSet<>();
            OPTION.matcher(call.group(3)).results().forEach(option -> options.add(option.group()));
            calls.add(new Call(call.group(1) + " " + call.group(2), options));
        }
        return calls;
    }

    private static void assertExist(String shell) {
        List<Call> calls = calls(shell);
        for (Call call : calls) {
            assertThat(KNOWN).as(shell).containsKey(call.command());
            Options options = KNOWN.get(call.command());
            assertThat(call.options())
                    .as(shell)
                    .allMatch(option -> option.equals(INPUT)
                            || GLOBAL.contains(option)
                            || options.all().contains(option));
            if (!call.options().contains(INPUT)) {
                assertThat(call.options()).as(shell).containsAll(options.required());
            }
        }
    }

    static Stream<NoticeCase> cases() {
        return NoticeCase.all();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theCommandsOfEveryFixExist(NoticeCase incident) {
        incident.diagnose().causes().stream()
                .flatMap(cause -> cause.remedy().stream())
                .flatMap(remedy -> remedy.commands().stream())
                .map(Command::text)
                .forEach(AwsCommandsTest::assertExist);
    }

    static Stream<String> recordingCommands() {
        return CliAndWireAnswer.ofEveryQuestion().map(pair -> pair.question().commandLine("account"));
    }

    @ParameterizedTest
    @MethodSource("recordingCommands")
    void theCommandThatRecordsAnAnswerExists(String command) {
        assertThat(calls(command)).isNotEmpty();
        assertExist(command);
    }

    @Test
    void aCommandIsReadWithoutWhatIsQuoted() {
        assertThat(
                        calls(
                                "test -s f && aws s3api put-object --bucket 'a --nope' --key \"$(jq .a)\" >| f || aws s3 cp x y"))
                .containsExactly(
                        new Call("s3api put-object", Set.of("--bucket", "--key")), new Call("s3 cp", Set.of()));
    }
}
