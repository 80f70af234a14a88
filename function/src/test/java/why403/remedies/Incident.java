package why403.remedies;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import why403.cause.Diagnosis;
import why403.diagnosis.Diagnostician;
import why403.folder.LogFolder;
import why403.folder.RecordedAccount;
import why403.json.JsonTree;
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
 * @param account the folder of the account's recordings
 * @param refused the forbidden records, at least one
 * @param denied whether the remedy says that a Deny statement still refuses the requests
 */
record Incident(String name, String distribution, Path account, List<LogRecord> refused, boolean denied) {

    private static final int FORBIDDEN = 403;
    private static final double USUAL_RATE = 0.004;

    /** A committed sample: all that its log objects hold. */
    static Incident sample(Path scenario) {
        List<LogRecord> refused = new ArrayList<>();
        List<String> distributions = new ArrayList<>();
        try {
            LogFolder logs = new LogFolder(scenario);
            LogReader reader = new LogReader(host -> new RecordedAccount(scenario.resolve("account"))
                    .distributions().stream()
                            .filter(one -> one.domainName().equals(host))
                            .map(one -> one.id())
                            .findFirst());
            for (LogObject object : new EventReader()
                    .read(JsonTree.read(Files.readAllBytes(scenario.resolve("event.json"))))
                    .objects()) {
                try (InputStream stored = logs.open(object)) {
                    reader.read(object, stored, (distribution, line) -> {
                        if (line.status() == FORBIDDEN) {
                            refused.add(line.toRecord());
                            distributions.add(distribution);
                        }
                    });
                }
            }
        } catch (IOException | UnreadableObjectException failed) {
            throw new IllegalStateException("Cannot read the sample " + scenario, failed);
        }
        if (distributions.stream().distinct().count() != 1) {
            throw new IllegalStateException("Expected forbidden records of one distribution in " + scenario + ", found "
                    + distributions.stream().distinct().toList());
        }
        return new Incident(
                scenario.getFileName().toString(), distributions.get(0), scenario.resolve("account"), refused, false);
    }

    Diagnosis diagnosis() {
        return diagnosis(account);
    }

    /** The diagnosis of the same records as if the account were as recorded there. */
    Diagnosis diagnosis(Path recordings) {
        RecordedAccount recorded = new RecordedAccount(recordings);
        Sample sample = new Sample(
                refused.stream()
                        .map(record -> new Sample.Examined(record, false))
                        .toList(),
                refused.size(),
                Strata.NONE,
                Strata.NONE);
        Diagnosis diagnosis = new Diagnostician(recorded)
                .diagnose(distribution, refused.get(0).time(), sample, USUAL_RATE);
        if (!recorded.problems().isEmpty() || !diagnosis.problems().isEmpty()) {
            throw new IllegalStateException(name + ": " + recorded.problems() + " " + diagnosis.problems());
        }
        return diagnosis;
    }

    /** All commands of the notice, in order. */
    List<String> commands() {
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
