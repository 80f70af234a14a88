package why403.cause;

/**
 * One command of a remedy, safe to paste into bash or zsh and to run twice. Commands that belong together stop before the
 * first change if an earlier one failed.
 *
 * @param label what it does, a few words without a full stop, such as {@code Save the current policy}
 * @param text the command itself
 */
public record Command(String label, String text, Effect effect) {

    /** What a command changes. */
    public enum Effect {
        /** Nothing in the account: it reads, or edits a local file. */
        PREPARES,
        /** A resource's configuration, which CloudFormation, CDK or Terraform may own. */
        CHANGES_CONFIGURATION,
        /** Content, such as an object in a bucket. */
        CHANGES_CONTENT,
        /** Only what CloudFront caches. It is optional: the cache expires by itself. */
        CLEARS_CACHE
    }

    /** Whether the fix works without it. */
    public boolean isOptional() {
        return effect == Effect.CLEARS_CACHE;
    }
}
