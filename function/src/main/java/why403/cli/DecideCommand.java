package why403.cli;

import java.util.Set;

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
    public Set<String> valued() {
        return Set.of("--policy", "--principal", "--distribution", "--oai", "--action", "--resource", "--context");
    }

    @Override
    public int run(Arguments arguments) throws WrongArgumentsException {
        throw new WrongArgumentsException("decide is not in this release: it comes with a later one. replay evaluates"
                + " bucket policies as part of a diagnosis.");
    }
}
