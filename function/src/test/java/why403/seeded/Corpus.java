package why403.seeded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The committed inputs of a fuzz target, in the folder where jazzer-junit looks for them. */
public final class Corpus {

    private Corpus() {}

    /**
     * The content of each file of the test resource folder {@code <class>Inputs/<method>}, by the files' names.
     *
     * @param target the class that holds the fuzz target
     * @param method the name of the fuzz target's method
     */
    public static List<byte[]> of(Class<?> target, String method) {
        String name = target.getSimpleName() + "Inputs/" + method;
        URL folder = target.getResource(name);
        if (folder == null) {
            throw new IllegalStateException("The test resources of " + target.getPackageName() + " have no folder "
                    + name + ": create it and put one input into each file");
        }
        try (Stream<Path> files = Files.list(Path.of(folder.toURI()))) {
            List<byte[]> inputs = new ArrayList<>();
            for (Path file : files.sorted().toList()) {
                inputs.add(Files.readAllBytes(file));
            }
            return inputs;
        } catch (IOException failed) {
            throw new UncheckedIOException("Could not read " + name, failed);
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
