package why403.diagnosis.access;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.services.s3.model.GetBucketOwnershipControlsResponse;
import software.amazon.awssdk.services.s3.model.OwnershipControls;
import software.amazon.awssdk.services.s3.model.OwnershipControlsRule;
import software.amazon.awssdk.services.s3.model.S3Object;
import why403.account.Answer;
import why403.account.S3Questions;
import why403.diagnosis.inquiry.AccountInquiry;
import why403.diagnosis.request.S3Bucket;
import why403.text.Printable;

/**
 * Who owns the objects of a bucket. Each object is looked up at most once.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/about-object-ownership.html">AWS: controlling ownership
 *     of objects</a>
 */
public final class ObjectOwners {

    /** Who owns an object. */
    public enum Owner {
        BUCKET_OWNER,
        ANOTHER,
        UNKNOWN
    }

    private static final String NONE = "OwnershipControlsNotFoundError";
    private static final String ENFORCED = "BucketOwnerEnforced";

    /** A served object can come from the cache and be deleted, so the first may not exist. */
    private static final int MOST_SERVED = 3;

    private final S3Bucket bucket;
    private final AccountInquiry account;
    private final List<String> refusedButAnswered;
    private final Supplier<List<String>> served;
    private final Once<Optional<String>> servedKey = new Once<>();
    private final Answer<GetBucketOwnershipControlsResponse> controls;
    private final Map<String, Optional<String>> ownerIds = new HashMap<>();

    /**
     * @param refusedButAnswered keys of refused requests for which HeadObject answered: the bucket's owner owns them, or their
     *     owner lets it read them
     * @param served keys of served requests: CloudFront reads by the bucket's policy only what the bucket's owner owns
     */
    ObjectOwners(
            S3Bucket bucket, AccountInquiry account, List<String> refusedButAnswered, Supplier<List<String>> served) {
        this.bucket = bucket;
        this.account = account;
        this.refusedButAnswered = List.copyOf(refusedButAnswered);
        this.served = served;
        this.controls = account.ask(S3Questions.ownershipControls(bucket.name(), bucket.region()));
    }

    /** Whether HeadObject answered for other objects of the bucket. */
    public boolean isOtherwiseAnswered() {
        return !refusedButAnswered.isEmpty() || servedKey().isPresent();
    }

    /**
     * Whether the object can belong to another account: writers own their objects, and HeadObject works for other objects, or
     * the listing shows that the object exists.
     */
    public boolean mayBeOthers(String key) {
        return rule().filter(rule -> !rule.equals(ENFORCED)).isPresent()
                && (isOtherwiseAnswered() || ownerId(key).isPresent());
    }

    /** An object that was served and that exists: its owner is the bucket's. It is looked up only where owners can differ. */
    public Optional<String> servedKey() {
        return servedKey.get(() -> areListsOff() ? Optional.empty() : answeredAmongServed());
    }

    private Optional<String> answeredAmongServed() {
        return served.get().stream()
                .limit(MOST_SERVED)
                .filter(key -> account.ask(S3Questions.object(bucket.name(), key, bucket.region()))
                        .found()
                        .isPresent())
                .findFirst();
    }

    /** Whether access control lists are off, so that no object is public by its own. */
    public boolean areListsOff() {
        return rule().filter(ENFORCED::equals).isPresent();
    }

    /** The owner of an object for which HeadObject is refused. */
    public Owner ofRefused(String key) {
        if (areListsOff()) {
            return Owner.BUCKET_OWNER;
        }
        Optional<String> served = servedOwnerId();
        if (served.isPresent()) {
            return compared(key, served.get());
        }
        return answeredOwnerId()
                .map(answered -> compared(key, answered))
                .filter(Owner.ANOTHER::equals)
                .orElse(Owner.UNKNOWN);
    }

    /** The owner of an object for which HeadObject answers. Only the owner of an object that was served tells more. */
    public Owner ofAnswered(String key) {
        if (areListsOff()) {
            return Owner.BUCKET_OWNER;
        }
        return rule().flatMap(known -> servedOwnerId())
                .map(owner -> compared(key, owner))
                .orElse(Owner.UNKNOWN);
    }

    private Owner compared(String key, String own) {
        return ownerId(key)
                .map(owner -> owner.equals(own) ? Owner.BUCKET_OWNER : Owner.ANOTHER)
                .orElse(Owner.UNKNOWN);
    }

    /** Whether an object exists, because its owner is known. It is asked only where owners can differ. */
    boolean isListed(String key) {
        return !areListsOff() && isOtherwiseAnswered() && ownerId(key).isPresent();
    }

    private Optional<String> servedOwnerId() {
        return servedKey().flatMap(this::ownerId);
    }

    private Optional<String> answeredOwnerId() {
        return refusedButAnswered.stream().findFirst().flatMap(this::ownerId);
    }

    private Optional<String> ownerId(String key) {
        return ownerIds.computeIfAbsent(
                key,
                asked -> account.ask(S3Questions.listing(bucket.name(), asked, bucket.region()))
                        .found()
                        .flatMap(found -> found.contents().stream().findFirst())
                        .filter(object -> asked.equals(object.key()))
                        .map(S3Object::owner)
                        .flatMap(owner -> Optional.ofNullable(owner.id())));
    }

    private Optional<String> rule() {
        if (controls.refusedAs(NONE)) {
            return Optional.of("ObjectWriter");
        }
        return controls.found()
                .map(GetBucketOwnershipControlsResponse::ownershipControls)
                .map(OwnershipControls::rules)
                .flatMap(rules -> rules.stream().findFirst())
                .map(OwnershipControlsRule::objectOwnershipAsString);
    }

    /** The account's answer about the bucket as a sentence. */
    public String answer() {
        return "GetBucketOwnershipControls " + bucket.name() + ": "
                + (controls.refusedAs(NONE)
                        ? NONE + ", so the writer of an object owns it."
                        : rule().map(Printable::excerpt).map(rule -> rule + ".").orElse("not checked."));
    }
}
