package why403.diagnosis.s3;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import why403.cause.CauseId;
import why403.cause.Command;
import why403.cause.Command.Effect;
import why403.cause.Headline;
import why403.diagnosis.access.S3Inspection;
import why403.diagnosis.access.S3Request;
import why403.diagnosis.check.Check;
import why403.diagnosis.check.Claim;
import why403.diagnosis.check.Explained;
import why403.diagnosis.check.Finding;
import why403.diagnosis.check.Topics;
import why403.diagnosis.remedy.Fix;
import why403.diagnosis.remedy.LocalFile;
import why403.diagnosis.remedy.RemedyStep;
import why403.diagnosis.request.ForbiddenRequest;
import why403.diagnosis.request.RequestKind;
import why403.diagnosis.request.S3Bucket;
import why403.text.Phrases;
import why403.text.Shell;

/**
 * The object is archived, and S3 refuses to read it until it is restored. S3 answers HEAD requests for it.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/restoring-objects.html">AWS: restore an archived
 *     object</a>
 */
final class S3ObjectArchived implements Check {

    private static final Set<String> ARCHIVES = Set.of("GLACIER", "DEEP_ARCHIVE");
    private static final String RESTORED = "ongoing-request=\"false\"";
    private static final int MOST_RESTORED = 5;

    private record Topic(S3Bucket bucket) {}

    private final S3Inspection inspection;

    S3ObjectArchived(S3Inspection inspection) {
        this.inspection = inspection;
    }

    @Override
    public CauseId id() {
        return CauseId.S3_OBJECT_ARCHIVED;
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
                .filter(request ->
                        forbidden.line().method().filter("HEAD"::equals).isEmpty())
                .filter(request -> archived(request).isPresent())
                .map(request -> new Claim(request.keyBound(), new Topic(request.bucket())));
    }

    private Optional<HeadObjectResponse> archived(S3Request request) {
        return request.asked()
                .key()
                .flatMap(key -> inspection.objects().stored(request.bucket(), key))
                .filter(S3ObjectArchived::isArchived);
    }

    /** An object in an archive tier of S3 Intelligent-Tiering has another storage class. */
    private static boolean isArchived(HeadObjectResponse head) {
        boolean isInArchive =
                ARCHIVES.contains(String.valueOf(head.storageClassAsString())) || head.archiveStatus() != null;
        return isInArchive && (head.restore() == null || !head.restore().contains(RESTORED));
    }

    @Override
    public Finding report(List<Explained> explained) {
        return Topics.reportEach(explained, this::reportBucket);
    }

    private Finding reportBucket(List<Explained> explained) {
        List<S3Request> requests = BucketEvidence.requests(explained, inspection);
        S3Request request = requests.get(0);
        List<String> evidence = new ArrayList<>();
        evidence.add("HeadObject: storage class "
                + Phrases.list(requests.stream()
                        .flatMap(one -> archived(one).stream())
                        .map(head -> String.valueOf(head.storageClassAsString()))
                        .distinct()
                        .toList())
                + ", not restored.");
        evidence.add(BucketEvidence.mostRequested(requests));
        evidence.add(request.policy().answer());
        evidence.addAll(BucketEvidence.doubts(request, true));
        String bucket = "bucket " + request.bucket().name();
        return new Finding(
                new Headline("objects of " + bucket + " are archived", "objects of " + bucket + " were archived"),
                "the requested objects of " + bucket
                        + " are archived, and S3 does not serve them until they are restored",
                evidence,
                Optional.of(fix(requests).then(BucketEvidence.clearCache(explained, request))),
                List.of(request.bucket().resource()));
    }

    private static Fix fix(List<S3Request> requests) {
        S3Request first = requests.get(0);
        String bucket = first.bucket().name();
        List<Command> commands = requests.stream()
                .flatMap(request -> request.asked().key().stream())
                .distinct()
                .limit(MOST_RESTORED)
                .map(key -> restoring(first.bucket(), key))
                .toList();
        return new Fix(
                "Restore the objects, which takes hours, and copy them to another storage class if they are needed for longer"
                        + ". Exclude them from the lifecycle rule of bucket " + bucket
                        + " that archived them. The commands restore those that failed first for seven days",
                Optional.of("Only if these objects should be served"),
                Stream.<RemedyStep>of(new RemedyStep.Run(commands)).toList());
    }

    /** A second run finds the restoration in progress, which is no failure. */
    private static Command restoring(S3Bucket bucket, String key) {
        String errors = Shell.word(LocalFile.named("restore-" + bucket.name(), "-error.txt"));
        return new Command(
                "Restore the object",
                "aws s3api restore-object --bucket " + Shell.word(bucket.name()) + bucket.regionOption() + " --key "
                        + Shell.word(key) + " --restore-request "
                        + Shell.quoted("{\"Days\":7,\"GlacierJobParameters\":{\"Tier\":\"Standard\"}}") + " 2>| "
                        + errors
                        + " || { cat " + errors + " >&2; grep -q '(RestoreAlreadyInProgress)' " + errors + "; }",
                Effect.CHANGES_CONFIGURATION);
    }
}
