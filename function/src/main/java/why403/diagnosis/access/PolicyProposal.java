package why403.diagnosis.access;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import why403.cause.Remedy;
import why403.diagnosis.remedy.Json;
import why403.diagnosis.request.S3Bucket;
import why403.json.JsonTree;
import why403.policy.Decision;
import why403.policy.Decision.Outcome;
import why403.policy.Policy;
import why403.policy.Request;
import why403.text.Shell;

/**
 * A bucket policy that is to replace the one on record, or to be its first, with what the evaluator says to it.
 *
 * @param document the whole policy
 * @param decision on what was refused; where it still refuses some of it, on the first such
 */
public record PolicyProposal(ObjectNode document, Decision decision) {

    /** Conditions whose values are passwords in disguise: such a policy is changed in a file, and not printed. */
    private static final Pattern SECRET = Pattern.compile("(?i)\"aws:(Referer|UserAgent)\"");

    /** Tries the document on what each of those requests needs. */
    public static PolicyProposal of(ObjectNode document, Collection<S3Request> requests) {
        return ofNeeds(document, requests.stream().map(S3Request::object).toList());
    }

    public static PolicyProposal ofNeeds(ObjectNode document, List<Request> needs) {
        if (Policy.read(JsonTree.write(document)) instanceof Policy.Read read) {
            List<Decision> decisions = needs.stream().map(read.policy()::decide).toList();
            Decision worst = decisions.stream()
                    .filter(decision -> decision.outcome() != Outcome.ALLOW)
                    .findFirst()
                    .orElse(decisions.get(0));
            return new PolicyProposal(document, worst);
        }
        throw new IllegalArgumentException("A proposed policy must be readable: " + JsonTree.write(document));
    }

    public boolean allows() {
        return decision.outcome() == Outcome.ALLOW;
    }

    /** What the evaluator says to it, and what was not looked at: the end of a remedy's summary. */
    String verdict() {
        String said = switch (decision.outcome()) {
            case ALLOW -> "the evaluator says allow to the whole policy";
            case EXPLICIT_DENY ->
                "Deny statement " + String.join(", ", decision.statements())
                        + " still refuses and must be narrowed first";
            case IMPLICIT_DENY -> "the evaluator still says deny";
            case UNDETERMINED ->
                "statement " + String.join(", ", decision.statements()) + " may still refuse, depending on "
                        + String.join(", ", decision.unknownKeys());
        };
        return said + "; not checked against Block Public Access or a key policy";
    }

    /** The commands that put it, and the document where it may be printed. */
    public Remedy remedy(String summary, S3Bucket bucket, List<ObjectNode> additions, String lastCommand) {
        String whole = summary + " (" + verdict() + ")";
        String options = " --bucket " + bucket.name() + bucket.regionOption();
        List<String> commands = new ArrayList<>();
        boolean isSecret = SECRET.matcher(JsonTree.write(document)).find();
        if (isSecret) {
            String file = bucket.name() + "-policy.json";
            commands.add("aws s3api get-bucket-policy" + options + " --query Policy --output text > old-" + file);
            commands.add("jq "
                    + Shell.quoted(".Statement = ([.Statement] | flatten) + " + JsonTree.write(Json.list(additions)))
                    + " old-" + file + " > " + file);
            commands.add("aws s3api put-bucket-policy" + options + " --policy file://" + file);
        } else {
            commands.add("aws s3api put-bucket-policy --bucket " + bucket.name() + " --policy "
                    + Shell.quoted(JsonTree.write(document)) + bucket.regionOption());
        }
        commands.add(lastCommand);
        return new Remedy(whole, commands, isSecret ? Optional.of(Json.oneOrList(additions)) : Optional.of(document));
    }
}
