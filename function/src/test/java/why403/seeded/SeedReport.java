package why403.seeded;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

/** Adds the seed to the stack trace of a failure: the display name of the invocation holds it. */
final class SeedReport implements TestExecutionExceptionHandler {

    /** Has no stack trace, because the failure has one. */
    private static final class SeedNote extends Exception {

        private static final long serialVersionUID = 1;

        SeedNote(String invocation) {
            super("The input of this invocation was generated: " + invocation, null, true, false);
        }
    }

    @Override
    public void handleTestExecutionException(ExtensionContext invocation, Throwable failure) throws Throwable {
        failure.addSuppressed(new SeedNote(invocation.getDisplayName()));
        throw failure;
    }
}
