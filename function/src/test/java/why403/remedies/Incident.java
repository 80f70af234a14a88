package why403.remedies;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import why403.cause.Diagnosis;
import why403.cli.Replayed;
import why403.diagnosis.Diagnostician;
import why403.folder.LogFolder;
import why403.folder.RecordedAccount;
import why403.hash.HashKey;
import why403.json.JsonTree;
import why403.log.FieldSelection;
import why403.log.LogReader;
import why403.log.LogRecord;
import why403.log.UnreadableObjectException;
import why403.sample.Sample;
import why403.sample.Strata;
import why403.trigger.EventReader;
import why403.trigger.LogObject;

/**
 * Refused requests, and the account that refused them.
 *
 * @param onset the minute when it began
 * @param account the folder of the account's recordings
 * @param refused the forbidden records, at least one
 * @param printed the commands of the notice that {@code replay} prints; empty for an incident that is no scenario
 * @param denied whether the remedy says that a Deny statement still refuses the requests
 */
record Incident(
        String name,
        String distribution,
        Instant onset,
        Path account,
        List<LogRecord> refused,
        Optional<List<String>> printed,
        boolean denied) {

    private static final int FORBIDDEN = 403;
    private static final double USUAL_RATE = 0.004;

    /** A committed sample: the incident that {@code replay} reports first, and its forbidden records. */
    static Incident sample(Path scenario) {
        JsonNode notice = Replayed.lines(scenario).stream()
                .map(AccountState::read)
                .filter(one -> one.path("event").asText().equals("opened"))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("replay opens no incident in " + scenario));
        List<String> commands = new ArrayList<>();
        notice.path("causes")
                .forEach(cause ->
                        cause.path("remedy").path("commands").forEach(command -> commands.add(command.asText())));
        return new Incident(
                scenario.getFileName().toString(),
                notice.path("distributionId").asText(),
                Instant.parse(notice.path("spike").path("from").asText()),
                scenario.resolve("account"),
                forbidden(scenario, notice),
                Optional.of(commands),
                false);
    }

    private static List<LogRecord> forbidden(Path scenario, JsonNode notice) {
        JsonNode spike = notice.path("spike");
        Instant from = Instant.parse(spike.path("from").asText());
        Instant to = Instant.parse(spike.path("to").asText());
        List<LogRecord> forbidden = new ArrayList<>();
        LogFolder logs = new LogFolder(scenario);
        LogReader reader = new LogReader(host -> Optional.empty(), HashKey.OF_REPLAY);
        try {
            int logged =
                    statusOfForbidden(scenario, notice.path("distributionId").asText());
            for (LogObject object : new EventReader()
                    .read(JsonTree.read(Files.readAllBytes(scenario.resolve("event.json"))))
                    .objects()) {
                try (InputStream stored = logs.open(object)) {
                    reader.read(object, stored, (distribution, line) -> {
                        Instant time = Instant.ofEpochSecond(line.epochSecond());
                        if (line.status() == logged && !time.isBefore(from) && time.isBefore(to)) {
                            forbidden.add(line.toRecord(FieldSelection.ALL));
                        }
                    });
                }
            }
        } catch (IOException | UnreadableObjectException failed) {
            throw new IllegalStateException("Cannot read the sample " + scenario, failed);
        }
        return forbidden;
    }

    /** The status that the distribution answers where it would answer 403. */
    private static int statusOfForbidden(Path scenario, String distribution) throws IOException {
        Path recording = scenario.resolve("account/cloudfront/get-distribution/" + distribution + ".json");
        JsonNode pages = JsonTree.read(Files.readAllBytes(recording))
                .at("/Distribution/DistributionConfig/CustomErrorResponses/Items");
        for (JsonNode page : pages) {
            if (page.path("ErrorCode").asInt() == FORBIDDEN
                    && !page.path("ResponseCode").asText().isEmpty()) {
                return page.path("ResponseCode").asInt();
            }
        }
        return FORBIDDEN;
    }

    Diagnosis diagnosis() {
        return diagnosis(account);
    }

    /** The diagnosis of the same records with the account recorded in that folder. */
    Diagnosis diagnosis(Path recordings) {
        RecordedAccount recorded = new RecordedAccount(recordings);
        Sample sample = new Sample(
                refused.stream()
                        .map(record -> new Sample.Examined(record, false))
                        .toList(),
                refused.size(),
                Strata.NONE,
                Strata.NONE);
        Diagnosis diagnosis = new Diagnostician(recorded).diagnose(distribution, onset, sample, USUAL_RATE);
        if (!recorded.problems().isEmpty() || !diagnosis.problems().isEmpty()) {
            throw new IllegalStateException(name + ": " + recorded.problems() + " " + diagnosis.problems());
        }
        return diagnosis;
    }

    /** All commands of the notice, in order. */
    List<String> commands() {
        return printed.orElseGet(this::diagnosedCommands);
    }

    /** The commands of the diagnosis, including those that a notice does not print. */
    List<String> diagnosedCommands() {
        return diagnosis().causes().stream()
                .flatMap(cause -> cause.remedy().stream())
                .flatMap(remedy -> remedy.commandTexts().stream())
                .toList();
    }

    @Override
    public String toString() {
        return name;
    }
}
