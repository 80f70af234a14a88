package why403.diagnosis.access;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import software.amazon.awssdk.services.s3.model.GetBucketPolicyResponse;
import why403.account.Answer;
import why403.account.Question;
import why403.account.Questions;
import why403.diagnosis.request.IncidentContext;
import why403.diagnosis.request.S3Bucket;
import why403.json.JsonTree;
import why403.policy.Policy;
import why403.text.Shown;

/**
 * What is known of a bucket's policy.
 *
 * @param policy empty where nobody could look, or what was found cannot be read
 * @param document the policy's own JSON; empty where there is none, or none that can be read
 * @param answer what was answered, a sentence
 */
public record BucketPolicy(Optional<Policy> policy, Optional<ObjectNode> document, String answer) {

    private static final String NONE = "NoSuchBucketPolicy";

    static BucketPolicy of(S3Bucket bucket, IncidentContext investigation) {
        String asked = "GetBucketPolicy of " + bucket.name() + ": ";
        Question<GetBucketPolicyResponse> question = Questions.bucketPolicy(bucket.name(), bucket.region());
        Answer<GetBucketPolicyResponse> answer = investigation.ask(question);
        if (answer.refusedAs(NONE)) {
            return new BucketPolicy(Optional.of(Policy.none()), Optional.empty(), asked + NONE + ".");
        }
        if (answer instanceof Answer.Refused<?> refused) {
            return unknown(asked + Shown.of(refused.code()) + ".");
        }
        Optional<BucketPolicy> read = answer.found()
                .flatMap(found -> Optional.ofNullable(found.policy()))
                .map(json -> read(json, asked));
        return investigation
                .find(question, found -> read.filter(policy -> policy.policy().isPresent()))
                .or(() -> read)
                .orElseGet(() -> unknown(
                        asked + (answer.found().isPresent() ? "it holds no policy." : "it could not be looked at.")));
    }

    private static BucketPolicy read(String json, String asked) {
        Policy.Reading reading = Policy.read(json);
        if (reading instanceof Policy.Unreadable unreadable) {
            return unknown(asked + unreadable.reason());
        }
        Optional<Policy> policy = reading instanceof Policy.Read read ? Optional.of(read.policy()) : Optional.empty();
        Optional<ObjectNode> document = document(json);
        int statements = document.map(BucketPolicy::statements).orElse(0);
        return new BucketPolicy(
                policy, document, asked + statements + (statements == 1 ? " statement." : " statements."));
    }

    private static int statements(ObjectNode document) {
        JsonNode statements = document.path("Statement");
        return statements.isArray() ? statements.size() : 1;
    }

    /** The same bucket's, once that document is put. */
    public BucketPolicy replacedBy(ObjectNode proposed) {
        return read(JsonTree.write(proposed), answer);
    }

    /** Whether the bucket is known to have no policy at all. */
    public boolean isNone() {
        return policy.isPresent() && document.isEmpty();
    }

    private static Optional<ObjectNode> document(String json) {
        try {
            return JsonTree.read(json) instanceof ObjectNode document ? Optional.of(document) : Optional.empty();
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    private static BucketPolicy unknown(String answer) {
        return new BucketPolicy(Optional.empty(), Optional.empty(), answer);
    }
}
