package why403.watch;

/** Exception messages as the second half of a sentence. */
final class ErrorMessages {

    private ErrorMessages() {}

    /** The message. An exception of another library is also named by its type. */
    static String of(Exception wrong) {
        String message = wrong.getMessage() == null ? "no message" : wrong.getMessage();
        boolean expected = wrong.getClass().getPackageName().startsWith("why403");
        return expected ? message : wrong.getClass().getName() + ": " + message;
    }
}
