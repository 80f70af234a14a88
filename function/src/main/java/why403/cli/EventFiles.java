package why403.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The events that {@code replay} replays, found among its arguments. A shell expands {@code events/*} to whatever lies in
 * that folder, so a file that cannot be an event is skipped.
 *
 * @param events the files that are events by their name, whether they exist or not
 * @param skipped the other files
 */
record EventFiles(List<Path> events, List<Path> skipped) {

    /** Chooses the events among these arguments. */
    static EventFiles among(List<Path> arguments) {
        return new EventFiles(
                arguments.stream()
                        .filter(argument -> !isSkipped(argument))
                        .map(EventFiles::eventFile)
                        .toList(),
                arguments.stream().filter(EventFiles::isSkipped).toList());
    }

    private static boolean isSkipped(Path argument) {
        return Files.exists(argument)
                && !Files.isDirectory(argument)
                && !argument.toString().endsWith(".json");
    }

    private static Path eventFile(Path argument) {
        return Files.isDirectory(argument) ? argument.resolve("event.json") : argument;
    }

    /** Those events whose file does not exist. */
    List<Path> absent() {
        return events.stream().filter(event -> !Files.isRegularFile(event)).toList();
    }
}
