package why403.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import why403.account.Account;
import why403.alert.RenderedNotice;
import why403.folder.LogFolder;
import why403.folder.MemoryIncidents;
import why403.folder.MemoryTallies;
import why403.folder.RecordedAccount;
import why403.history.RecentHours;
import why403.json.JsonTree;
import why403.log.LogStore;
import why403.spike.IncidentMachine;
import why403.spike.Sensitivity;
import why403.tally.Hashing;
import why403.tally.Horizon;
import why403.trigger.Delivery;
import why403.trigger.EventReader;
import why403.watch.KnownInMemory;
import why403.watch.LogAccess;
import why403.watch.Tallier;
import why403.watch.TallyResult;
import why403.watch.Timekeeper;
import why403.watch.Watch;
import why403.watch.WatchBackoff;
import why403.watch.WatchOptions;
import why403.watch.WatchResult;
import why403.watch.WatchedDistributions;
import why403.watch.mapping.ErrorMappingCache;
import why403.watch.mapping.ErrorMappings;

/** Scenarios read over HTTP lead to the same notices as scenarios read from files. */
class ScenariosOverHttpTest {

    private static final Path EVENTS = Path.of("..", "events");

    private final List<String> problems = new ArrayList<>();

    private List<RenderedNotice> notices(Path scenario, LogStore store, Account account) throws IOException {
        List<RenderedNotice> published = new ArrayList<>();
        Delivery delivery = new EventReader().read(JsonTree.read(Files.readAllBytes(scenario.resolve("event.json"))));
        Instant now = delivery.time().orElse(Instant.EPOCH);
        Timekeeper time = Timekeeper.endless(() -> now);
        LogAccess logs = LogAccess.ofBothOperations(
                store,
                account,
                host -> Optional.empty(),
                Hashing.OF_REPLAY.tables(),
                time,
                Runtime.getRuntime().maxMemory());
        MemoryTallies tallies = new MemoryTallies();
        TallyResult tallied = new Tallier(
                        logs,
                        tallies,
                        ErrorMappings.live(
                                account,
                                new KnownInMemory(),
                                new ErrorMappingCache(() -> Instant.EPOCH),
                                problems::add),
                        WatchedDistributions.ALL,
                        Hashing.OF_REPLAY,
                        time)
                .tally(delivery.objects(), Horizon.ofClock(now));
        problems.addAll(tallied.failed().values());
        WatchResult watched = new Watch(
                        logs,
                        tallies,
                        new MemoryIncidents(),
                        account,
                        published::add,
                        new IncidentMachine(Sensitivity.NORMAL),
                        WatchOptions.EVERYTHING,
                        new WatchBackoff(),
                        new RecentHours(0),
                        time)
                .watch(tallied);
        problems.addAll(watched.problems());
        problems.addAll(watched.undone());
        return published;
    }

    private List<RenderedNotice> fromFiles(Path scenario) throws IOException {
        return notices(scenario, new LogFolder(scenario), new RecordedAccount(scenario.resolve("account")));
    }

    private List<RenderedNotice> overHttp(Path scenario, AccountServer server, boolean readingContent)
            throws IOException {
        try (Clients clients = LocalClients.of(server.endpoint())) {
            return notices(
                    scenario, new S3LogStore(clients), LocalClients.account(clients, readingContent, problems::add));
        }
    }

    @ParameterizedTest
    @CsvSource({"grant-missing, false", "removed-files, true", "removed-files, false", "waf, false"})
    void theLiveAccountLeadsToTheNoticesOfTheReplay(String name, boolean readingContent) throws IOException {
        Path scenario = EVENTS.resolve(name);
        try (AccountServer server = AccountServer.start(scenario)) {
            assertThat(overHttp(scenario, server, readingContent))
                    .isEqualTo(fromFiles(scenario))
                    .isNotEmpty();
        }
        assertThat(problems).isEmpty();
    }

    @Test
    void notCheckedNamesTheActionsThatDependOnReadContent() throws IOException {
        Path scenario = EVENTS.resolve("removed-files");
        try (AccountServer server = AccountServer.start(scenario)) {
            server.make("s3api list-objects-v2", Fault.DENIED);
            server.make("s3api head-object", Fault.DENIED);

            assertThat(overHttp(scenario, server, false).get(0).json())
                    .contains("{\"what\":\"s3:ListBucket\",\"why\":\"the role lacks it\"}")
                    .doesNotContain("{\"what\":\"s3:GetObject\"");
            assertThat(overHttp(scenario, server, true).get(0).json())
                    .contains("{\"what\":\"s3:GetObject\",\"why\":\"the role lacks it\"}");
        }
        assertThat(problems).isEmpty();
    }

    @Test
    void anUnreadableResponseOnlyLowersTheCertainty() throws IOException {
        Path scenario = EVENTS.resolve("grant-missing");
        try (AccountServer server = AccountServer.start(scenario)) {
            server.make("cloudfront get-origin-access-control", Fault.GARBAGE);
            server.make("s3api get-bucket-policy", Fault.GARBAGE);

            assertThat(overHttp(scenario, server, false).get(0).json())
                    .contains("\"what\":\"cloudfront:GetOriginAccessControl\",\"why\":\"AWS did not answer\"");
        }
        assertThat(problems).singleElement().asString().contains("cloudfront get-origin-access-control");
    }

    @Test
    void throttlingDuringADiagnosisIsReported() throws IOException {
        Path scenario = EVENTS.resolve("waf");
        try (AccountServer server = AccountServer.start(scenario)) {
            server.make("wafv2 get-web-acl", Fault.THROTTLED);

            assertThat(overHttp(scenario, server, false).get(0).json())
                    .contains("{\"what\":\"wafv2:GetWebACL\",\"why\":\"AWS throttled the call\"}");
        }
        assertThat(problems).isEmpty();
    }
}
