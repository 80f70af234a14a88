package why403.watch;

/** What went wrong, in a sentence's second half. */
final class Problems {

    private Problems() {}

    /** The message; what nobody expected is named by its type too. */
    static String of(Exception wrong) {
        String message = wrong.getMessage() == null ? "no message" : wrong.getMessage();
        boolean expected = wrong.getClass().getPackageName().startsWith("why403");
        return expected ? message : wrong.getClass().getName() + ": " + message;
    }
}
