package why403.diagnosis.s3;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import why403.cause.CauseId;
import why403.cause.Certainty;
import why403.cause.Command;
import why403.cause.Command.Effect;
import why403.cause.Headline;
import why403.diagnosis.access.KeyUse;
import why403.diagnosis.access.ObjectOwners;
import why403.diagnosis.access.ObjectOwners.Owner;
import why403.diagnosis.access.S3Inspection;
import why403.diagnosis.access.S3Request;
import why403.diagnosis.check.Check;
import why403.diagnosis.check.Claim;
import why403.diagnosis.check.Explained;
import why403.diagnosis.check.Finding;
import why403.diagnosis.check.Topics;
import why403.diagnosis.remedy.Fix;
import why403.diagnosis.remedy.RemedyStep;
import why403.diagnosis.request.ForbiddenRequest;
import why403.diagnosis.request.RequestKind;
import why403.diagnosis.request.S3Bucket;
import why403.text.Phrases;
import why403.text.Shell;

/** Another account uploaded the object and owns it, so the bucket's policy does not apply to it. */
final class S3ObjectOwnership implements Check {

    private static final int MOST_NAMED = 3;

    private record Topic(S3Bucket bucket) {}

    private final S3Inspection inspection;

    S3ObjectOwnership(S3Inspection inspection) {
        this.inspection = inspection;
    }

    @Override
    public CauseId id() {
        return CauseId.S3_OBJECT_OWNERSHIP;
    }

    @Override
    public boolean mayExplain(RequestKind kind) {
        return inspection.mayBeOfBucket(kind);
    }

    @Override
    public Optional<Claim> examine(ForbiddenRequest forbidden) {
        return inspection
                .of(forbidden)
                .filter(S3Request::needsItsObject)
                .flatMap(request -> request.asked()
                        .key()
                        .flatMap(key -> certainty(request, key))
                        .map(certainty ->
                                new Claim(certainty.atMost(request.keyBound()), new Topic(request.bucket()))));
    }

    /**
     * S3 refuses HeadObject to the bucket's account for objects that it does not own, unless their owner lets it read them (with
     * the canned list {@code bucket-owner-full-control}). The policy of the bucket does not apply to any of these.
     */
    private Optional<Certainty> certainty(S3Request request, String key) {
        S3Bucket bucket = request.bucket();
        if (!inspection.objects().isDenied(bucket, key)) {
            return isReadableButOfAnother(request, key) ? Optional.of(Certainty.CONFIRMED) : Optional.empty();
        }
        ObjectOwners owners = inspection.owners(bucket);
        return switch (owners.ofRefused(key)) {
            case ANOTHER -> Optional.of(Certainty.CONFIRMED);
            case UNKNOWN -> owners.mayBeOthers(key) ? Optional.of(Certainty.LIKELY) : Optional.empty();
            case BUCKET_OWNER -> Optional.empty();
        };
    }

    /** The owners are not asked for if a KMS key refuses the request anyway. */
    private boolean isReadableButOfAnother(S3Request request, String key) {
        return inspection.objects().stored(request.bucket(), key).isPresent()
                && inspection.keys().of(request).flatMap(KeyUse::refusal).isEmpty()
                && inspection.owners(request.bucket()).ofAnswered(key) == Owner.ANOTHER;
    }

    @Override
    public Finding report(List<Explained> explained) {
        return Topics.reportEach(explained, this::reportBucket);
    }

    private Finding reportBucket(List<Explained> explained) {
        List<S3Request> requests = BucketEvidence.requests(explained, inspection);
        S3Request request = requests.get(0);
        S3Bucket bucket = request.bucket();
        ObjectOwners owners = inspection.owners(bucket);
        Map<Boolean, List<String>> keys = requests.stream()
                .flatMap(one -> one.asked().key().stream())
                .distinct()
                .collect(Collectors.partitioningBy(key -> inspection.objects().isDenied(bucket, key)));
        List<String> refused = keys.get(true);
        List<String> readable = keys.get(false);
        boolean isProven =
                !readable.isEmpty() || refused.stream().anyMatch(key -> owners.ofRefused(key) == Owner.ANOTHER);
        List<String> evidence = new ArrayList<>();
        if (!refused.isEmpty()) {
            evidence.add("HeadObject: S3 refuses it for " + (readable.isEmpty() ? "these objects" : named(refused))
                    + (owners.isOtherwiseAnswered() ? ", and answers it for others of the bucket." : "."));
        }
        if (!readable.isEmpty()) {
            evidence.add("HeadObject: S3 answers it for " + (refused.isEmpty() ? "these objects" : named(readable))
                    + ", because their owner lets the owner of the bucket read them.");
        }
        evidence.add(owners.answer());
        if (isProven) {
            evidence.add("ListObjectsV2: the owner of these objects is not the owner of "
                    + owners.servedKey()
                            .map(key -> BucketEvidence.printable(key) + ", which CloudFront served from the bucket.")
                            .orElse("the bucket."));
        }
        evidence.add(request.policy().answer());
        evidence.add(BucketEvidence.mostRequested(requests));
        evidence.addAll(BucketEvidence.doubts(request, true));
        String name = "bucket " + bucket.name();
        return new Finding(
                new Headline("another account owns objects of " + name, "another account owned objects of " + name),
                "another account " + (isProven ? "owns" : "may own") + " the requested objects of " + name
                        + ", and the policy of the bucket does not apply to them",
                evidence,
                Optional.of(fix(bucket).then(BucketEvidence.clearCache(explained, request))),
                List.of(bucket.resource()));
    }

    private static String named(List<String> keys) {
        return Phrases.list(keys.stream().map(BucketEvidence::printable).toList(), MOST_NAMED);
    }

    private static Fix fix(S3Bucket bucket) {
        return Fix.of(
                        "Make the owner of bucket " + bucket.name()
                                + " the owner of all its objects, which turns access control lists off",
                        new RemedyStep.Run(List.of(new Command(
                                "Let the owner of the bucket own all objects",
                                "aws s3api put-bucket-ownership-controls --bucket " + Shell.word(bucket.name())
                                        + bucket.regionOption() + " --ownership-controls "
                                        + Shell.quoted("Rules=[{ObjectOwnership=BucketOwnerEnforced}]"),
                                Effect.CHANGES_CONFIGURATION))))
                .onlyIf("Only if nothing else relies on access control lists of this bucket");
    }
}
