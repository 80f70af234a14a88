package why403.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.cloudfront.model.Distribution;
import why403.alert.Channel;
import why403.folder.LogFolders;
import why403.folder.MemoryIncidents;
import why403.folder.MemoryTallies;
import why403.folder.RecordedAccount;
import why403.spike.IncidentMachine;
import why403.spike.Sensitivity;
import why403.spike.Tuning;
import why403.trigger.Delivery;
import why403.trigger.EventReader;
import why403.trigger.Message;
import why403.watch.Tallied;
import why403.watch.Watch;

/** One run over one or several events that share a history. */
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
    private final JsonMapper mapper = new JsonMapper();
    private final Set<String> missingCommands = new LinkedHashSet<>();
    private Tallied.Totals totals = Tallied.Totals.NONE;
    private boolean somethingUnreadable;

    Replay(Format format, boolean missing, PrintStream out, PrintStream err, boolean terminal) {
        this.missing = missing;
        this.out = out;
        this.err = err;
        this.channel = new PrintingChannel(format, out, err);
        this.progress = new Progress(folders, err, terminal);
    }

    int run(List<Path> eventFiles) {
        eventFiles.forEach(this::step);
        if (missing) {
            missingCommands.forEach(out::println);
        } else if (channel.published() == 0) {
            sayThatNothingOpened();
        }
        return somethingUnreadable ? ExitCode.SOMETHING_UNREADABLE : ExitCode.DONE;
    }

    private void step(Path eventFile) {
        Optional<JsonNode> event = read(eventFile);
        if (event.isEmpty()) {
            return;
        }
        Path scenario = eventFile.resolveSibling("");
        Delivery delivery = events.read(event.get());
        delivery.messages().forEach(message -> report(eventFile, message));
        delivery.objects().forEach(object -> folders.named(object, scenario));
        Path accountFolder = scenario.resolve("account");
        RecordedAccount account = new RecordedAccount(accountFolder);
        Channel told = missing ? notice -> {} : channel;
        Watch watch = new Watch(
                progress,
                tallies,
                incidents,
                account,
                host -> recordedDistribution(account, host),
                told,
                new IncidentMachine(Tuning.of(Sensitivity.NORMAL)));
        Tallied tallied = watch.tally(delivery.objects(), delivery.time().orElse(Instant.EPOCH));
        totals = totals.plus(tallied.totals());
        tallied.remarks().forEach(err::println);
        tallied.unreadable().forEach(this::unreadable);
        watch.watch(tallied).forEach(this::unreadable);
        account.problems().forEach(this::unreadable);
        account.missing().forEach(question -> missingCommands.add(question.commandLine(accountFolder.toString())));
    }

    private static Optional<String> recordedDistribution(RecordedAccount account, String domainName) {
        return account.distributions().stream()
                .filter(distribution -> domainName.equalsIgnoreCase(distribution.domainName()))
                .map(Distribution::id)
                .findFirst();
    }

    private Optional<JsonNode> read(Path eventFile) {
        try {
            return Optional.of(mapper.readTree(Files.readAllBytes(eventFile)));
        } catch (JsonProcessingException notJson) {
            unreadable(eventFile + " is no JSON: " + notJson.getOriginalMessage());
        } catch (IOException broken) {
            unreadable(eventFile + " cannot be read: " + broken.getMessage());
        }
        return Optional.empty();
    }

    private void report(Path eventFile, Message message) {
        message.passedOver().forEach(line -> err.println(eventFile + ": " + line));
        message.problem().ifPresent(problem -> unreadable(eventFile + ": " + problem));
    }

    private void unreadable(String sentence) {
        somethingUnreadable = true;
        err.println(sentence);
    }

    private void sayThatNothingOpened() {
        double rate = totals.records() == 0 ? 0 : 100.0 * totals.forbidden() / totals.records();
        err.printf(
                Locale.ROOT,
                "No incident: %d objects with %d records, %d of them forbidden (%.1f %%).%n",
                totals.objects(),
                totals.records(),
                totals.forbidden(),
                rate);
    }
}
