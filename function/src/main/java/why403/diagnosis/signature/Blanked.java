package why403.diagnosis.signature;

/** Values that somebody replaced before the log was shared. They say nothing about what was sent. */
final class Blanked {

    private Blanked() {}

    /** Whether the value is the placeholder of {@code events/README.md}, or repeats one character. */
    static boolean is(String value) {
        return value.equals("BLANKED_") || value.chars().distinct().limit(2).count() == 1;
    }
}
