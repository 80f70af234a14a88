package why403.cli;

import java.nio.file.Path;
import why403.folder.RecordedAccount;

/**
 * Reads the recorded distributions for nothing but the classes that this loads, while the log is being read: a fifth of
 * a second, much of which a second core does at the same time. What is wrong with a recording is said by whoever reads
 * it in earnest.
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
        new RecordedAccount(accountFolder).distributions();
    }
}
