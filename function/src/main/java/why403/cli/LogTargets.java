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
    private static final String S3 = LiveLogs.S3;
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
        LogTargets found = new LogTargets(live);
        for (String target : targets) {
            found.add(target, in);
        }
        return found;
    }

    /**
     * What can be said without AWS.
     *
     * @throws WrongArgumentsException if a target is missing
     */
    static void check(List<String> targets, boolean isOffline) throws WrongArgumentsException {
        if (targets.isEmpty() || targets.stream().anyMatch(String::isBlank)) {
            throw new WrongArgumentsException(
                    "diagnose needs at least one log file, folder, s3:// address or distribution.");
        }
        for (String target : targets) {
            boolean isElsewhere = !target.equals(STANDARD_INPUT) && isNoFile(target);
            if (isElsewhere && isOffline) {
                throw new WrongArgumentsException((target.startsWith(S3)
                                ? target + " is in S3."
                                : "There are no log files at " + target + ", and a distribution needs the account.")
                        + " Leave out --offline and --account, so that why403 can ask AWS.");
            }
            if (!isElsewhere
                    && !target.equals(STANDARD_INPUT)
                    && !target.matches(".*[*?\\[{].*")
                    && !Files.exists(Path.of(target))) {
                throw new WrongArgumentsException("There are no log files at " + target + ".");
            }
        }
    }

    /** One sentence for each file or folder that could not be listed. */
    List<String> problems() {
        return files.problems();
    }

    private void add(String target, InputStream in) throws IOException, WrongArgumentsException, NoAccessException {
        if (target.equals(STANDARD_INPUT)) {
            files.add(STANDARD_INPUT_NAME, spooled(in));
        } else if (isNoFile(target)) {
            objects.addAll(live.orElseThrow().of(target));
            return;
        } else if (files.add(target) == 0) {
            throw new WrongArgumentsException("There are no log files at " + target + ".");
        }
        objects.addAll(files.objects());
    }

    /** An existing path is a file, and so is what has a wildcard or a folder. */
    private static boolean isNoFile(String target) throws WrongArgumentsException {
        try {
            return target.startsWith(S3)
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
