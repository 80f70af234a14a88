package why403.account;

import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.s3control.model.GetPublicAccessBlockResponse;

/** The questions about what an account sets for all of its buckets. */
public final class S3ControlQuestions {

    private static final Operation<GetPublicAccessBlockResponse> GET_PUBLIC_ACCESS_BLOCK = new Operation<>(
            "s3control",
            "get-public-access-block",
            GetPublicAccessBlockResponse::builder,
            "s3:GetAccountPublicAccessBlock");

    static final List<Operation<?>> OPERATIONS = List.of(GET_PUBLIC_ACCESS_BLOCK);

    private S3ControlQuestions() {}

    /**
     * Block Public Access of an account; {@code NoSuchPublicAccessBlockConfiguration} if nothing is blocked there.
     *
     * @param account the account's number, which is in the ARN of each of its distributions
     * @param region the region of the bucket, if known; every region gives the same answer
     */
    public static Question<GetPublicAccessBlockResponse> publicAccessBlock(String account, Optional<String> region) {
        return new Question<>(GET_PUBLIC_ACCESS_BLOCK, List.of(Argument.name("--account-id", account)), region);
    }
}
