package why403.watch;

/** Exception messages as the second half of a sentence. */
final class ErrorMessages {

    private ErrorMessages() {}

    /** The message. An exception or error of another library is also named by its type. */
    static String of(Throwable wrong) {
        if (wrong instanceof OutOfMemoryError) {
            return "it needs more memory than the process has (" + named(wrong) + ")";
        }
        if (wrong instanceof StackOverflowError) {
            return "its data is nested too deeply or is too long (" + named(wrong) + ")";
        }
        boolean isOwn = wrong.getClass().getPackageName().startsWith("why403");
        return isOwn && wrong.getMessage() != null ? wrong.getMessage() : named(wrong);
    }

    private static String named(Throwable wrong) {
        return wrong.getClass().getName() + (wrong.getMessage() == null ? "" : ": " + wrong.getMessage());
    }
}
