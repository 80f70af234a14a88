package why403.diagnosis.access;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
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

/** The KMS keys that encrypt objects. */
public final class KeyLookups {

    /** S3 names no key if it uses the one that AWS manages for it. */
    private static final String MANAGED_KEY = "alias/aws/s3";

    private static final String NO_ENCRYPTION = "ServerSideEncryptionConfigurationNotFoundError";

    /** Objects of one bucket are mostly encrypted alike. */
    private static final int MOST_EXAMPLES = 3;

    /**
     * The key on which requests depend.
     *
     * @param use empty if no KMS key is known
     * @param isKnown false if the account did not say how the objects are encrypted
     */
    public record Encryption(Optional<KeyUse> use, boolean isKnown) {}

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
     * The key on which signed requests to read depend once the policy of their bucket allows them. The object that was
     * requested most stands for all. If it does not exist or was not answered, up to two others are looked up. The default of
     * the bucket stands for an object whose encryption the answer does not contain.
     *
     * @param requests of one bucket, at least one
     */
    public Encryption onceGranted(List<S3Request> requests) {
        return mostRequested(requests).stream()
                .limit(MOST_EXAMPLES)
                .flatMap(example -> ofExample(example).stream())
                .findFirst()
                .orElseGet(() -> byDefault(requests.get(0)));
    }

    /** One request for each object. */
    private static List<S3Request> mostRequested(List<S3Request> requests) {
        return requests.stream()
                .filter(request ->
                        request.asked().key().filter(key -> !key.isEmpty()).isPresent())
                .collect(Collectors.groupingBy(request -> request.asked().key().orElseThrow()))
                .entrySet()
                .stream()
                .sorted(Comparator.<Map.Entry<String, List<S3Request>>>comparingInt(
                                entry -> -entry.getValue().size())
                        .thenComparing(Map.Entry::getKey))
                .map(entry -> entry.getValue().get(0))
                .toList();
    }

    private Optional<Encryption> ofExample(S3Request request) {
        S3Bucket bucket = request.bucket();
        String key = request.asked().key().orElseThrow();
        return account.askForFix(S3Questions.object(bucket.name(), key, bucket.region()))
                .found()
                .map(head -> saysItsEncryption(head)
                        ? new Encryption(ofObject(request, key, head), true)
                        : byDefault(request));
    }

    private Encryption byDefault(S3Request request) {
        S3Bucket bucket = request.bucket();
        Answer<GetBucketEncryptionResponse> answer =
                account.askForFix(S3Questions.bucketEncryption(bucket.name(), bucket.region()));
        String object = request.asked().key().orElse("*");
        return new Encryption(
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
