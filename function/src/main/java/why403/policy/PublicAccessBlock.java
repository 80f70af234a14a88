package why403.policy;

/**
 * The four switches of S3 Block Public Access. Two of them act on requests, and two refuse a change that would make a bucket
 * public. A switch is in force if it is on for the bucket or for the account.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html">AWS: block
 *     public access</a>
 */
public record PublicAccessBlock(
        boolean blockPublicAcls, boolean ignorePublicAcls, boolean blockPublicPolicy, boolean restrictPublicBuckets) {

    /** All switches are off. */
    public static final PublicAccessBlock NONE = new PublicAccessBlock(false, false, false, false);

    /** Whether a block lets a request through. */
    public enum Verdict {
        ADMITS,
        /** AWS does not document whether it cuts off an origin access identity, which belongs to no account. */
        MAY_REFUSE,
        REFUSES
    }

    /** The switches of the bucket and of the account together. */
    public PublicAccessBlock plus(PublicAccessBlock other) {
        return new PublicAccessBlock(
                blockPublicAcls || other.blockPublicAcls,
                ignorePublicAcls || other.ignorePublicAcls,
                blockPublicPolicy || other.blockPublicPolicy,
                restrictPublicBuckets || other.restrictPublicBuckets);
    }

    /**
     * Whether the block lets a request through that the bucket's policy allows. With a public policy, only AWS services and the
     * bucket's own account still have access.
     */
    public Verdict on(Principal principal, Policy policy) {
        if (!restrictPublicBuckets || !policy.isPublic() || principal instanceof Principal.Service) {
            return Verdict.ADMITS;
        }
        return principal instanceof Principal.Anonymous ? Verdict.REFUSES : Verdict.MAY_REFUSE;
    }

    /** Whether S3 would refuse to store this policy. */
    public boolean refusesToStore(Policy policy) {
        return blockPublicPolicy && policy.isPublic();
    }
}
