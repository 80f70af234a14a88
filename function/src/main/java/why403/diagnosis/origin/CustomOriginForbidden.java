package why403.diagnosis.origin;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.cloudfront.model.Origin;
import why403.cause.CauseId;
import why403.cause.Certainty;
import why403.cause.Headline;
import why403.diagnosis.check.AffectedViewers;
import why403.diagnosis.check.Check;
import why403.diagnosis.check.Claim;
import why403.diagnosis.check.Explained;
import why403.diagnosis.check.Finding;
import why403.diagnosis.remedy.Fix;
import why403.diagnosis.request.Fingerprint;
import why403.diagnosis.request.ForbiddenRequest;
import why403.diagnosis.request.IncidentContext;
import why403.diagnosis.request.LogSignature;
import why403.diagnosis.request.OriginKind;
import why403.diagnosis.request.RequestKind;
import why403.diagnosis.request.WebAcl;
import why403.text.Phrases;
import why403.text.Printable;

/** An origin that is not an S3 bucket answered 403 itself. */
final class CustomOriginForbidden implements Check {

    private static final int MOST_NAMED = 5;

    private final IncidentContext incident;

    CustomOriginForbidden(IncidentContext incident) {
        this.incident = incident;
    }

    @Override
    public CauseId id() {
        return CauseId.CUSTOM_ORIGIN_FORBIDDEN;
    }

    @Override
    public boolean mayExplain(RequestKind kind) {
        return !kind.line().isSpecific()
                && (kind.origins().isEmpty() || origin(kind).isPresent());
    }

    @Override
    public Optional<Claim> examine(ForbiddenRequest request) {
        LogSignature line = request.line();
        Optional<Origin> origin = origin(request.kind());
        if (!mayExplain(request.kind())) {
            return Optional.empty();
        }
        return (origin.isPresent() ? OriginEvidence.refusal(request, origin.get(), incident) : unknownOrigin(line))
                .map(request::bound)
                .map(certainty -> certainty.atMost(boundByFunctions(request)))
                .map(certainty -> mayBeOfTheWebAcl(request) ? certainty.atMost(Certainty.POSSIBLE) : certainty)
                .map(certainty ->
                        new Claim(certainty, origin.map(Origin::domainName).orElse("")));
    }

    /** The most likely origin that is not a bucket. */
    private static Optional<Origin> origin(RequestKind kind) {
        return kind.origins().stream()
                .filter(origin -> OriginKind.of(origin) != OriginKind.S3_REST)
                .findFirst();
    }

    private boolean mayBeOfTheWebAcl(ForbiddenRequest request) {
        return request.line().mayBeSlowBlock() && WebAcl.of(incident).isPresent();
    }

    /** A function may have chosen another origin, surely so if this one does not answer like that. */
    private Certainty boundByFunctions(ForbiddenRequest request) {
        if (request.behavior().map(incident::originChangers).orElse(List.of()).isEmpty()) {
            return Certainty.CONFIRMED;
        }
        return AnswerShape.isOfAnotherOrigin(request) ? Certainty.POSSIBLE : Certainty.LIKELY;
    }

    private static Optional<Certainty> unknownOrigin(LogSignature line) {
        boolean isXml = line.contentType().filter(type -> type.endsWith("xml")).isPresent();
        return line.originAnswered() && line.contentType().isPresent() && !isXml
                ? Optional.of(Certainty.LIKELY)
                : Optional.empty();
    }

    @Override
    public Finding report(List<Explained> explained) {
        ForbiddenRequest first = explained.get(0).request();
        String origin = origin(first.kind())
                .map(Origin::domainName)
                .map(host -> "origin " + Printable.excerpt(host))
                .orElse("an origin that is not an S3 bucket");
        List<String> evidence = new ArrayList<>();
        long answered = explained.stream()
                .filter(one -> one.request().line().originAnswered())
                .count();
        long others = explained.size() - answered;
        evidence.add(Phrases.number(answered) + " of " + Phrases.number(explained.size())
                + " requests took too long for an answer of CloudFront itself, so the origin answered."
                + (others == 0 ? "" : " The others may come from the error cache."));
        evidence.addAll(origins(explained));
        evidence.add(OriginEvidence.answers(explained));
        commonAnswer(explained)
                .map(answer -> "This is the size of " + answer.description() + ".")
                .ifPresent(evidence::add);
        evidence.addAll(OriginEvidence.functions(explained, incident));
        evidence.addAll(AffectedViewers.sentences(explained));
        return new Finding(
                new Headline(origin + " answers 403", origin + " answered 403"),
                origin + " answers 403 itself",
                evidence,
                fix(first, explained));
    }

    private static List<String> origins(List<Explained> explained) {
        List<Map.Entry<String, Long>> origins =
                Phrases.ranked(explained, one -> origin(one.request().kind()).map(Origin::domainName).stream());
        return origins.size() < 2 ? List.of() : List.of("Origins: " + Phrases.counted(origins, MOST_NAMED) + ".");
    }

    /** Whose answer the most common one looks like. */
    private static Optional<Fingerprint> commonAnswer(List<Explained> explained) {
        String common = OriginEvidence.ranked(explained).get(0).getKey();
        return explained.stream()
                .map(one -> one.request().line())
                .filter(line -> line.answer().equals(common))
                .findFirst()
                .flatMap(LogSignature::ofOrigin);
    }

    private Fix fix(ForbiddenRequest first, List<Explained> explained) {
        boolean isWebsite = origin(first.kind())
                .filter(origin -> OriginKind.of(origin) == OriginKind.S3_WEBSITE)
                .isPresent();
        return isWebsite ? ofWebsite(first, explained) : ofServer(first, explained);
    }

    /**
     * What a bucket's policy does not show.
     *
     * @see <a href="https://repost.aws/knowledge-center/s3-website-cloudfront-error-403">AWS: 403 from a website endpoint</a>
     */
    private Fix ofWebsite(ForbiddenRequest first, List<Explained> explained) {
        String host = origin(first.kind())
                .map(Origin::domainName)
                .map(Printable::excerpt)
                .orElseThrow();
        return Fix.of(
                "Send a request for one of these paths to http://" + host
                        + " itself: the page names S3's error code. Then look whether everybody may read the object (the"
                        + " bucket policy, Block Public Access), whether it exists (for a path that ends with a slash, the index"
                        + " document in that folder), whether the account of the bucket owns it,"
                        + " and whether it is encrypted with a KMS key, which unsigned requests cannot use. If all is in order,"
                        + " look at the organization's resource control policies. After the fix, clear the cached errors",
                OriginEvidence.clearCache(explained, incident));
    }

    private Fix ofServer(ForbiddenRequest first, List<Explained> explained) {
        String host = origin(first.kind())
                .map(Origin::domainName)
                .map(Printable::excerpt)
                .orElse("the origin");
        List<String> folders = AffectedViewers.folders(explained).stream()
                .map(Map.Entry::getKey)
                .toList();
        return Fix.of(
                "Look in the access log and the firewall of " + host + " for requests to "
                        + Phrases.list(folders, MOST_NAMED)
                        + ". The origin sees CloudFront's addresses, and if it does not get the viewer's Host header, its"
                        + " default virtual host answers. After the fix, clear the cached errors",
                OriginEvidence.clearCache(explained, incident));
    }
}
