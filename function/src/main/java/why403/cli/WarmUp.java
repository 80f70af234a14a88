package why403.cli;

import java.nio.file.Path;
import software.amazon.awssdk.services.cloudfront.model.Distribution;
import why403.folder.DryRun;
import why403.folder.RecordedAccount;

/**
 * Loads classes in a second thread while the first log is read: it reads the recorded distributions and runs what
 * follows the reading. This takes a third of a second, which a second core does at the same time. Faults in a recording
 * are ignored here: the replay itself reports them.
 */
final class WarmUp implements Runnable {

    private final Path accountFolder;

    private WarmUp(Path accountFolder) {
        this.accountFolder = accountFolder;
    }

    /**
     * Starts the warm-up in a thread that does not keep the process alive. A single processor would only do work early that
     * a log without an incident does not need.
     */
    static void begin(Path accountFolder) {
        if (Runtime.getRuntime().availableProcessors() == 1) {
            return;
        }
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
                .map(distribution -> new DryRun(account, distribution))
                .ifPresent(DryRun::run);
    }
}
