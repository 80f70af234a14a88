package why403.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import why403.json.JsonTree;
import why403.policy.Decision;
import why403.policy.NearMiss;
import why403.policy.Policy;
import why403.policy.Request;
import why403.policy.Resource;

/** Evaluates a resource policy for one request. */
final class DecideCommand implements Command {

    private static final String HELP = """
            Usage: why403 decide --policy FILE --principal PRINCIPAL --action ACTION --resource ARN
                     [--distribution ARN] [--oai ID] [--context KEY=VALUE]...
            Says what a resource policy (of a bucket, KMS key, Lambda function or API) decides about one
            request, and which statements decide. Prints one line of JSON.

              --policy FILE         The policy as JSON, or the output of aws s3api get-bucket-policy.
              --principal PRINCIPAL oac (CloudFront with an origin access control), oai (CloudFront with
                                    an origin access identity), anonymous, an ARN, an account id (its root
                                    user), a service such as logs.amazonaws.com, canonical:ID or
                                    federated:PROVIDER.
              --distribution ARN    For oac: the distribution that sends the request.
              --oai ID              For oai: the identity.
              --action ACTION       Such as s3:GetObject.
              --resource ARN        Such as arn:aws:s3:::example-assets/css/site.css.
              --context KEY=VALUE   The value of a condition key. Give a key several times if it has
                                    several values.
              -h, --help            Show this help.

            For oac, oai and anonymous, why403 knows some condition keys; those that it cannot know are
            unknown, and the decision is undetermined if it depends on one. For every other principal,
            only the keys of --context are present, and what follows from the principal:
            aws:PrincipalArn, aws:PrincipalAccount, aws:PrincipalIsAWSService and
            aws:PrincipalServiceName. The current time is now, unless --context sets aws:CurrentTime.

            Exit code: 0 decided; 2 wrong arguments, or a policy that cannot be read.
            """;

    private final PrintStream out;
    private final PrintStream err;
    private final InstantSource clock;

    DecideCommand(PrintStream out, PrintStream err, InstantSource clock) {
        this.out = out;
        this.err = err;
        this.clock = clock;
    }

    @Override
    public String help() {
        return HELP;
    }

    @Override
    public Set<String> valued() {
        return Set.of("--policy", "--principal", "--distribution", "--oai", "--action", "--resource", "--context");
    }

    @Override
    public int run(Arguments arguments) throws IOException, WrongArgumentsException {
        if (!arguments.others().isEmpty()) {
            throw new WrongArgumentsException(
                    "decide takes only options, not '" + arguments.others().get(0) + "'.");
        }
        Path file = file(required(arguments, "--policy"));
        String action = required(arguments, "--action");
        if (!action.matches("[A-Za-z0-9-]+:[A-Za-z0-9]+")) {
            throw new WrongArgumentsException(
                    "--action must be one action such as s3:GetObject, not '" + action + "'.");
        }
        Resource resource = new Resource.Exactly(required(arguments, "--resource"));
        Request request = new Request(CallerArguments.read(arguments, action, clock.instant()), action, resource);
        Policy.Reading reading = Policy.read(policyIn(file));
        if (reading instanceof Policy.Unreadable unreadable) {
            err.println(unreadable.reason());
            return ExitCode.WRONG_ARGUMENTS;
        }
        if (reading instanceof Policy.Read read) {
            out.println(JsonTree.write(json(read.policy().decide(request))));
        }
        return ExitCode.DONE;
    }

    static String required(Arguments arguments, String option) throws WrongArgumentsException {
        return arguments
                .value(option)
                .filter(value -> !value.isEmpty())
                .orElseThrow(() -> new WrongArgumentsException("The option " + option + " is missing."));
    }

    private static Path file(String name) throws WrongArgumentsException {
        try {
            Path file = Path.of(name);
            if (!Files.isRegularFile(file)) {
                throw new WrongArgumentsException("There is no file " + name + ".");
            }
            return file;
        } catch (InvalidPathException e) {
            throw new WrongArgumentsException("This cannot be the name of a file: " + e.getMessage());
        }
    }

    /** The policy as it is in the file, or inside an answer of get-bucket-policy. */
    private static String policyIn(Path file) throws IOException {
        String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        try {
            JsonNode inside = JsonTree.read(text).path("Policy");
            return inside.isTextual() ? inside.textValue() : text;
        } catch (JsonProcessingException noJson) {
            return text; // the reader of policies says what is wrong
        }
    }

    private static ObjectNode json(Decision decision) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put(
                "decision",
                switch (decision.outcome()) {
                    case ALLOW -> "allow";
                    case IMPLICIT_DENY -> "implicit-deny";
                    case EXPLICIT_DENY -> "explicit-deny";
                    case UNDETERMINED -> "undetermined";
                });
        ArrayNode statements = json.putArray("statements");
        decision.statements().forEach(statements::add);
        ArrayNode unknownKeys = json.putArray("unknownKeys");
        decision.unknownKeys().forEach(unknownKeys::add);
        Optional<NearMiss> nearMiss = decision.nearMiss();
        if (nearMiss.isEmpty()) {
            json.putNull("nearMiss");
        } else {
            json.putObject("nearMiss")
                    .put("statement", nearMiss.get().statement())
                    .put("part", nearMiss.get().part().name().toLowerCase(Locale.ROOT))
                    .put("expected", nearMiss.get().expected())
                    .put("found", nearMiss.get().found());
        }
        return json;
    }
}
