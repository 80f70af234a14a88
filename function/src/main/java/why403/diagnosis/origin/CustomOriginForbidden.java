package why403.diagnosis.origin;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import software.amazon.awssdk.services.cloudfront.model.Origin;
import why403.cause.Certainty;
import why403.cause.Kind;
import why403.cause.Remedy;
import why403.diagnosis.check.Check;
import why403.diagnosis.check.Claim;
import why403.diagnosis.check.Explained;
import why403.diagnosis.check.Finding;
import why403.diagnosis.check.AffectedViewers;
import why403.diagnosis.remedy.Invalidation;
import why403.diagnosis.request.ForbiddenRequest;
import why403.diagnosis.request.IncidentContext;
import why403.diagnosis.request.LogSignature;
import why403.diagnosis.request.WebAcl;
import why403.text.Shown;

/** An origin that is no S3 bucket answered 403 by itself. */
final class CustomOriginForbidden implements Check {

    private static final Pattern S3_REST =
            Pattern.compile("(.+\\.)?s3([.-](?!website|accesspoint)[a-z0-9.-]+)?\\.amazonaws\\.com(\\.cn)?");
    private static final int MOST_NAMED = 5;

    @Override
    public String id() {
        return "custom-origin-forbidden";
    }

    @Override
    public Kind kind() {
        return Kind.MISCONFIGURATION;
    }

    @Override
    public Optional<Claim> examine(ForbiddenRequest request, IncidentContext investigation) {
        LogSignature line = request.line();
        Optional<Origin> origin = origin(request);
        boolean isS3 = origin.isEmpty() && request.origin().isPresent();
        if (isS3 || line.isSpecific()) {
            return Optional.empty();
        }
        return (origin.isPresent() ? knownOrigin(line, WebAcl.of(investigation).isPresent()) : unknownOrigin(line))
                .map(request::bound)
                .map(certainty ->
                        new Claim(certainty, origin.map(Origin::domainName).orElse("")));
    }

    /** The likeliest origin that is no bucket. */
    private static Optional<Origin> origin(ForbiddenRequest request) {
        return request.origins().stream().filter(origin -> !isS3Rest(origin)).findFirst();
    }

    private static boolean isS3Rest(Origin origin) {
        return origin.s3OriginConfig() != null
                || S3_REST.matcher(origin.domainName()).matches();
    }

    /** An answer served again from the error cache looks made at the edge, but for its type and length. */
    private static Optional<Certainty> knownOrigin(LogSignature line, boolean hasWebAcl) {
        if (line.originAnswered()) {
            return Optional.of(Certainty.CONFIRMED);
        }
        if (line.isOfTheEdge()) {
            return Optional.empty();
        }
        if (line.anOriginTookPart()) {
            return Optional.of(Certainty.LIKELY);
        }
        boolean hasOwnPage =
                line.contentType().isPresent() && line.contentLength().isPresent();
        return Optional.of(hasOwnPage && !hasWebAcl ? Certainty.LIKELY : Certainty.POSSIBLE);
    }

    private static Optional<Certainty> unknownOrigin(LogSignature line) {
        boolean isXml = line.contentType().filter(type -> type.endsWith("xml")).isPresent();
        return line.originAnswered() && line.contentType().isPresent() && !isXml
                ? Optional.of(Certainty.LIKELY)
                : Optional.empty();
    }

    @Override
    public Finding tell(List<Explained> explained, IncidentContext investigation) {
        ForbiddenRequest first = explained.get(0).request();
        String origin = origin(first).map(Origin::domainName).orElse("that is no S3 bucket");
        List<String> evidence = new ArrayList<>();
        long answered = explained.stream()
                .filter(one -> one.request().line().originAnswered())
                .count();
        evidence.add(Shown.number(answered) + " of " + Shown.number(explained.size())
                + " took as long as an origin's answer does; the others may be served from the error cache.");
        evidence.addAll(origins(explained));
        evidence.add("Answers: " + Shown.counted(pages(explained), MOST_NAMED) + ".");
        maker(explained).ifPresent(evidence::add);
        evidence.addAll(AffectedViewers.sentences(explained));
        return new Finding(
                "the origin " + origin + " answers 403 itself",
                evidence,
                Optional.of(remedy(first, explained, investigation)));
    }

    private static List<String> origins(List<Explained> explained) {
        List<Map.Entry<String, Long>> origins =
                Shown.ranked(explained, one -> origin(one.request()).map(Origin::domainName).stream());
        return origins.size() < 2 ? List.of() : List.of("Origins: " + Shown.counted(origins, MOST_NAMED) + ".");
    }

    private static List<Map.Entry<String, Long>> pages(List<Explained> explained) {
        return Shown.ranked(explained, one -> Stream.of(one.request().line().answer()));
    }

    /** Whose page it looks like, by type and length. */
    private static Optional<String> maker(List<Explained> explained) {
        return switch (pages(explained).get(0).getKey()) {
            case "text/html of 118 bytes" -> Optional.of("That is as long as a load balancer's own page.");
            case "text/html of 146 bytes" -> Optional.of("That is as long as nginx's own page.");
            case "text/html of 915 bytes" ->
                Optional.of(
                        "That is as long as the page of another CloudFront behind this one that does not know the host.");
            case "application/json of 23 bytes" ->
                Optional.of("That is as long as API Gateway's {\"message\":\"Forbidden\"}.");
            case "application/json of 42 bytes" ->
                Optional.of("That is as long as API Gateway's {\"message\":\"Missing Authentication Token\"}.");
            case "application/json of 144 bytes" ->
                Optional.of("That is as long as a Lambda function URL's AccessDeniedException: see who may invoke it.");
            case "application/json of 192 bytes" ->
                Optional.of("That is as long as a Lambda function URL's InvalidSignatureException.");
            default -> Optional.empty();
        };
    }

    private static Remedy remedy(ForbiddenRequest first, List<Explained> explained, IncidentContext investigation) {
        String host = origin(first).map(Origin::domainName).orElse("the origin");
        String paths = Shown.list(AffectedViewers.folders(explained).stream()
                .limit(MOST_NAMED)
                .map(Map.Entry::getKey)
                .toList());
        return new Remedy(
                "Look in the access log and the firewall of " + host + " for " + paths
                        + ": it sees CloudFront's addresses, and without the viewer's Host its default virtual host answers;"
                        + " once it is mended, clear the cached 403s",
                List.of(Invalidation.command(
                        investigation.distributionId(),
                        explained.stream().map(Explained::request).toList())),
                Optional.empty());
    }
}
