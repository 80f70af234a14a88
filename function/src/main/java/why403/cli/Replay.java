package why403.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.cloudfront.model.Distribution;
import why403.folder.LogFolders;
import why403.folder.MemoryIncidents;
import why403.folder.MemoryTallies;
import why403.folder.RecordedAccount;
import why403.history.RecentHours;
import why403.json.JsonProblem;
import why403.spike.IncidentMachine;
import why403.spike.Sensitivity;
import why403.tally.Counts;
import why403.tally.Hashing;
import why403.tally.Horizon;
import why403.text.Phrases;
import why403.text.Printable;
import why403.trigger.Delivery;
import why403.trigger.EventReader;
import why403.trigger.LogObject;
import why403.trigger.Message;
import why403.watch.LogAccess;
import why403.watch.Tallier;
import why403.watch.TallyResult;
import why403.watch.TallyResult.Totals;
import why403.watch.Timekeeper;
import why403.watch.Watch;
import why403.watch.WatchBackoff;
import why403.watch.WatchOptions;
import why403.watch.WatchResult;
import why403.watch.WatchedDistributions;
import why403.watch.mapping.ErrorMappings;

/** Replays one or more events that share a history. */
final class Replay {

    private final boolean missing;
    private final PrintStream out;
    private final PrintStream err;
    private final PrintingChannel channel;
    private final Progress progress;
    private final LogFolders folders = new LogFolders();
    private final MemoryTallies tallies = new MemoryTallies();
    private final MemoryIncidents incidents = new MemoryIncidents();
    private final EventReader events = new EventReader();
    private final Set<String> missingCommands = new LinkedHashSet<>();
    private final Map<LogObject, Totals> counted = new HashMap<>();
    private boolean somethingUnreadable;

    Replay(Format format, boolean missing, PrintStream out, PrintStream err, boolean terminal) {
        this.missing = missing;
        this.out = out;
        this.err = err;
        this.channel =
                missing ? new PrintingChannel(format, nowhere(), nowhere()) : new PrintingChannel(format, out, err);
        this.progress = new Progress(folders, err, terminal);
    }

    int run(List<Path> eventFiles) {
        eventFiles.forEach(this::step);
        if (missing) {
            missingCommands.forEach(out::println);
        }
        if (channel.published() == 0) {
            reportThatNothingOpened();
        }
        return somethingUnreadable ? ExitCode.SOMETHING_UNREADABLE : ExitCode.DONE;
    }

    private void step(Path eventFile) {
        read(eventFile).map(events::read).ifPresent(delivery -> {
            delivery.messages().forEach(message -> report(eventFile, message));
            step(eventFile.resolveSibling(""), delivery);
        });
    }

    private void step(Path scenario, Delivery delivery) {
        delivery.objects().forEach(object -> folders.named(object, scenario));
        Path accountFolder = scenario.resolve("account");
        RecordedAccount account = new RecordedAccount(accountFolder);
        Instant now = delivery.time().orElse(Instant.EPOCH);
        Timekeeper time = Timekeeper.endless(() -> now);
        LogAccess logs = LogAccess.ofBothOperations(
                progress,
                account,
                host -> recordedDistribution(account, host),
                Hashing.OF_REPLAY.tables(),
                time,
                Runtime.getRuntime().maxMemory());
        TallyResult tallied = new Tallier(
                        logs,
                        tallies,
                        ErrorMappings.recorded(account),
                        WatchedDistributions.ALL,
                        Hashing.OF_REPLAY,
                        time)
                .tally(delivery.objects(), Horizon.ofEvent(now));
        counted.putAll(tallied.counted());
        tallied.remarks().forEach(remark -> err.println(Printable.line(remark)));
        tallied.failed().values().forEach(this::unreadable);
        WatchResult watched = watch(logs, account, time).watch(tallied);
        watched.problems().forEach(this::unreadable);
        watched.undone().forEach(this::unreadable);
        account.problems().forEach(this::unreadable);
        account.missing().forEach(question -> missingCommands.add(question.commandLine(accountFolder.toString())));
    }

    private Watch watch(LogAccess logs, RecordedAccount account, Timekeeper time) {
        return new Watch(
                logs,
                tallies,
                incidents,
                account,
                channel,
                new IncidentMachine(Sensitivity.NORMAL),
                WatchOptions.EVERYTHING,
                new WatchBackoff(),
                new RecentHours(0),
                time);
    }

    static Optional<String> recordedDistribution(RecordedAccount account, String domainName) {
        return account.distributions().stream()
                .filter(distribution -> domainName.equalsIgnoreCase(distribution.domainName()))
                .map(Distribution::id)
                .findFirst();
    }

    private Optional<JsonNode> read(Path eventFile) {
        try {
            return Optional.of(parsed(eventFile));
        } catch (StreamConstraintsException tooLarge) {
            unreadable(eventFile + " " + JsonProblem.of(tooLarge) + ".");
        } catch (JsonProcessingException notJson) {
            unreadable(eventFile + " is not JSON: " + notJson.getOriginalMessage()
                    + ". replay needs the event that names the log objects; 'why403 help replay' shows one.");
        } catch (IOException broken) {
            unreadable("Cannot read " + eventFile + ": " + broken.getMessage());
        }
        return Optional.empty();
    }

    private static JsonNode parsed(Path eventFile) throws IOException {
        try (InputStream event = Files.newInputStream(eventFile)) {
            return EventReader.parse(event);
        }
    }

    private void report(Path eventFile, Message message) {
        message.passedOver().forEach(line -> err.println(Printable.line(eventFile + ": " + line)));
        message.problem().ifPresent(problem -> unreadable(eventFile + ": " + problem));
    }

    private void unreadable(String sentence) {
        somethingUnreadable = true;
        err.println(Printable.line(sentence));
    }

    private static PrintStream nowhere() {
        return new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    }

    private void reportThatNothingOpened() {
        Totals totals = counted.values().stream().reduce(Totals.NONE, Totals::plus);
        Counts traffic = totals.traffic();
        double rate = traffic.requests() == 0 ? 0 : 100.0 * traffic.forbidden() / traffic.requests();
        err.printf(
                Locale.ROOT,
                "No incident: %s with %s, %,d forbidden (%.1f %%).%n",
                Phrases.count(totals.objects(), "object"),
                Phrases.count(traffic.requests(), "record"),
                traffic.forbidden(),
                rate);
    }
}
