package why403.folder;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The files below a folder. Neither a name nor a symbolic link can lead out of it.
 *
 * @param root the folder, which does not have to exist
 */
record Confined(Path root) {

    /** The reason why a file cannot have a name. */
    static final String UNNAMEABLE = "no file can have this name in the locale of this process; set LC_ALL=C.UTF-8";

    /** Whether a file can have that name. For letters outside of ASCII this depends on the locale of the process. */
    boolean canHold(String name) {
        return resolved(name).isPresent();
    }

    /** Whether something other than a folder exists under that name. */
    boolean holds(String name) {
        return resolved(name)
                .filter(path -> Files.exists(path) && !Files.isDirectory(path))
                .isPresent();
    }

    private Optional<Path> resolved(String name) {
        try {
            return Optional.of(root.resolve(name));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    /** The names of the files in a folder below this one, sorted; none if the folder does not exist. */
    List<String> names(String below) {
        String[] names = root.resolve(below).toFile().list();
        return names == null ? List.of() : Stream.of(names).sorted().toList();
    }

    /**
     * The real path of a file below the folder.
     *
     * @param name relative, with {@code /} between its parts
     * @throws NoSuchFileException if the file does not exist
     * @throws FileSystemException if it is not a regular file or lies outside of the folder; the exception says which
     */
    Path file(String name) throws IOException {
        Path path = inside(name);
        Path real = path.toRealPath();
        if (!real.startsWith(root.toRealPath())) {
            throw new FileSystemException(path.toString(), null, "it is a link that leads out of " + root);
        }
        if (!Files.isRegularFile(real)) {
            throw new FileSystemException(path.toString(), null, "it is not a regular file");
        }
        return real;
    }

    private Path inside(String name) throws FileSystemException {
        try {
            Path path = root.resolve(name).normalize();
            if (path.startsWith(root.normalize()) && !path.equals(root.normalize())) {
                return path;
            }
        } catch (InvalidPathException e) {
            throw (FileSystemException) new FileSystemException(root + "/" + name, null, UNNAMEABLE).initCause(e);
        }
        throw new FileSystemException(root + "/" + name, null, "it lies outside of " + root);
    }
}
