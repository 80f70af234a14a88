package why403.diagnosis.access;

import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import why403.account.Answer;
import why403.account.S3Questions;
import why403.diagnosis.request.ForbiddenRequest;
import why403.diagnosis.request.IncidentContext;
import why403.diagnosis.request.S3Bucket;

/**
 * Which objects exist, and how they are stored. They are looked up at the first question, and only those on which the answer to
 * a request depends.
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

    /**
     * An object on which the answer to a request depends.
     *
     * @param other the key that the viewer may have meant instead; it is looked up only if {@code key} is missing
     */
    record Wanted(S3Bucket bucket, String key, Optional<String> other) {}

    private record ObjectKey(S3Bucket bucket, String key) {}

    /**
     * What the account answered.
     *
     * @param requested by the keys that were requested
     * @param others by the keys that viewers may have meant instead
     */
    private record Heads(
            Map<ObjectKey, Answer<HeadObjectResponse>> requested, Map<ObjectKey, Answer<HeadObjectResponse>> others) {

        int size() {
            return requested.size() + others.size();
        }
    }

    private final IncidentContext incident;
    private final Function<ForbiddenRequest, Stream<Wanted>> wanted;
    private final Map<S3Bucket, Boolean> allMissing = new HashMap<>();
    private Optional<Heads> heads = Optional.empty();

    /** @param wanted the objects on which the answer to a forbidden request depends */
    ObjectLookups(IncidentContext incident, Function<ForbiddenRequest, Stream<Wanted>> wanted) {
        this.incident = incident;
        this.wanted = wanted;
    }

    /** Whether the object exists. */
    public Presence presence(S3Bucket bucket, String key) {
        return head(bucket, key).map(ObjectLookups::presence).orElse(Presence.NOT_ASKED);
    }

    /** Whether an object exists that was not requested, but that the viewer may have meant. */
    public boolean otherIsThere(S3Bucket bucket, String key) {
        return Optional.ofNullable(heads().others().get(new ObjectKey(bucket, key)))
                .filter(answer -> presence(answer) == Presence.THERE)
                .isPresent();
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
        return heads().requested().entrySet().stream()
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
        List<Presence> asked = heads.map(Heads::requested).orElse(Map.of()).entrySet().stream()
                .filter(entry -> entry.getKey().bucket().equals(bucket))
                .map(entry -> presence(entry.getValue()))
                .toList();
        return !asked.isEmpty() && asked.stream().allMatch(Presence.MISSING::equals);
    }

    private Optional<Answer<HeadObjectResponse>> head(S3Bucket bucket, String key) {
        return Optional.ofNullable(heads().requested().get(new ObjectKey(bucket, key)));
    }

    private Heads heads() {
        if (heads.isEmpty()) {
            heads = Optional.of(lookUp());
        }
        return heads.get();
    }

    private Heads lookUp() {
        List<Wanted> all = incident.requests().stream().flatMap(wanted).toList();
        Map<ObjectKey, Long> counts =
                all.stream().collect(Collectors.groupingBy(ObjectLookups::objectKey, Collectors.counting()));
        Map<ObjectKey, SortedSet<String>> others = new HashMap<>();
        all.forEach(one -> one.other()
                .ifPresent(key -> others.computeIfAbsent(objectKey(one), none -> new TreeSet<>())
                        .add(key)));
        Comparator<Map.Entry<ObjectKey, Long>> mostFirst = Map.Entry.comparingByValue(Comparator.reverseOrder());
        List<ObjectKey> ranked = counts.entrySet().stream()
                .sorted(mostFirst
                        .thenComparing(entry -> entry.getKey().bucket().name())
                        .thenComparing(entry -> entry.getKey().key()))
                .map(Map.Entry::getKey)
                .toList();
        Heads found = new Heads(new HashMap<>(), new HashMap<>());
        for (ObjectKey place : ranked) {
            if (found.size() == MOST_KEYS) {
                break;
            }
            Answer<HeadObjectResponse> answer = lookUp(place);
            found.requested().put(place, answer);
            if (presence(answer) == Presence.MISSING) {
                others.getOrDefault(place, Collections.emptySortedSet()).stream()
                        .limit(MOST_KEYS - found.size())
                        .map(key -> new ObjectKey(place.bucket(), key))
                        .forEach(other -> found.others().put(other, lookUp(other)));
            }
        }
        return found;
    }

    private static ObjectKey objectKey(Wanted one) {
        return new ObjectKey(one.bucket(), one.key());
    }

    private Answer<HeadObjectResponse> lookUp(ObjectKey place) {
        return incident.account()
                .ask(S3Questions.object(
                        place.bucket().name(), place.key(), place.bucket().region()));
    }
}
