package why403.remedies;

/**
 * What {@code aws} does when it is called: its exit code and what it prints.
 *
 * @param output to standard output, whole lines
 * @param error to standard error, whole lines
 */
record Reply(int exitCode, String output, String error) {

    static final int API_ERROR = 254;
    private static final int USAGE_ERROR = 252;
    private static final int OTHER_ERROR = 255;

    static Reply printing(String text) {
        return new Reply(0, text.isEmpty() ? "" : text + "\n", "");
    }

    /** An error of the service, as {@code aws} prints it. */
    static Reply refusing(String operation, String code, String message) {
        return new Reply(
                API_ERROR,
                "",
                "\nAn error occurred (" + code + ") when calling the " + operation + " operation: " + message + "\n");
    }

    /** A call that {@code aws} does not even send. */
    static Reply wrongUsage(String message) {
        return new Reply(USAGE_ERROR, "", "\n" + message + "\n");
    }

    /** The connection breaks after a part of the answer was printed. */
    Reply cutOff() {
        return new Reply(
                OTHER_ERROR,
                output.substring(0, output.length() / 2).stripTrailing() + "\n",
                "\nCould not connect to the endpoint URL: \"https://example.amazonaws.com/\"\n");
    }

    boolean isSuccess() {
        return exitCode == 0;
    }

    /** Whether the service says that the resource does not exist, and not merely that the call failed. */
    boolean isAbsence() {
        return error.contains("(NoSuchBucketPolicy)") || error.contains("(NoSuchFunctionExists)");
    }

    /** Whether the service says that an earlier call did the same. */
    boolean isRepetition() {
        return error.contains("(RestoreAlreadyInProgress)") || error.contains("(ResourceConflictException)");
    }
}
