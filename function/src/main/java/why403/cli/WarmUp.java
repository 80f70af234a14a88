package why403.cli;

import java.nio.file.Path;
import software.amazon.awssdk.services.cloudfront.model.Distribution;
import why403.folder.RecordedAccount;
import why403.folder.Rehearsal;

/**
 * Reads the recorded distributions and rehearses what comes after a log is read, for nothing but the classes that this
 * loads, while the log is being read: a third of a second, much of which a second core does at the same time. What is
 * wrong with a recording is said by whoever reads it in earnest.
 */
final class WarmUp implements Runnable {

    private final Path accountFolder;

    private WarmUp(Path accountFolder) {
        this.accountFolder = accountFolder;
    }

    /** Starts it beside everything else; the process does not wait for it to end. */
    static void begin(Path accountFolder) {
        Thread thread = new Thread(new WarmUp(accountFolder), "warm-up");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void run() {
        RecordedAccount account = new RecordedAccount(accountFolder);
        account.distributions().stream()
                .findFirst()
                .map(Distribution::id)
                .map(distribution -> new Rehearsal(account, distribution))
                .ifPresent(Rehearsal::run);
    }
}
