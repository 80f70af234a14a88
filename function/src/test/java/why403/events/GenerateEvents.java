package why403.events;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Writes all scenarios into a folder, {@code events/} as a rule. Files whose text is right already stay as they are. */
public final class GenerateEvents {

    private GenerateEvents() {}

    /**
     * Writes them.
     *
     * @param arguments the folder
     */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 1) {
            throw new IllegalArgumentException("Give one argument: the folder to write the scenarios to");
        }
        for (Scenario scenario : Scenarios.ALL) {
            write(Path.of(arguments[0]).resolve(scenario.name()), ScenarioFiles.of(scenario));
        }
    }

    static void write(Path folder, Map<String, String> files) throws IOException {
        for (Map.Entry<String, String> file : files.entrySet()) {
            Path path = folder.resolve(file.getKey());
            if (!read(path).equals(Optional.of(file.getValue()))) {
                Files.createDirectories(path.getParent());
                Files.write(path, ScenarioFiles.pack(file.getKey(), file.getValue()));
            }
        }
        for (Path path : filesBelow(folder)) {
            if (!files.containsKey(nameIn(folder, path))) {
                Files.delete(path);
            }
        }
    }

    static Iterable<Path> filesBelow(Path folder) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            return paths.filter(Files::isRegularFile).sorted().toList();
        }
    }

    /** The path below the folder, with {@code /} on every system. */
    static String nameIn(Path folder, Path path) {
        return folder.relativize(path).toString().replace(path.getFileSystem().getSeparator(), "/");
    }

    private static Optional<String> read(Path path) throws IOException {
        return Files.exists(path)
                ? Optional.of(ScenarioFiles.unpack(path.toString(), Files.readAllBytes(path)))
                : Optional.empty();
    }
}
