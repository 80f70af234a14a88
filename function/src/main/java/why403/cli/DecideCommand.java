package why403.cli;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

/** Will evaluate a policy for CloudFront by itself; until then it says so. */
@Command(name = "decide", description = "Not in this release: decides what a policy says to CloudFront.")
final class DecideCommand implements Callable<Integer> {

    private final PrintStream err;

    @Unmatched
    private final List<String> ignored = new ArrayList<>();

    DecideCommand(PrintStream err) {
        this.err = err;
    }

    @Override
    public Integer call() {
        err.println("decide is not in this release: it comes with a later one. replay evaluates bucket policies"
                + " as part of a diagnosis.");
        return ExitCode.WRONG_ARGUMENTS;
    }
}
