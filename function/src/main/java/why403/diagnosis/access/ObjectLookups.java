package why403.diagnosis.access;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import why403.account.Answer;
import why403.account.S3Questions;
import why403.diagnosis.request.ForbiddenRequest;
import why403.diagnosis.request.IncidentContext;
import why403.diagnosis.request.S3Bucket;

/**
 * Which objects exist, and how they are stored. They are looked up at the first question, and only those of requests for which
 * {@link S3Request#needsItsObject} holds.
 */
public final class ObjectLookups {

    /** Whether an object exists. */
    public enum Presence {
        THERE,
        MISSING,
        NOT_CHECKED,
        /** Not looked up, because there were too many keys. */
        NOT_ASKED
    }

    /** The most requested keys are looked up, because each lookup is an API call and these keys explain the most records. */
    public static final int MOST_KEYS = 100;

    private record ObjectKey(S3Bucket bucket, String key) {}

    private final IncidentContext incident;
    private final Function<ForbiddenRequest, Optional<S3Request>> requests;
    private final Map<S3Bucket, Boolean> allMissing = new HashMap<>();
    private Optional<Map<ObjectKey, Answer<HeadObjectResponse>>> heads = Optional.empty();

    /** @param requests the request to a bucket that a forbidden request became */
    ObjectLookups(IncidentContext incident, Function<ForbiddenRequest, Optional<S3Request>> requests) {
        this.incident = incident;
        this.requests = requests;
    }

    /** Whether the object exists. */
    public Presence presence(S3Bucket bucket, String key) {
        return head(bucket, key).map(ObjectLookups::presence).orElse(Presence.NOT_ASKED);
    }

    private static Presence presence(Answer<HeadObjectResponse> answer) {
        if (answer.refusedAs("404")) {
            return Presence.MISSING;
        }
        return answer.found().isPresent() ? Presence.THERE : Presence.NOT_CHECKED;
    }

    /** How the object is stored; empty if it does not exist, was not looked up or could not be checked. */
    public Optional<HeadObjectResponse> stored(S3Bucket bucket, String key) {
        return head(bucket, key).flatMap(Answer::found);
    }

    /** Whether the role may not look at the object, so that neither its key nor its encryption is known. */
    public boolean isDenied(S3Bucket bucket, String key) {
        return head(bucket, key)
                .filter(answer -> answer instanceof Answer.NotChecked<?> none && none.why() == Answer.Why.DENIED)
                .isPresent();
    }

    /** The keys of the bucket for which the account described an object, in order. */
    List<String> answeredKeys(S3Bucket bucket) {
        return heads().entrySet().stream()
                .filter(entry -> entry.getKey().bucket().equals(bucket))
                .filter(entry -> entry.getValue().found().isPresent())
                .map(entry -> entry.getKey().key())
                .sorted()
                .toList();
    }

    /** Whether at least one key of the bucket was looked up, and all such keys are missing. */
    boolean allAskedAreMissing(S3Bucket bucket) {
        return allMissing.computeIfAbsent(bucket, this::areAllMissing);
    }

    private boolean areAllMissing(S3Bucket bucket) {
        List<Presence> asked = heads.orElse(Map.of()).entrySet().stream()
                .filter(entry -> entry.getKey().bucket().equals(bucket))
                .map(entry -> presence(entry.getValue()))
                .toList();
        return !asked.isEmpty() && asked.stream().allMatch(Presence.MISSING::equals);
    }

    private Optional<Answer<HeadObjectResponse>> head(S3Bucket bucket, String key) {
        return Optional.ofNullable(heads().get(new ObjectKey(bucket, key)));
    }

    private Map<ObjectKey, Answer<HeadObjectResponse>> heads() {
        if (heads.isEmpty()) {
            heads = Optional.of(lookUp());
        }
        return heads.get();
    }

    private Map<ObjectKey, Answer<HeadObjectResponse>> lookUp() {
        Map<ObjectKey, Long> counts = incident.requests().stream()
                .flatMap(forbidden -> requests.apply(forbidden).filter(S3Request::needsItsObject).stream())
                .flatMap(request -> objectKey(request).stream())
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        Comparator<Map.Entry<ObjectKey, Long>> mostFirst = Map.Entry.comparingByValue(Comparator.reverseOrder());
        return counts.entrySet().stream()
                .sorted(mostFirst
                        .thenComparing(entry -> entry.getKey().bucket().name())
                        .thenComparing(entry -> entry.getKey().key()))
                .limit(MOST_KEYS)
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> lookUp(entry.getKey())));
    }

    private static Optional<ObjectKey> objectKey(S3Request request) {
        return request.asked().key().filter(key -> !key.isEmpty()).map(key -> new ObjectKey(request.bucket(), key));
    }

    private Answer<HeadObjectResponse> lookUp(ObjectKey place) {
        return incident.account()
                .ask(S3Questions.object(
                        place.bucket().name(), place.key(), place.bucket().region()));
    }
}
