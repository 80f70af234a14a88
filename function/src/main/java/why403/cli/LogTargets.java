package why403.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import why403.aws.NoAccessException;
import why403.folder.LogFiles;
import why403.log.LogStore;
import why403.log.UnreadableObjectException;
import why403.trigger.LogObject;

/** The log objects that a person names: in files, in standard input, and in S3. */
final class LogTargets implements LogStore {

    private static final String STANDARD_INPUT = "-";
    private static final String STANDARD_INPUT_NAME = "standard input";

    private final LogFiles files = new LogFiles();
    private final Optional<LiveLogs> live;
    private final Set<LogObject> objects = new LinkedHashSet<>();

    private LogTargets(Optional<LiveLogs> live) {
        this.live = live;
    }

    /**
     * Finds the objects.
     *
     * @param live finds those in S3; empty if AWS must not be asked
     * @throws WrongArgumentsException if a target names nothing
     */
    static LogTargets of(List<String> targets, InputStream in, Optional<LiveLogs> live)
            throws IOException, WrongArgumentsException, NoAccessException {
        if (targets.isEmpty()) {
            throw new WrongArgumentsException(
                    "diagnose needs at least one log file, folder, s3:// address or distribution.");
        }
        LogTargets found = new LogTargets(live);
        for (String target : targets) {
            found.add(target, in);
        }
        return found;
    }

    private void add(String target, InputStream in) throws IOException, WrongArgumentsException, NoAccessException {
        if (target.equals(STANDARD_INPUT)) {
            files.add(STANDARD_INPUT_NAME, spooled(in));
        } else if (isNoFile(target) && (live.isPresent() || target.startsWith(LiveLogs.S3))) {
            objects.addAll(live.orElseThrow(() -> new WrongArgumentsException(
                            target + " is in S3. Leave out --offline and --account, so that why403 can read it."))
                    .of(target));
            return;
        } else if (files.add(target) == 0) {
            throw new WrongArgumentsException("There are no log files at " + target + ".");
        }
        objects.addAll(files.objects());
    }

    /** An existing path is a file, and so is what has a wildcard or a folder. */
    private static boolean isNoFile(String target) throws WrongArgumentsException {
        try {
            return target.startsWith(LiveLogs.S3)
                    || target.contains("://")
                    || (!Files.exists(Path.of(target)) && !target.matches(".*[*?\\[{/\\\\].*"));
        } catch (InvalidPathException garbage) {
            throw new WrongArgumentsException("This cannot be the name of a file: " + garbage.getMessage());
        }
    }

    /** A diagnosis can read a log twice, and standard input can be read once. */
    private static Path spooled(InputStream in) throws IOException {
        Path file = Files.createTempFile("why403", ".log");
        file.toFile().deleteOnExit();
        Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
        return file;
    }

    /** Each object once, in the order of the arguments. */
    List<LogObject> objects() {
        return new ArrayList<>(objects);
    }

    /** Whether a distribution is asked for. Of files and addresses, all are. */
    boolean isAskedFor(String distribution) {
        return !files.objects().isEmpty()
                || live.map(logs -> logs.isAskedFor(distribution)).orElse(true);
    }

    @Override
    public InputStream open(LogObject object) throws UnreadableObjectException {
        return object.isFile() ? files.open(object) : live.orElseThrow().store().open(object);
    }
}
