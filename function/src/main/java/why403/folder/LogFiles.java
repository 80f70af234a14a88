package why403.folder;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import why403.log.LogStore;
import why403.log.UnreadableObjectException;
import why403.trigger.LogObject;

/** Log files that a person names: files, folders with everything below them, and patterns. Not thread-safe. */
public final class LogFiles implements LogStore {

    private static final String WILDCARDS = "*?[{";

    private final Map<LogObject, Path> files = new LinkedHashMap<>();
    private final Set<Path> known = new HashSet<>();
    private final List<String> problems = new ArrayList<>();

    /**
     * Adds a file, every file below a folder, or every file that a pattern matches.
     *
     * @return how many files it names, with those that could not be listed; 0 if there are none
     * @throws IOException if a folder cannot be listed; the message is a sentence
     */
    public int add(String target) throws IOException {
        List<Path> found = found(target);
        for (Path file : found) {
            // The same file can have several names.
            if (known.add(file.toRealPath())) {
                add(file.toString(), file);
            }
        }
        return found.size() + problems.size();
    }

    /** Adds a file under another name, by which messages call it. */
    public void add(String name, Path file) {
        files.put(LogObject.file(name), file);
    }

    /** The files in the order in which they were added, those of a folder by name. */
    public List<LogObject> objects() {
        return List.copyOf(files.keySet());
    }

    private List<Path> found(String target) throws IOException {
        Path path = Path.of(target);
        if (Files.isDirectory(path)) {
            return below(path);
        }
        if (Files.exists(path)) {
            return List.of(path);
        }
        return hasWildcard(target) ? matching(target) : List.of();
    }

    private static boolean hasWildcard(String text) {
        return text.chars().anyMatch(c -> WILDCARDS.indexOf(c) >= 0);
    }

    /** The pattern's own folders are walked, so {@code logs/2026-*}{@code /*.gz} matches as in a shell. */
    private List<Path> matching(String pattern) throws IOException {
        Path root = Path.of("");
        Path whole = Path.of(pattern);
        if (whole.isAbsolute()) {
            root = whole.getRoot();
        }
        for (Path name : whole) {
            if (hasWildcard(name.toString())) {
                break;
            }
            root = root.resolve(name);
        }
        PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + pattern);
        return Files.isDirectory(root) || root.toString().isEmpty()
                ? below(root).stream().filter(matcher::matches).toList()
                : List.of();
    }

    /** Hidden files and folders, such as those that a desktop leaves behind, are no logs. */
    private List<Path> below(Path folder) throws IOException {
        List<Path> found = new ArrayList<>();
        Files.walkFileTree(folder, Set.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, new SimpleFileVisitor<>() {

            @Override
            public FileVisitResult preVisitDirectory(Path below, BasicFileAttributes attributes) {
                return !below.equals(folder) && isHidden(below)
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (attributes.isRegularFile() && !isHidden(file)) {
                    found.add(file);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException why) {
                problems.add("Cannot read " + file + ": "
                        + (why instanceof AccessDeniedException ? "permission denied" : why.getMessage()) + ".");
                return FileVisitResult.CONTINUE;
            }
        });
        found.sort(Comparator.naturalOrder());
        return found;
    }

    private static boolean isHidden(Path path) {
        return path.getFileName() != null && path.getFileName().toString().startsWith(".");
    }

    /** One sentence for each file or folder that could not be listed. */
    public List<String> problems() {
        return List.copyOf(problems);
    }

    @Override
    public InputStream open(LogObject object) throws UnreadableObjectException {
        Path file = files.get(object);
        try {
            return Files.newInputStream(file);
        } catch (NoSuchFileException gone) {
            throw new UnreadableObjectException("Cannot read " + object + ": the file does not exist any more.", gone);
        } catch (FileSystemException refused) {
            String why = refused.getReason() == null ? "it cannot be opened" : refused.getReason();
            throw new UnreadableObjectException("Cannot read " + object + ": " + why + ".", refused);
        } catch (IOException failed) {
            throw new UnreadableObjectException("Cannot read " + object + ": " + failed.getMessage() + ".", failed);
        }
    }
}
