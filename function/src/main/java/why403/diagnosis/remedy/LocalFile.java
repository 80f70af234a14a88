package why403.diagnosis.remedy;

import why403.text.Shell;

/** Names of files that commands write to the directory where they run. */
public final class LocalFile {

    private static final int LONGEST = 100;

    private LocalFile() {}

    /**
     * A name for {@code stem} and {@code ending} that stays in the directory and that no command takes for an option.
     *
     * @param stem may contain anything, such as an origin's host name
     */
    public static String named(String stem, String ending) {
        String safe = stem.replaceAll("[^A-Za-z0-9._-]", "-").replaceFirst("^[.-]+", "");
        return (safe.isEmpty() ? "why403" : safe.substring(0, Math.min(LONGEST, safe.length()))) + ending;
    }

    /** The file as an argument that {@code aws} reads, a word of the shell. */
    public static String asParameter(String name) {
        return Shell.word("file://" + name);
    }
}
