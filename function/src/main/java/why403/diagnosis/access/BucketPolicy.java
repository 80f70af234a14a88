package why403.diagnosis.access;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import software.amazon.awssdk.services.s3.model.GetBucketPolicyResponse;
import why403.account.Answer;
import why403.account.Question;
import why403.account.S3Questions;
import why403.diagnosis.inquiry.AccountInquiry;
import why403.diagnosis.remedy.PolicyChange;
import why403.diagnosis.remedy.PolicyState;
import why403.diagnosis.request.S3Bucket;
import why403.json.JsonTree;
import why403.policy.Policy;
import why403.text.Phrases;
import why403.text.Printable;

/**
 * What is known about a bucket's policy.
 *
 * @param policy empty if it could not be checked or cannot be read
 * @param document the policy's JSON; empty if there is no policy or it cannot be read
 * @param answer the account's answer as a sentence
 */
public record BucketPolicy(Optional<Policy> policy, Optional<ObjectNode> document, String answer) {

    private static final String NONE = "NoSuchBucketPolicy";

    static BucketPolicy of(S3Bucket bucket, AccountInquiry account) {
        String asked = "GetBucketPolicy " + bucket.name() + ": ";
        Question<GetBucketPolicyResponse> question = S3Questions.bucketPolicy(bucket.name(), bucket.region());
        Answer<GetBucketPolicyResponse> answer = account.ask(question);
        if (answer.refusedAs(NONE)) {
            return new BucketPolicy(Optional.of(Policy.none()), Optional.empty(), asked + NONE + ".");
        }
        if (answer instanceof Answer.Refused<?> refused) {
            return unknown(asked + Printable.excerpt(refused.code()) + ".");
        }
        Optional<BucketPolicy> read = answer.found()
                .flatMap(found -> Optional.ofNullable(found.policy()))
                .map(json -> read(json, asked));
        return account.find(
                        question, found -> read.filter(policy -> policy.policy().isPresent()))
                .or(() -> read)
                .orElseGet(() -> unknown(
                        asked + (answer.found().isPresent() ? "the answer contains no policy." : "not checked.")));
    }

    private static BucketPolicy read(String json, String asked) {
        Policy.Reading reading = Policy.read(json);
        if (reading instanceof Policy.Unreadable unreadable) {
            return unknown(asked + unreadable.reason());
        }
        Optional<Policy> policy = reading instanceof Policy.Read read ? Optional.of(read.policy()) : Optional.empty();
        Optional<ObjectNode> document = PolicyState.document(json);
        int statements = new BucketPolicy(policy, document, "").statements().size();
        return new BucketPolicy(policy, document, asked + Phrases.count(statements, "statement") + ".");
    }

    /** The policy's statements; empty if there is no policy or it cannot be read. */
    List<JsonNode> statements() {
        JsonNode statements = document.map(whole -> whole.path("Statement")).orElseGet(MissingNode::getInstance);
        return statements.isArray()
                ? StreamSupport.stream(statements.spliterator(), false).toList()
                : statements.isMissingNode() ? List.of() : List.of(statements);
    }

    /** The policy as the starting state of a remedy plan. */
    public PolicyState state() {
        if (isNone()) {
            return new PolicyState.Absent();
        }
        return policy.isPresent() && document.isPresent()
                ? new PolicyState.Present(document.get())
                : new PolicyState.Unknown();
    }

    /** The policy after a change; the answer is still that of the account. */
    BucketPolicy after(PolicyChange change) {
        return state().after(change) instanceof PolicyState.Present changed
                        && Policy.read(JsonTree.write(changed.document())) instanceof Policy.Read read
                ? new BucketPolicy(Optional.of(read.policy()), Optional.of(changed.document()), answer)
                : this;
    }

    /** Whether the bucket is known to have no policy at all. */
    public boolean isNone() {
        return policy.isPresent() && document.isEmpty();
    }

    private static BucketPolicy unknown(String answer) {
        return new BucketPolicy(Optional.empty(), Optional.empty(), answer);
    }
}
