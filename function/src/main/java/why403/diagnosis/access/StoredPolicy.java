package why403.diagnosis.access;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import why403.diagnosis.remedy.PolicyChange;
import why403.diagnosis.remedy.PolicyState;
import why403.diagnosis.request.OriginAccess;
import why403.text.Phrases;
import why403.text.Printable;

/**
 * What Block Public Access does to an edit of a bucket policy. With BlockPublicPolicy, S3 does not store a policy that is
 * public, whatever is changed in it.
 *
 * @param narrowing the change without which S3 does not store the policy; it keeps what the distribution has
 * @param remark what that change does
 * @param condition when the edit may be made
 * @param doubt what could not be checked, or may still refuse, a sentence
 */
record StoredPolicy(
        Optional<PolicyChange.Narrowing> narrowing,
        Optional<String> remark,
        Optional<String> condition,
        Optional<String> doubt) {

    private static final int MOST_NAMED = 5;
    private static final PolicyChange NO_CHANGE = new PolicyChange.Addition(List.of());

    /** The switches are asked for only if the policy is public. */
    static StoredPolicy of(S3Request request, S3Inspection inspection) {
        List<JsonNode> open = open(request.policy().after(NO_CHANGE));
        if (open.isEmpty()) {
            return new StoredPolicy(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        }
        PublicAccess access = inspection.publicAccess(request.bucket());
        if (!access.inForce().blockPublicPolicy()) {
            return new StoredPolicy(
                    Optional.empty(), Optional.empty(), Optional.empty(), doubt(request, access, named(open)));
        }
        List<S3Request> users = users(request, inspection);
        boolean canBeNarrowed = access.inForce().restrictPublicBuckets()
                && users.stream().allMatch(S3Request::isGrantable)
                && open.stream().noneMatch(StoredPolicy::isSecret)
                && open.stream().allMatch(PolicyChange.Grantee::fits);
        return canBeNarrowed ? narrowing(open, users) : byHand(open);
    }

    /** What everybody was allowed stays allowed to the identities of this distribution that use the bucket. */
    private static StoredPolicy narrowing(List<JsonNode> open, List<S3Request> users) {
        String statements = named(open);
        return new StoredPolicy(
                Optional.of(new PolicyChange.Narrowing(
                        open,
                        users.stream().map(StoredPolicy::grantee).distinct().toList())),
                Optional.of("S3 stores no public policy while BlockPublicPolicy is on, so the commands also "
                        + (users.isEmpty()
                                ? "remove " + statements
                                : "narrow " + statements + " to this distribution")),
                Optional.of("Only if nothing but this distribution relies on " + statements
                        + ", because RestrictPublicBuckets still lets AWS services, the bucket's own account and perhaps"
                        + " OAIs use " + (open.size() == 1 ? "it" : "them")),
                Optional.empty());
    }

    private static StoredPolicy byHand(List<JsonNode> open) {
        return new StoredPolicy(
                Optional.empty(),
                Optional.empty(),
                Optional.of("Only after you removed or narrowed " + named(open) + ", which "
                        + (open.size() == 1 ? "makes" : "make")
                        + " the policy public: S3 stores no public policy while BlockPublicPolicy is on"),
                Optional.empty());
    }

    /**
     * The request as each identity of the distribution sends it that the bucket admits now. A control that replaces an
     * identity inherits what that had; unsigned requests have nothing while RestrictPublicBuckets is on.
     */
    private static List<S3Request> users(S3Request request, S3Inspection inspection) {
        List<OriginAccess> accesses = new ArrayList<>(inspection.accesses(request.bucket()));
        if (inspection.access(request.origin()).signs()) {
            accesses.add(request.access());
        }
        return accesses.stream().filter(OriginAccess::signs).map(request::under).toList();
    }

    private static PolicyChange.Grantee grantee(S3Request user) {
        return user.access() instanceof OriginAccess.Identity
                ? new PolicyChange.Grantee("AWS", user.granteeArn(), Optional.empty())
                : new PolicyChange.Grantee("Service", GrantStatement.SERVICE, Optional.of(user.granteeArn()));
    }

    /** The request under the policy that S3 stores. */
    S3Request stored(S3Request request) {
        return narrowing
                .map(change -> request.under(request.policy().after(change)))
                .orElse(request);
    }

    /** The whole edit: what S3 requires, and the changes themselves; empty if there are no changes. */
    Optional<PolicyChange> with(List<PolicyChange> changes) {
        return changes.isEmpty()
                ? Optional.empty()
                : Optional.of(PolicyChange.together(Stream.concat(
                                narrowing.stream(), changes.stream().flatMap(change -> notGiven(change).stream()))
                        .toList()));
    }

    /** The same change without statements that the narrowed ones repeat; empty if it then adds none. */
    private Optional<PolicyChange> notGiven(PolicyChange change) {
        if (narrowing.isEmpty() || !(change instanceof PolicyChange.Addition addition)) {
            return Optional.of(change);
        }
        PolicyChange.Narrowing narrowed = narrowing.get();
        List<JsonNode> given = narrowed.of(narrowed.statements()).stream()
                .map(StoredPolicy::withoutSid)
                .toList();
        List<ObjectNode> more = addition.statements().stream()
                .filter(statement -> !given.contains(withoutSid(statement)))
                .toList();
        return more.isEmpty() ? Optional.empty() : Optional.of(new PolicyChange.Addition(more));
    }

    private static JsonNode withoutSid(JsonNode statement) {
        return ((ObjectNode) statement.deepCopy()).without("Sid");
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

    private static List<JsonNode> open(BucketPolicy policy) {
        List<JsonNode> all = policy.statements();
        return policy.policy().stream()
                .flatMap(read -> read.publicStatements().stream())
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
        return (sids.size() == 1 ? "statement " : "statements ") + Phrases.list(sids, MOST_NAMED);
    }

    /** Without a Sid, a command would have to print the statement. */
    private static boolean isSecret(JsonNode statement) {
        return statement.path("Sid").asText().isBlank() && PolicyState.mayHoldSecrets(statement);
    }
}
