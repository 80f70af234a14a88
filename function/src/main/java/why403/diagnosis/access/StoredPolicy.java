package why403.diagnosis.access;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import why403.diagnosis.remedy.PolicyChange;
import why403.diagnosis.remedy.PolicyState;
import why403.diagnosis.request.OriginAccess;
import why403.json.JsonTree;
import why403.policy.Policy;
import why403.text.Phrases;
import why403.text.Printable;

/**
 * What Block Public Access does to a changed bucket policy. With BlockPublicPolicy, S3 does not store a policy that is
 * public, whatever else the policy allows.
 *
 * @param change the change that S3 stores
 * @param remark what the change does beyond the proposed one
 * @param condition what must be done before the change
 * @param doubt what could not be checked, or may still refuse, a sentence
 */
record StoredPolicy(PolicyChange change, Optional<String> remark, Optional<String> condition, Optional<String> doubt) {

    /** The switches are asked for only if the changed policy is public. */
    static StoredPolicy of(S3Request request, PolicyChange.Addition proposed, S3Inspection inspection) {
        List<JsonNode> open = open(request.policy().state().after(proposed));
        if (open.isEmpty()) {
            return new StoredPolicy(proposed, Optional.empty(), Optional.empty(), Optional.empty());
        }
        PublicAccess access = inspection.publicAccess(request.bucket());
        String statements = named(open);
        if (access.inForce().blockPublicPolicy()) {
            return access.inForce().restrictPublicBuckets() && open.stream().noneMatch(StoredPolicy::isSecret)
                    ? new StoredPolicy(
                            new PolicyChange.Replacement(open, proposed),
                            Optional.of(
                                    "S3 stores no public policy while BlockPublicPolicy is on, so the commands also remove "
                                            + statements + ". RestrictPublicBuckets overrides "
                                            + (open.size() == 1 ? "it" : "them")
                                            + " already, except for users and roles of the bucket's own account"),
                            Optional.empty(),
                            Optional.empty())
                    : new StoredPolicy(
                            proposed,
                            Optional.empty(),
                            Optional.of("Only after you removed or narrowed " + statements
                                    + ". It makes the policy public, and S3 stores no public policy while"
                                    + " BlockPublicPolicy is on"),
                            Optional.empty());
        }
        return new StoredPolicy(proposed, Optional.empty(), Optional.empty(), doubt(request, access, statements));
    }

    private static Optional<String> doubt(S3Request request, PublicAccess access, String statements) {
        if (access.inForce().restrictPublicBuckets() && request.access() instanceof OriginAccess.Identity) {
            return Optional.of("Block Public Access may still refuse the OAI, because the policy is public: narrow "
                    + statements + " too.");
        }
        return access.isKnown()
                ? Optional.empty()
                : Optional.of(
                        "Block Public Access could not be read: S3 does not store this policy if BlockPublicPolicy is"
                                + " on, because " + statements + " makes it public.");
    }

    private static List<JsonNode> open(PolicyState changed) {
        if (!(changed instanceof PolicyState.Present present)
                || !(Policy.read(JsonTree.write(present.document())) instanceof Policy.Read read)) {
            return List.of();
        }
        List<JsonNode> all = StreamSupport.stream(
                        present.document().path("Statement").spliterator(), false)
                .toList();
        return read.policy().publicStatements().stream()
                .map(number -> all.get(number - 1))
                .toList();
    }

    private static String named(List<JsonNode> open) {
        List<String> sids = open.stream()
                .map(statement -> statement.path("Sid").asText())
                .filter(sid -> !sid.isBlank())
                .map(Printable::excerpt)
                .toList();
        if (sids.size() < open.size()) {
            return open.size() == 1
                    ? "the public statement"
                    : "the " + Phrases.number(open.size()) + " public statements";
        }
        return (sids.size() == 1 ? "statement " : "statements ") + Phrases.list(sids);
    }

    /** Without a Sid, a command would have to print the statement. */
    private static boolean isSecret(JsonNode statement) {
        return statement.path("Sid").asText().isBlank() && PolicyState.mayHoldSecrets(statement);
    }
}
