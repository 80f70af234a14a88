package why403.diagnosis.s3;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import why403.cause.Kind;
import why403.cause.Remedy;
import why403.diagnosis.access.GrantStatements;
import why403.diagnosis.access.PolicyProposal;
import why403.diagnosis.access.S3Request;
import why403.diagnosis.access.S3Inspection;
import why403.diagnosis.access.S3Inspection.Presence;
import why403.diagnosis.check.Check;
import why403.diagnosis.check.Claim;
import why403.diagnosis.check.Explained;
import why403.diagnosis.check.Finding;
import why403.diagnosis.remedy.Invalidation;
import why403.diagnosis.request.S3Operation;
import why403.diagnosis.request.ForbiddenRequest;
import why403.diagnosis.request.IncidentContext;
import why403.diagnosis.request.PerIncident;
import why403.diagnosis.request.S3Bucket;

/** The object does not exist, and S3 says 404 only to who may list the bucket. */
final class S3ObjectMissing implements Check {

    private record Story(S3Bucket bucket, String originId) {}

    private final PerIncident<S3Inspection> requests;

    S3ObjectMissing(PerIncident<S3Inspection> requests) {
        this.requests = requests;
    }

    @Override
    public String id() {
        return "s3-object-missing";
    }

    @Override
    public Kind kind() {
        return Kind.CLIENT;
    }

    @Override
    public Optional<Claim> examine(ForbiddenRequest forbidden, IncidentContext investigation) {
        S3Inspection all = requests.of(investigation);
        return all.of(forbidden)
                .filter(request -> !request.asked().isRoot() && !request.asked().isFolder())
                .flatMap(request -> request.asked()
                        .key()
                        .flatMap(key -> request.missing(key, all))
                        .map(certainty -> new Claim(
                                certainty,
                                new Story(request.bucket(), request.origin().id()))));
    }

    @Override
    public Finding tell(List<Explained> explained, IncidentContext investigation) {
        return S3Finding.ofEach(explained, story -> tellStory(story, requests.of(investigation)));
    }

    private static Finding tellStory(List<Explained> story, S3Inspection all) {
        List<S3Request> asked =
                story.stream().flatMap(one -> all.of(one.request()).stream()).toList();
        S3Request request = asked.get(0);
        List<S3Request> missing = asked.stream()
                .filter(one -> presence(one, all) == Presence.MISSING)
                .toList();
        List<String> evidence = new ArrayList<>();
        evidence.add(looked(asked, missing, all));
        evidence.add(S3Finding.examples(missing.isEmpty() ? asked : missing));
        evidence.add(request.policy().answer() + grants(request));
        evidence.add(S3Finding.access(request));
        originPathTwice(asked).ifPresent(evidence::add);
        evidence.addAll(S3Finding.doubts(request, true));
        String last = Invalidation.command(
                request.distribution().id(),
                story.stream().map(Explained::request).toList());
        return new Finding(summary(request, missing), evidence, Optional.of(remedy(request, all, last)));
    }

    private static Presence presence(S3Request request, S3Inspection all) {
        return all.presence(request.bucket(), request.asked().key().orElse(""));
    }

    private static String summary(S3Request request, List<S3Request> missing) {
        String verb = missing.isEmpty() ? " may not be in bucket " : " are not in bucket ";
        return "the objects asked for" + verb + request.bucket().name();
    }

    private static String looked(List<S3Request> asked, List<S3Request> missing, S3Inspection all) {
        long keys = keys(asked.stream()
                .filter(request -> presence(request, all) != Presence.NOT_ASKED)
                .toList());
        if (missing.isEmpty()) {
            return "HeadObject could not be asked, so whether they exist is not known.";
        }
        String others = keys(asked) > keys ? " (" + (keys(asked) - keys) + " more keys were not looked up)" : "";
        return "HeadObject says 404 of " + keys(missing) + " of " + keys + " keys" + others + ".";
    }

    private static long keys(List<S3Request> requests) {
        return requests.stream()
                .map(request -> request.asked().key())
                .distinct()
                .count();
    }

    private static String grants(S3Request request) {
        if (request.policy().policy().isEmpty()) {
            return "";
        }
        String read =
                request.grant() == S3Request.Grant.ALLOWED ? " It allows s3:GetObject" : " It may allow s3:GetObject";
        return switch (request.listing()) {
            case ALLOWED ->
                read + " and s3:ListBucket, so S3 says 404, which the distribution maps to the status logged.";
            case REFUSED -> read + ", not s3:ListBucket, so S3 says 403 of a key that does not exist.";
            case UNKNOWN -> read + ", and perhaps s3:ListBucket.";
        };
    }

    private static Optional<String> originPathTwice(List<S3Request> asked) {
        String originPath =
                Optional.ofNullable(asked.get(0).origin().originPath()).orElse("");
        long twice = asked.stream()
                .filter(request ->
                        !originPath.isEmpty() && request.asked().path().startsWith(originPath + "/"))
                .count();
        return twice == 0
                ? Optional.empty()
                : Optional.of("The path of " + twice + " of " + asked.size() + " requests begins with " + originPath
                        + ", which is the origin's path already: the key holds it twice.");
    }

    private static Remedy remedy(S3Request request, S3Inspection all, String last) {
        String mend = "Upload the objects to " + request.bucket().name() + ", or correct the links to them";
        boolean canBeTold = request.policy().policy().isPresent()
                && request.access().signs()
                && request.isGrantable()
                && request.listing() == S3Request.Grant.REFUSED
                && !all.hasGrantFault(request.bucket());
        if (!canBeTold) {
            return new Remedy(mend, List.of(last), Optional.empty());
        }
        ObjectNode statement =
                GrantStatements.grant(request, S3Operation.LIST, request.bucket().arn());
        ObjectNode whole = GrantStatements.appended(request.policy().document(), statement);
        PolicyProposal proposal = PolicyProposal.ofNeeds(whole, List.of(request.listBucket(), request.object()));
        return proposal.allows()
                ? proposal.remedy(mend + toBeTold(request), request.bucket(), List.of(statement), last)
                : new Remedy(mend, List.of(last), Optional.empty());
    }

    private static String toBeTold(S3Request request) {
        String told = ", which no command here does; optional: let CloudFront list the bucket, so that S3 says 404 of"
                + " what does not exist";
        boolean wouldList = Optional.ofNullable(
                        request.distribution().distributionConfig().defaultRootObject())
                .orElse("")
                .isEmpty();
        return wouldList ? told + ", but set a default root object first, or / shows the list to everybody" : told;
    }
}
