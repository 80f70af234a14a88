package why403.cli;

import java.util.stream.Stream;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Options;
import org.apache.commons.cli.ParseException;

/** Will evaluate a policy for CloudFront by itself; until then it says so. */
final class DecideCommand implements Command {

    @Override
    public String help() {
        return """
            Usage: why403 decide
            Not in this release: decides what a policy says to CloudFront.
            """;
    }

    @Override
    public Options options() {
        Options options = new Options();
        Stream.of("policy", "principal", "distribution", "oai", "action", "resource", "context")
                .forEach(name -> options.addOption(null, name, true, ""));
        return options;
    }

    @Override
    public int run(CommandLine arguments) throws ParseException {
        throw new ParseException("decide is not in this release: it comes with a later one. replay evaluates bucket"
                + " policies as part of a diagnosis.");
    }
}
