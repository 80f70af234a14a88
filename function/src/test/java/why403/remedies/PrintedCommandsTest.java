package why403.remedies;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import why403.cause.Cause;
import why403.cause.CauseId;
import why403.cause.Certainty;
import why403.cause.Command;
import why403.cause.Command.Effect;
import why403.remedies.Bash.JqProgram;
import why403.remedies.FakeAws.Access;
import why403.remedies.FakeAws.Failure;
import why403.remedies.FakeAws.Injection;
import why403.remedies.FakeAws.Logged;

/** Runs every command of every remedy in bash, with an {@code aws} that has an account behind it and can fail. */
@TestInstance(Lifecycle.PER_CLASS)
class PrintedCommandsTest {

    private static final String LATER = """
            {"Sid":"Later","Effect":"Allow","Principal":{"AWS":"arn:aws:iam::123456789012:role/later"},\
            "Action":"s3:GetObject","Resource":"arn:aws:s3:::%s/*"}""";

    /** A shell that stops at the first error, and that does not replace files. */
    private static final List<String> STRICT = List.of("-euC", "-o", "pipefail");

    /** A later edit of a resource starts from what an earlier one made, and so does its backup. */
    private static final String LATER_EDIT = ".*-[2-9]-[0-9T]+Z-before\\.json";

    private final Map<Incident, List<String>> commands = new HashMap<>();
    private final Map<Incident, Path> directories = new HashMap<>();
    private final Map<Incident, Run> fixed = new HashMap<>();
    private List<Incident> incidents = List.of();
    private Path folder;
    private Bash bash;

    @BeforeAll
    void readIncidents(@TempDir Path temporary) throws IOException {
        RequiredPrograms.orSkip();
        folder = temporary;
        bash = new Bash(folder.resolve("programs"));
        incidents = Stream.concat(Incidents.samples().stream(), Incidents.small(folder.resolve("small")).stream())
                .toList();
        incidents.forEach(incident -> commands.put(incident, incident.commands()));
    }

    @AfterAll
    void removeLinks() throws IOException {
        if (bash != null) {
            bash.close();
        }
    }

    private List<Incident> withCommands() {
        return incidents.stream()
                .filter(incident -> !commands.get(incident).isEmpty())
                .toList();
    }

    private Path directory() throws IOException {
        return Files.createTempDirectory(folder, "run");
    }

    private static AccountState before(Incident incident) throws IOException {
        return AccountState.recordedIn(incident.account());
    }

    /** Runs each command by itself, in the one directory for the incident: the files of an earlier run are there. */
    private Run oneByOne(Incident incident, AccountState state, JqProgram jq) throws IOException, InterruptedException {
        return Run.oneByOne(bash, commands.get(incident), state, directories.get(incident), jq, Optional.empty());
    }

    /** Runs all commands in one shell. */
    private Run pasted(
            Incident incident, AccountState state, Path directory, List<String> options, Optional<Injection> injection)
            throws IOException, InterruptedException {
        return Run.pasted(bash, commands.get(incident), state, directory, options, injection);
    }

    /** The incident's commands, each run once by itself. */
    private Run fixed(Incident incident) throws IOException, InterruptedException {
        if (!fixed.containsKey(incident)) {
            directories.put(incident, directory());
            fixed.put(incident, oneByOne(incident, before(incident), JqProgram.REAL));
        }
        return fixed.get(incident);
    }

    @Test
    void everySampleIsRun() {
        assertThat(Incidents.samples()).extracting(Incident::name).hasSize(19).contains("grant-missing", "wrong-oai");
    }

    @Test
    void replayPrintsTheCommandsOfTheDiagnosis() {
        assertThat(incidents)
                .allSatisfy(incident -> assertThat(incident.commands()).isEqualTo(incident.diagnosedCommands()));
    }

    @Test
    void everySmallIncidentHasCommandsThatChangeTheAccount() {
        assertThat(incidents)
                .filteredOn(incident -> !incident.account().startsWith(Incidents.SAMPLES))
                .isNotEmpty()
                .allSatisfy(incident -> assertThat(effects(incident))
                        .containsAnyOf(Effect.CHANGES_CONFIGURATION, Effect.CHANGES_CONTENT));
    }

    private static List<Effect> effects(Incident incident) {
        return incident.diagnosis().causes().stream()
                .flatMap(cause -> cause.remedy().stream())
                .flatMap(remedy -> remedy.commands().stream())
                .map(Command::effect)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("withCommands")
    void everyCommandSucceeds(Incident incident) throws Exception {
        Run run = fixed(incident);
        assertThat(run.problems()).isEmpty();
        assertThat(run.failures()).as(run.printed()).isEmpty();
        assertThat(run.putsAfterAFailedGet()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("withCommands")
    void thePoliciesAllowWhatWasRefused(Incident incident) throws Exception {
        Grants after = new Grants(fixed(incident).account());
        boolean changesPolicies =
                fixed(incident).log().stream().anyMatch(call -> call.operation().equals("s3api put-bucket-policy"));
        if (changesPolicies && !incident.denied()) {
            assertThat(incident.refused())
                    .flatMap(record -> after.madeFor(record, incident.distribution()).stream()
                            .toList())
                    .isNotEmpty()
                    .allMatch(after::allows);
        }
        boolean listsObjects = incident.diagnosis().causes().stream()
                .filter(cause -> cause.id() == CauseId.S3_OBJECT_MISSING)
                .flatMap(cause -> cause.remedy().stream())
                .anyMatch(remedy -> remedy.commandTexts().toString().contains("put-bucket-policy"));
        if (listsObjects) {
            assertThat(incident.refused())
                    .flatMap(record -> after.listingFor(record, incident.distribution()).stream()
                            .toList())
                    .anyMatch(after::allows);
        }
    }

    @ParameterizedTest
    @MethodSource("withCommands")
    void whatWasAllowedBeforeIsStillAllowed(Incident incident) throws Exception {
        Grants after = new Grants(fixed(incident).account());
        assertThat(new Grants(before(incident)).allAllowed()).allMatch(after::allows);
    }

    @ParameterizedTest
    @MethodSource("withCommands")
    void aDenyThatStillRefusesIsNamedInTheSummary(Incident incident) {
        assertThat(incident.diagnosis().causes().stream()
                        .flatMap(cause -> cause.remedy().stream())
                        .anyMatch(remedy -> remedy.summary().contains("still refuses")))
                .isEqualTo(incident.denied());
    }

    @ParameterizedTest
    @MethodSource("withCommands")
    void theResultingConfigurationNoLongerHasTheCauses(Incident incident) throws Exception {
        Path recordings = fixed(incident).account().recordInto(directory().resolve("account"), incident.account());
        Set<CauseId> before = EnumSet.noneOf(CauseId.class);
        incident.diagnosis().causes().stream()
                .filter(PrintedCommandsTest::hasCommands)
                .forEach(cause -> before.add(cause.id()));
        List<Cause> left = incident.diagnosis(recordings).causes().stream()
                .filter(cause -> before.contains(cause.id()))
                .filter(cause -> cause.certainty() == Certainty.CONFIRMED || hasCommands(cause))
                .toList();
        assertThat(left).isEmpty();
    }

    private static boolean hasCommands(Cause cause) {
        return cause.remedy().stream()
                .flatMap(remedy -> remedy.commands().stream())
                .anyMatch(command -> !command.isOptional());
    }

    @ParameterizedTest
    @MethodSource("withCommands")
    void aSecondRunChangesNothing(Incident incident) throws Exception {
        Run once = fixed(incident);
        Run twice = oneByOne(incident, once.account(), JqProgram.REAL);
        assertThat(twice.problems()).isEmpty();
        assertThat(twice.failures()).as(twice.printed()).isEmpty();
        assertThat(twice.account().content()).isEqualTo(once.account().content());
    }

    @ParameterizedTest
    @MethodSource("withCommands")
    void theBackupsKeepWhatWasThereBeforeTheFirstRun(Incident incident) throws Exception {
        Run once = fixed(incident);
        Map<Path, String> backups = backups(directories.get(incident));
        boolean edits = once.log().stream()
                .anyMatch(
                        call -> call.operation()
                                .matches(
                                        ".*get-(bucket-policy|key-policy|web-acl|(distribution|key-group|origin-access-control|cache-policy)-config)"));
        assertThat(backups.isEmpty()).isEqualTo(!edits);
        oneByOne(incident, once.account(), JqProgram.REAL);
        assertThat(backups(directories.get(incident))).isEqualTo(backups);
        AccountState original = before(incident);
        assertThat(backups.keySet())
                .filteredOn(file -> !file.toString().matches(LATER_EDIT))
                .allMatch(file -> original.contains(AccountState.read(backups.get(file))));
    }

    private static Map<Path, String> backups(Path directory) throws IOException {
        Map<Path, String> backups = new HashMap<>();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                if (file.toString().endsWith("-before.json")) {
                    backups.put(file, Files.readString(file));
                }
            }
        }
        return backups;
    }

    @Test
    void noOriginAccessControlIsAttachedIfS3RefusesThePolicy() throws Exception {
        Incident incident = incidents.stream()
                .filter(one -> commands.get(one).toString().contains("create-origin-access-control"))
                .findFirst()
                .orElseThrow();
        List<Logged> calls = fixed(incident).log();
        int put = IntStream.range(0, calls.size())
                .filter(i -> calls.get(i).operation().equals("s3api put-bucket-policy"))
                .findFirst()
                .orElseThrow();
        Run run = pasted(
                incident,
                before(incident),
                directory(),
                List.of(),
                Optional.of(new Injection(put, Failure.ACCESS_DENIED)));
        assertThat(run.puts()).extracting(Logged::operation).containsExactly("s3api put-bucket-policy");
    }

    @ParameterizedTest
    @MethodSource("withCommands")
    void oneShellGivesTheSameResult(Incident incident) throws Exception {
        Path directory = directory();
        Run once = pasted(incident, before(incident), directory, List.of(), Optional.empty());
        assertThat(once.problems()).isEmpty();
        assertThat(once.account().content())
                .as(once.printed())
                .isEqualTo(fixed(incident).account().content());
        Run again = pasted(incident, before(incident), directory, STRICT, Optional.empty());
        assertThat(again.failures()).as(again.printed()).isEmpty();
        assertThat(again.account().content()).isEqualTo(once.account().content());
    }

    @ParameterizedTest
    @MethodSource("withCommands")
    void aCallThatIsDeniedStopsThePutsThatNeedItAndRunningAgainCompletesThem(Incident incident) throws Exception {
        for (int call = 0; call < fixed(incident).log().size(); call++) {
            Path directory = directory();
            Optional<Injection> denied = Optional.of(new Injection(call, Failure.ACCESS_DENIED));
            Run failed = pasted(incident, before(incident), directory, List.of(), denied);
            assertThat(failed.log().get(call).reply().isSuccess()).isFalse();
            assertNothingWentWrong(incident, failed);
            if (!failed.account().content().equals(before(incident).content())) {
                Run repeated = pasted(incident, failed.account(), directory, List.of(), Optional.empty());
                assertThat(repeated.problems()).isEmpty();
                assertThat(repeated.account().content())
                        .isEqualTo(fixed(incident).account().content());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("withCommands")
    void aConnectionThatBreaksStopsThePutsThatNeedItsAnswer(Incident incident) throws Exception {
        for (int call = 0; call < fixed(incident).log().size(); call++) {
            Optional<Injection> cutOff = Optional.of(new Injection(call, Failure.CUT_OFF));
            Run failed = pasted(incident, before(incident), directory(), STRICT, cutOff);
            assertThat(failed.log().get(call).reply().isSuccess()).isFalse();
            assertNothingWentWrong(incident, failed);
        }
    }

    private static void assertNothingWentWrong(Incident incident, Run run) throws IOException {
        assertThat(run.problems()).as(run.printed()).isEmpty();
        assertThat(run.putsAfterAFailedGet()).as(run.printed()).isEmpty();
        assertThat(new Grants(before(incident)).allAllowed()).allMatch(new Grants(run.account())::allows);
    }

    @ParameterizedTest
    @MethodSource("withCommands")
    void filesOfAnEarlierRunNeverReplaceWhatWasChangedSince(Incident incident) throws Exception {
        AccountState changed = changedLater(fixed(incident).account());
        Path directory = directories.get(incident);
        for (int call = 0; call < fixed(incident).log().size(); call++) {
            Access access = fixed(incident).log().get(call).access();
            if (access == Access.READS) {
                Optional<Injection> denied = Optional.of(new Injection(call, Failure.ACCESS_DENIED));
                Run failed = pasted(incident, changed, directory, List.of(), denied);
                assertNothingWentWrong(incident, failed);
                assertThat(failed.account().content()).as(failed.printed()).isEqualTo(changed.content());
            }
        }
        Run again = pasted(incident, changed, directory, List.of(), Optional.empty());
        assertThat(again.account().content()).isEqualTo(changed.content());
    }

    /** The same after somebody changed all that the commands edit. */
    private static AccountState changedLater(AccountState state) {
        AccountState changed = state.copy();
        changed.policies.forEach((bucket, policy) -> {
            ArrayNode statements = JsonNodeFactory.instance.arrayNode();
            DocumentRules.items(policy.path("Statement")).forEach(statements::add);
            policy.set("Statement", statements.add(AccountState.read(LATER.formatted(bucket))));
        });
        changed.distributions.keySet().forEach(id -> {
            changed.config(id).put("Comment", "changed later");
            changed.changed("distribution " + id);
        });
        changed.webAcls.forEach((id, webAcl) -> {
            webAcl.put("Description", "changed later");
            changed.changed("web ACL " + id);
        });
        changed.keyGroups.forEach((id, group) -> {
            ((ArrayNode) group.path("Items")).add("K9LATER");
            changed.changed("key group " + id);
        });
        return changed;
    }

    @ParameterizedTest
    @MethodSource("withCommands")
    void withoutJqNothingIsPut(Incident incident) throws Exception {
        assertNothingIsPut(incident, JqProgram.ABSENT);
    }

    @ParameterizedTest
    @MethodSource("withCommands")
    void ifJqFailsHalfWayNothingIsPut(Incident incident) throws Exception {
        assertNothingIsPut(incident, JqProgram.FAILS_HALF_WAY);
    }

    private void assertNothingIsPut(Incident incident, JqProgram jq) throws Exception {
        fixed(incident);
        Run run = oneByOne(incident, before(incident), jq);
        assertThat(run.problems()).as(run.printed()).isEmpty();
        assertThat(run.puts()).as(run.printed()).isEmpty();
        assertThat(run.putsAfterAFailedGet()).as(run.printed()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Failure.class)
    void theStubCanBeMadeToFailAtAnyCall(Failure failure) throws Exception {
        Run run = Run.oneByOne(
                bash,
                List.of("aws s3 cp a s3://b/a", "aws s3 cp b s3://b/b"),
                new AccountState(),
                directory(),
                JqProgram.REAL,
                Optional.of(new Injection(1, failure)));
        assertThat(run.account().uploads).containsExactly("s3://b/a");
        assertThat(run.failures()).extracting(Logged::resource).containsExactly("s3://b/b");
    }

    @Test
    void theStubSeesAPutThatFollowsAFailedGet() throws Exception {
        AccountState state = new AccountState();
        state.policies.put("b", JsonNodeFactory.instance.objectNode());
        ObjectNode policy = AccountState.read("{\"Statement\":[" + LATER.formatted("b") + "]}");
        Run run = Run.oneByOne(
                bash,
                List.of(
                        "aws s3api get-bucket-policy --bucket b --query Policy --output text",
                        "printf '%s' '" + policy + "' > p; aws s3api put-bucket-policy --bucket b --policy file://p",
                        "printf '' > p; aws s3api put-bucket-policy --bucket b --policy file://p"),
                state,
                directory(),
                JqProgram.REAL,
                Optional.of(new Injection(0, Failure.ACCESS_DENIED)));
        assertThat(run.putsAfterAFailedGet()).hasSize(2);
        assertThat(run.problems()).hasSize(1);
    }
}
