package why403.benchmark;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import why403.hash.HashKey;
import why403.log.LogReader;
import why403.log.Reading;
import why403.tally.Counts;
import why403.tally.ErrorMapping;
import why403.tally.Forbidden;
import why403.tally.Hashing;
import why403.tally.Horizon;
import why403.tally.ObjectTally;
import why403.tally.Scope;
import why403.trigger.LogObject;

/**
 * Counts one log as a function does that keeps no excerpt: {@code TallyAlone <file>} reads it, makes its tallies and prints
 * their sum. It stores nothing.
 */
public final class TallyAlone {

    private static final Instant NOW = Instant.parse("2026-11-24T11:20:00Z");

    private TallyAlone() {}

    /** One argument: the file, whose name stands for its key. */
    public static void main(String[] arguments) throws IOException {
        Path file = Path.of(arguments[0]);
        LogObject object = new LogObject("example-logs", file.getFileName().toString());
        Forbidden rule = Forbidden.under(ErrorMapping.NONE);
        ObjectTally tally = new ObjectTally(object, id -> rule, Horizon.ofEvent(NOW), Hashing.OF_REPLAY);
        try (InputStream stored = Files.newInputStream(file)) {
            Reading reading = new LogReader(host -> Optional.empty(), HashKey.OF_REPLAY).read(object, stored, tally);
            Counts sum = tally.tallies().stream()
                    .map(hour -> hour.scopes().get(Scope.WHOLE).sum())
                    .reduce(Counts.NONE, Counts::plus);
            System.out.println(reading + ", " + sum);
        }
    }
}
