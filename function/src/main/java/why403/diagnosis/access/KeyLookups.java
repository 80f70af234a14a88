package why403.diagnosis.access;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.s3.model.GetBucketEncryptionResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import why403.account.Answer;
import why403.account.S3Questions;
import why403.diagnosis.inquiry.AccountInquiry;
import why403.diagnosis.request.DistributionArn;
import why403.diagnosis.request.S3Bucket;
import why403.policy.Caller;
import why403.policy.Request;
import why403.policy.Resource;
import why403.text.Frequencies;

/** The KMS keys that encrypt objects. */
public final class KeyLookups {

    /** S3 names no key if it uses the one that AWS manages for it. */
    private static final String MANAGED_KEY = "alias/aws/s3";

    private static final String NO_ENCRYPTION = "ServerSideEncryptionConfigurationNotFoundError";

    /** Objects of one bucket are mostly encrypted alike. */
    private static final int MOST_EXAMPLES = 3;

    /**
     * The keys on which requests depend.
     *
     * @param uses one for each object that was looked at and depends on a KMS key
     * @param isKnown false if the account did not say how an object is encrypted
     * @param looked the number of objects that were looked at; if it is 0, the default of the bucket stands for all
     * @param requested the number of objects that were requested
     */
    public record Encryption(List<KeyUse> uses, boolean isKnown, int looked, int requested) {
        public Encryption {
            uses = List.copyOf(uses);
        }
    }

    /** How one object is encrypted. */
    private record Example(Optional<KeyUse> use, boolean isKnown) {}

    /**
     * The key of the bucket's default encryption.
     *
     * @param isBucketKey whether S3 encrypts with a bucket key
     */
    private record DefaultKey(String id, boolean isBucketKey) {}

    /** An alias names another key in each region. */
    private record KeyName(String id, Optional<String> region) {}

    private final AccountInquiry account;
    private final Optional<DistributionArn> distribution;
    private final ObjectLookups objects;
    private final Map<KeyName, EncryptionKey> keys = new HashMap<>();

    KeyLookups(AccountInquiry account, Optional<DistributionArn> distribution, ObjectLookups objects) {
        this.account = account;
        this.distribution = distribution;
        this.objects = objects;
    }

    /**
     * The KMS key on which a request depends; empty if the policy of the bucket refuses it anyway, if it is not signed, or
     * if no KMS key is known. How the bucket encrypts new objects counts only if the answer does not say how this object is
     * encrypted: the role may not look at the object, or a listing replaced HeadObject.
     */
    public Optional<KeyUse> of(S3Request request) {
        Optional<String> object = request.asked().key();
        if (object.isEmpty() || !request.needsItsObject() || !request.access().signs()) {
            return Optional.empty();
        }
        S3Bucket bucket = request.bucket();
        Optional<HeadObjectResponse> head = objects.stored(bucket, object.get());
        if (head.filter(KeyLookups::saysItsEncryption).isPresent()) {
            return ofObject(request, object.get(), head.get());
        }
        return head.isPresent() || objects.isDenied(bucket, object.get())
                ? defaultKey(account.ask(S3Questions.bucketEncryption(bucket.name(), bucket.region())))
                        .map(key -> use(request, key, object.get()))
                : Optional.empty();
    }

    /**
     * The keys on which signed requests to read depend once the policy of their bucket allows them. Up to three objects are
     * looked at, those that were requested most first. If none of them exists or is answered, the default of the bucket
     * stands for all, as it does for an object whose encryption the answer does not contain.
     *
     * @param requests of one bucket, at least one
     */
    public Encryption onceGranted(List<S3Request> requests) {
        Frequencies requested = Frequencies.of(requests.stream()
                .flatMap(request -> request.asked().key().stream())
                .filter(key -> !key.isEmpty()));
        List<Example> found = requested.first(MOST_EXAMPLES).stream()
                .flatMap(key -> firstFor(key.getKey(), requests).stream())
                .flatMap(example -> ofExample(example).stream())
                .toList();
        List<Example> examples = found.isEmpty() ? List.of(byDefault(requests.get(0))) : found;
        return new Encryption(
                examples.stream().flatMap(example -> example.use().stream()).toList(),
                examples.stream().allMatch(Example::isKnown),
                found.size(),
                requested.different());
    }

    private static Optional<S3Request> firstFor(String key, List<S3Request> requests) {
        return requests.stream()
                .filter(request -> request.asked().key().filter(key::equals).isPresent())
                .findFirst();
    }

    private Optional<Example> ofExample(S3Request request) {
        S3Bucket bucket = request.bucket();
        String key = request.asked().key().orElseThrow();
        return account.askForFix(S3Questions.object(bucket.name(), key, bucket.region()))
                .found()
                .map(head ->
                        saysItsEncryption(head) ? new Example(ofObject(request, key, head), true) : byDefault(request));
    }

    private Example byDefault(S3Request request) {
        S3Bucket bucket = request.bucket();
        Answer<GetBucketEncryptionResponse> answer =
                account.askForFix(S3Questions.bucketEncryption(bucket.name(), bucket.region()));
        String object = request.asked().key().orElse("*");
        return new Example(
                defaultKey(answer).map(key -> use(request, key, object)),
                answer.found().isPresent() || answer.refusedAs(NO_ENCRYPTION));
    }

    private static boolean saysItsEncryption(HeadObjectResponse head) {
        return head.serverSideEncryptionAsString() != null;
    }

    private Optional<KeyUse> ofObject(S3Request request, String object, HeadObjectResponse head) {
        S3Bucket bucket = request.bucket();
        boolean hasBucketKey = Boolean.TRUE.equals(head.bucketKeyEnabled());
        return Optional.of(head)
                .filter(stored -> isKms(stored.serverSideEncryptionAsString()))
                .map(stored -> Optional.ofNullable(stored.ssekmsKeyId()).orElse(MANAGED_KEY))
                .map(id -> use(request, id, encryptedArn(bucket, object, hasBucketKey), true));
    }

    /** A new object of the bucket. */
    private KeyUse use(S3Request request, DefaultKey key, String object) {
        return use(request, key.id(), encryptedArn(request.bucket(), object, key.isBucketKey()), false);
    }

    private static String encryptedArn(S3Bucket bucket, String object, boolean hasBucketKey) {
        return hasBucketKey ? bucket.arn() : bucket.arnOf(object);
    }

    private KeyUse use(S3Request request, String id, String encryptedArn, boolean isOfObject) {
        EncryptionKey key = keys.computeIfAbsent(
                new KeyName(id, request.bucket().region()), asked -> EncryptionKey.of(id, request.bucket(), account));
        Instant at = request.forbidden().record().time();
        Caller caller = distribution
                .map(arn -> Caller.ofKeyThroughS3(arn.arn(), arn.account(), at, key.region(), encryptedArn))
                .orElseGet(() -> Caller.someOriginAccessControl(at));
        return new KeyUse(
                key, isOfObject, request.access(), new Request(caller, "kms:Decrypt", new Resource.Exactly(key.id())));
    }

    private static Optional<DefaultKey> defaultKey(Answer<GetBucketEncryptionResponse> answer) {
        return answer.found()
                .flatMap(found -> Optional.ofNullable(found.serverSideEncryptionConfiguration()))
                .flatMap(config -> config.rules().stream().findFirst())
                .flatMap(rule -> Optional.ofNullable(rule.applyServerSideEncryptionByDefault())
                        .filter(byDefault -> isKms(byDefault.sseAlgorithmAsString()))
                        .map(byDefault -> new DefaultKey(
                                Optional.ofNullable(byDefault.kmsMasterKeyID()).orElse(MANAGED_KEY),
                                Boolean.TRUE.equals(rule.bucketKeyEnabled()))));
    }

    private static boolean isKms(String encryption) {
        return encryption != null && encryption.startsWith("aws:kms");
    }
}
