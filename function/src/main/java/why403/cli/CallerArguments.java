package why403.cli;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import why403.policy.Caller;
import why403.policy.IamPrincipal;
import why403.policy.Principal;

/** Reads from the arguments of {@code decide} who makes the request. */
final class CallerArguments {

    private static final String DISTRIBUTION = "--distribution";
    private static final String OAI = "--oai";
    private static final String CANONICAL = "canonical:";
    private static final String FEDERATED = "federated:";
    private static final String OAI_ARN =
            "arn:(aws[a-z-]*):iam::cloudfront:user/CloudFront Origin Access Identity (\\w+)";
    private static final int ACCOUNT_OF_ARN = 4;

    private final Arguments arguments;
    private final String action;
    private final Instant now;

    private CallerArguments(Arguments arguments, String action, Instant now) {
        this.arguments = arguments;
        this.action = action;
        this.now = now;
    }

    static Caller read(Arguments arguments, String action, Instant now) throws WrongArgumentsException {
        return new CallerArguments(arguments, action, now).caller().with(keys(arguments));
    }

    private Caller caller() throws WrongArgumentsException {
        String principal = DecideCommand.required(arguments, "--principal");
        Optional<String> distribution = arguments.value(DISTRIBUTION);
        Optional<String> oai = arguments.value(OAI);
        if (distribution.isPresent() && !principal.equals("oac")) {
            throw new WrongArgumentsException("--distribution applies only to the principal oac.");
        }
        if (oai.isPresent() && !principal.equals("oai")) {
            throw new WrongArgumentsException("--oai applies only to the principal oai.");
        }
        return switch (principal) {
            case "oac" -> originAccessControl(distribution);
            case "oai" ->
                Caller.originAccessIdentity(
                        new Principal.OriginAccessIdentity(
                                partition(), DecideCommand.required(arguments, OAI), Optional.empty()),
                        now,
                        Optional.empty());
            case "anonymous" -> Caller.anonymous(now, Optional.empty());
            default -> Caller.stated(stated(principal), Map.of());
        };
    }

    /** That of the resource, because no request leaves its partition. */
    private String partition() throws WrongArgumentsException {
        String[] parts = DecideCommand.required(arguments, "--resource").split(":", 3);
        return parts.length < 3 ? "aws" : parts[1];
    }

    private Caller originAccessControl(Optional<String> distribution) throws WrongArgumentsException {
        if (distribution.isEmpty()) {
            return Caller.someOriginAccessControl(now);
        }
        String arn = distribution.get();
        String[] parts = arn.split(":", 6);
        if (parts.length < 6 || !parts[0].equals("arn") || !parts[ACCOUNT_OF_ARN].matches("\\d{12}")) {
            throw new WrongArgumentsException("--distribution must be an ARN such as"
                    + " arn:aws:cloudfront::123456789012:distribution/E2EXAMPLE, not '" + arn + "'.");
        }
        return action.startsWith("lambda:")
                ? Caller.ofFunctionUrl(arn, parts[ACCOUNT_OF_ARN], now)
                : Caller.originAccessControl(arn, parts[ACCOUNT_OF_ARN], now);
    }

    private static Principal stated(String principal) throws WrongArgumentsException {
        if (principal.startsWith(CANONICAL) && principal.length() > CANONICAL.length()) {
            return new Principal.CanonicalUser(principal.substring(CANONICAL.length()));
        }
        if (principal.startsWith(FEDERATED) && principal.length() > FEDERATED.length()) {
            return new Principal.Federated(principal.substring(FEDERATED.length()));
        }
        if (principal.matches(OAI_ARN)) {
            return new Principal.OriginAccessIdentity(
                    principal.replaceFirst(OAI_ARN, "$1"), principal.replaceFirst(OAI_ARN, "$2"), Optional.empty());
        }
        if (principal.startsWith("arn:") && principal.split(":", 6).length == 6) {
            return new IamPrincipal(principal);
        }
        if (principal.matches("\\d{12}")) {
            return IamPrincipal.rootOf(principal);
        }
        if (principal.matches("[a-z0-9.-]+\\.amazonaws\\.com(\\.cn)?")) {
            return new Principal.Service(principal);
        }
        throw new WrongArgumentsException(
                "--principal must be oac, oai, anonymous, an ARN, an account id, a service such"
                        + " as logs.amazonaws.com, canonical:ID or federated:PROVIDER, not '" + principal + "'.");
    }

    /** Key names are not case-sensitive. */
    private static Map<String, List<String>> keys(Arguments arguments) throws WrongArgumentsException {
        Map<String, List<String>> keys = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String given : arguments.options().getOrDefault("--context", List.of())) {
            int equals = given.indexOf('=');
            if (equals < 1) {
                throw new WrongArgumentsException(
                        "--context must be KEY=VALUE, such as aws:SourceIp=192.0.2.1, not '" + given + "'.");
            }
            keys.computeIfAbsent(given.substring(0, equals), key -> new ArrayList<>())
                    .add(given.substring(equals + 1));
        }
        return keys;
    }
}
