package why403.account;

import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.kms.model.DescribeKeyResponse;
import software.amazon.awssdk.services.kms.model.GetKeyPolicyResponse;

/**
 * The questions about a KMS key. A key is named by its id, its ARN, an alias such as {@code alias/aws/s3}, or the ARN of an
 * alias. The recording has the last part of that name: the id, or the alias with {@code alias/}.
 *
 * @see <a href="https://docs.aws.amazon.com/kms/latest/developerguide/concepts.html#key-id">AWS: key identifiers</a>
 */
public final class KmsQuestions {

    private static final String SERVICE = "kms";
    private static final String KEY = "key/";

    private static final Operation<DescribeKeyResponse> DESCRIBE_KEY =
            new Operation<>(SERVICE, "describe-key", DescribeKeyResponse::builder, "kms:DescribeKey");

    private static final Operation<GetKeyPolicyResponse> GET_KEY_POLICY =
            new Operation<>(SERVICE, "get-key-policy", GetKeyPolicyResponse::builder, "kms:GetKeyPolicy");

    static final List<Operation<?>> OPERATIONS = List.of(DESCRIBE_KEY, GET_KEY_POLICY);

    private KmsQuestions() {}

    /**
     * A key: its id, its manager and its state.
     *
     * @param key names the key in any way
     * @param region the region of the bucket that uses the key, if known
     */
    public static Question<DescribeKeyResponse> key(String key, Optional<String> region) {
        return new Question<>(DESCRIBE_KEY, List.of(named(key)), region);
    }

    /**
     * The policy of a key.
     *
     * @param key the id or the ARN of the key; KMS accepts no alias here
     * @param region the region of the bucket that uses the key, if known
     */
    public static Question<GetKeyPolicyResponse> keyPolicy(String key, Optional<String> region) {
        return new Question<>(GET_KEY_POLICY, List.of(named(key), Argument.option("--policy-name", "default")), region);
    }

    /** An ARN is sent whole, because it can name a key of another account, about which an id would be wrong. */
    private static Argument named(String key) {
        String last = key.substring(key.lastIndexOf(':') + 1);
        return Argument.named("--key-id", key, last.startsWith(KEY) ? last.substring(KEY.length()) : last);
    }
}
