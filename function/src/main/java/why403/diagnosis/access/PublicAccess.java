package why403.diagnosis.access;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.s3.model.PublicAccessBlockConfiguration;
import why403.account.Answer;
import why403.account.Question;
import why403.account.S3ControlQuestions;
import why403.account.S3Questions;
import why403.diagnosis.inquiry.AccountInquiry;
import why403.diagnosis.request.S3Bucket;
import why403.policy.PublicAccessBlock;

/**
 * Block Public Access of a bucket and of its account.
 *
 * @param ofBucket the bucket's own switches; empty if they could not be read
 * @param ofAccount the switches of the account; empty if they could not be read
 * @param answers the account's answers, a sentence each
 */
public record PublicAccess(
        Optional<PublicAccessBlock> ofBucket, Optional<PublicAccessBlock> ofAccount, List<String> answers) {

    private static final String NONE = "NoSuchPublicAccessBlockConfiguration";

    public PublicAccess {
        answers = List.copyOf(answers);
    }

    /** @param owner the account that is taken for the owner of the bucket: that of the distribution */
    static PublicAccess of(S3Bucket bucket, Optional<String> owner, AccountInquiry account) {
        List<String> answers = new ArrayList<>();
        Optional<PublicAccessBlock> ofBucket = read(
                S3Questions.publicAccessBlock(bucket.name(), bucket.region()),
                "GetPublicAccessBlock " + bucket.name(),
                found -> Optional.ofNullable(found.publicAccessBlockConfiguration())
                        .map(PublicAccess::block),
                account,
                answers);
        Optional<PublicAccessBlock> ofAccount = owner.flatMap(id -> read(
                S3ControlQuestions.publicAccessBlock(id, bucket.region()),
                "GetPublicAccessBlock of account " + id,
                found -> Optional.ofNullable(found.publicAccessBlockConfiguration())
                        .map(block -> new PublicAccessBlock(
                                Boolean.TRUE.equals(block.blockPublicAcls()),
                                Boolean.TRUE.equals(block.ignorePublicAcls()),
                                Boolean.TRUE.equals(block.blockPublicPolicy()),
                                Boolean.TRUE.equals(block.restrictPublicBuckets()))),
                account,
                answers));
        return new PublicAccess(ofBucket, ofAccount, answers);
    }

    /** The switches that are known to be on. */
    public PublicAccessBlock inForce() {
        return ofBucket.orElse(PublicAccessBlock.NONE).plus(ofAccount.orElse(PublicAccessBlock.NONE));
    }

    /** Whether both were read, so that a switch that is not in force is off. */
    public boolean isKnown() {
        return ofBucket.isPresent() && ofAccount.isPresent();
    }

    private static <T extends SdkPojo> Optional<PublicAccessBlock> read(
            Question<T> question,
            String asked,
            Function<T, Optional<PublicAccessBlock>> part,
            AccountInquiry account,
            List<String> answers) {
        if (account.ask(question).refusedAs(NONE)) {
            answers.add(asked + ": " + NONE + ".");
            return Optional.of(PublicAccessBlock.NONE);
        }
        Optional<PublicAccessBlock> block = account.find(question, part);
        answers.add(asked + ": "
                + block.map(known -> "RestrictPublicBuckets is " + (known.restrictPublicBuckets() ? "on." : "off."))
                        .orElse(account.ask(question) instanceof Answer.Refused<?> ? "refused." : "not checked."));
        return block;
    }

    private static PublicAccessBlock block(PublicAccessBlockConfiguration block) {
        return new PublicAccessBlock(
                Boolean.TRUE.equals(block.blockPublicAcls()),
                Boolean.TRUE.equals(block.ignorePublicAcls()),
                Boolean.TRUE.equals(block.blockPublicPolicy()),
                Boolean.TRUE.equals(block.restrictPublicBuckets()));
    }
}
