package why403.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import why403.cause.Command;
import why403.cause.Remedy;
import why403.diagnosis.remedy.Jq;
import why403.json.JsonTree;
import why403.text.LocalShell;

/** Each command can be pasted into bash: no name in it is ever executed. */
class CommandsTest {

    /** A fake {@code aws} that answers as for an account without fixes, and records its arguments. */
    private static final String AWS = """
            #!/usr/bin/env bash
            here="$(dirname "$0")"
            printf '%s\\n' "$@" >> "$here/calls.txt"
            case "$2" in
              get-distribution-config) cat "$here/distribution.json" ;;
              get-key-group-config) echo '{"ETag":"E1","KeyGroupConfig":{"Name":"players","Items":["K1OLDKEY"]}}' ;;
              get-origin-access-control-config)
                echo '{"ETag":"E1","OriginAccessControlConfig":{"Name":"site","SigningBehavior":"never"}}' ;;
              get-key-policy)
                echo '{"Version":"2012-10-17","Statement":[]}' ;;
              get-bucket-policy)
                echo 'An error occurred (NoSuchBucketPolicy) when calling the GetBucketPolicy operation' >&2
                exit 254 ;;
              list-origin-access-controls) echo '{"OriginAccessControlList":{"Quantity":0}}' ;;
              create-origin-access-control) echo E1NEWOAC ;;
              describe-function)
                echo 'An error occurred (NoSuchFunctionExists) when calling the DescribeFunction operation' >&2
                exit 254 ;;
              get-web-acl)
                echo '{"LockToken":"1","WebACL":{"Name":"a","Id":"1","DefaultAction":{"Allow":{}},"Rules":[]}}' ;;
              get-stages) echo '{"item":[{"stageName":"prod"}]}' ;;
              create-function)
                echo '{"ETag":"E1","FunctionSummary":{"FunctionMetadata":{"FunctionARN":"arn:aws:cloudfront::1:function/f"}}}' ;;
            esac
            """;

    @TempDir
    private Path programs;

    @TempDir
    private Path directory;

    static Stream<NoticeCase> cases() {
        return NoticeCase.all().filter(incident -> !remedy(incident).commands().isEmpty());
    }

    private static Remedy remedy(NoticeCase incident) {
        return Site.first(incident.diagnose()).remedy().orElseThrow();
    }

    private void installAws() throws IOException {
        Path aws = Files.writeString(programs.resolve("aws"), AWS);
        assertThat(aws.toFile().setExecutable(true)).isTrue();
        ObjectNode answer = JsonNodeFactory.instance.objectNode().put("ETag", "E1");
        ObjectNode config = answer.putObject("DistributionConfig");
        config.putObject("DefaultCacheBehavior").put("TargetOriginId", NoticeCase.ORIGIN);
        config.putObject("CacheBehaviors")
                .put("Quantity", 1)
                .putArray("Items")
                .addObject()
                .put("PathPattern", "/o'neill/" + NoticeCase.EVIL + "/*");
        ObjectNode origin =
                config.putObject("Origins").put("Quantity", 1).putArray("Items").addObject();
        origin.put("Id", NoticeCase.ORIGIN).putObject("CustomOriginConfig");
        config.putObject("Restrictions")
                .putObject("GeoRestriction")
                .put("RestrictionType", "blacklist")
                .put("Quantity", 3)
                .putArray("Items")
                .add("KP")
                .add("SY")
                .add("IR");
        Files.writeString(programs.resolve("distribution.json"), JsonTree.write(answer));
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(Path::getFileName).toList();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void bashAcceptsEveryCommand(NoticeCase incident) {
        LocalShell.require("bash");
        for (String command : remedy(incident).commandTexts()) {
            LocalShell.Result read = LocalShell.run(directory, List.of("bash", "-n", "-c", command));
            assertThat(read.exit()).as(command + "\n" + read.output()).isZero();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void noNameRunsACommandAndAllCommandsSucceed(NoticeCase incident) throws IOException {
        LocalShell.require("bash", "jq");
        installAws();
        for (Command command : remedy(incident).commands()) {
            prepareUpload(command);
            LocalShell.Result run = LocalShell.run(directory, programs, List.of("bash", "-c", command.text()));
            assertThat(run.exit()).as(command.text() + "\n" + run.output()).isZero();
        }
        assertThat(files()).doesNotContain(Path.of("X"));
        assertThat(Files.exists(programs.resolve("X"))).isFalse();
    }

    private void prepareUpload(Command command) throws IOException {
        if (command.effect() == Command.Effect.CHANGES_CONTENT) {
            Files.writeString(directory.resolve(NoticeCase.KEY), "content");
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void nothingIsPutIfTheFirstCommandFails(NoticeCase incident) throws IOException {
        LocalShell.require("bash", "jq");
        Path aws = Files.writeString(programs.resolve("aws"), """
                #!/usr/bin/env bash
                echo "$2" >> "$(dirname "$0")/calls.txt"
                case "$2" in get-*|list-*|describe-*|create-function|create-origin-access-control)
                  echo 'An error occurred (AccessDenied) when calling the operation' >&2; exit 254 ;;
                esac
                """);
        assertThat(aws.toFile().setExecutable(true)).isTrue();
        for (Command command : remedy(incident).commands()) {
            LocalShell.run(directory, programs, List.of("bash", "-c", command.text()));
        }
        List<String> calls = Files.readAllLines(programs.resolve("calls.txt"));
        boolean readsFirst = calls.stream().anyMatch(call -> call.startsWith("get-"));
        assertThat(calls)
                .filteredOn(call -> readsFirst)
                .noneMatch(
                        call -> call.startsWith("put-") || call.startsWith("update-") || call.startsWith("publish-"));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void filesStayInTheDirectoryUnderPlainNames(NoticeCase incident) throws IOException {
        LocalShell.require("bash", "jq");
        installAws();
        for (Command command : remedy(incident).commands()) {
            LocalShell.run(directory, programs, List.of("bash", "-c", command.text()));
        }
        assertThat(files()).allSatisfy(file -> assertThat(file.toString()).matches("[A-Za-z0-9][A-Za-z0-9._-]*"));
    }

    @Test
    void awsReceivesAKeyUnchanged() throws IOException {
        LocalShell.require("bash");
        installAws();
        NoticeCase absent = cases().filter(one -> one.variant().equals("absent"))
                .findFirst()
                .orElseThrow();
        LocalShell.run(
                directory,
                programs,
                List.of("bash", "-c", remedy(absent).commandTexts().get(0)));
        assertThat(Files.readAllLines(programs.resolve("calls.txt")))
                .containsExactly(
                        "s3",
                        "cp",
                        "./" + NoticeCase.KEY,
                        "s3://" + NoticeCase.BUCKET + "/" + NoticeCase.KEY,
                        "--region",
                        "eu-central-1");
    }

    @Test
    void aTextInAFilterIsNeverExecutedAsAFilter() {
        assertThat(Jq.string("a\"b\\(env)")).isEqualTo("\"a\\\"b\\\\(env)\"");
    }
}
