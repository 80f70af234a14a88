package why403.diagnosis.origin;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.cloudfront.model.Origin;
import why403.cause.CauseId;
import why403.cause.Certainty;
import why403.cause.Headline;
import why403.diagnosis.check.AffectedViewers;
import why403.diagnosis.check.Check;
import why403.diagnosis.check.Claim;
import why403.diagnosis.check.Explained;
import why403.diagnosis.check.Finding;
import why403.diagnosis.check.Topics;
import why403.diagnosis.request.Behavior;
import why403.diagnosis.request.Fingerprint;
import why403.diagnosis.request.ForbiddenRequest;
import why403.diagnosis.request.Forwarding;
import why403.diagnosis.request.Forwarding.Forwarded;
import why403.diagnosis.request.IncidentContext;
import why403.diagnosis.request.LogSignature;
import why403.diagnosis.request.OriginAccess;
import why403.diagnosis.request.OriginKind;
import why403.diagnosis.request.RequestKind;
import why403.diagnosis.request.S3Signature;
import why403.text.Phrases;
import why403.text.Printable;

/**
 * The origin serves by its own host name, and the cache behavior sends it the viewer's {@code Host}.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-origin-request-policies.html">AWS:
 *     managed origin request policies</a>
 */
final class HostHeaderForwarded implements Check {

    private static final String HOST = "Host";

    private record Topic(Behavior behavior, Origin origin) {}

    private final IncidentContext incident;

    HostHeaderForwarded(IncidentContext incident) {
        this.incident = incident;
    }

    @Override
    public CauseId id() {
        return CauseId.HOST_HEADER_FORWARDED;
    }

    @Override
    public boolean mayExplain(RequestKind kind) {
        return claim(kind).isPresent();
    }

    @Override
    public Optional<Claim> examine(ForbiddenRequest request) {
        return claim(request.kind());
    }

    private Optional<Claim> claim(RequestKind request) {
        if (request.line().isSpecific()) {
            return Optional.empty();
        }
        return request.behavior()
                .flatMap(behavior -> request.origins().stream()
                        .flatMap(origin -> claim(request, behavior, origin).stream())
                        .findFirst());
    }

    private Optional<Claim> claim(RequestKind request, Behavior behavior, Origin origin) {
        return answer(request, origin)
                .flatMap(certainty -> switch (incident.forwarding(behavior).header(HOST)) {
                    case YES -> Optional.of(certainty);
                    case UNKNOWN -> Optional.of(withoutPolicy(request.line()));
                    case NO -> Optional.<Certainty>empty();
                })
                .map(certainty -> OriginEvidence.mayBeChanged(request) ? certainty.atMost(Certainty.LIKELY) : certainty)
                .map(request::bound)
                .map(certainty -> incident.servesUncached(behavior) ? certainty.atMost(Certainty.POSSIBLE) : certainty)
                .map(certainty -> new Claim(certainty, new Topic(behavior, origin)));
    }

    /** Only another CloudFront's page is specific to a wrong host. */
    private static Certainty withoutPolicy(LogSignature line) {
        return line.has(Fingerprint.BAD_REQUEST) ? Certainty.LIKELY : Certainty.POSSIBLE;
    }

    /** How well the answer is that of such an origin to a host that it does not know; empty if it is not. */
    private Optional<Certainty> answer(RequestKind request, Origin origin) {
        LogSignature line = request.line();
        return switch (OriginKind.of(origin)) {
            case S3_REST -> ofSigningBucket(request, origin);
            case FUNCTION_URL -> ofFunctionUrl(line);
            case API_GATEWAY -> Api.isFoundByHost(origin) ? Optional.empty() : ofApi(line);
            case CLOUDFRONT -> ofAnotherCloudFront(line, Certainty.CONFIRMED);
            case OTHER -> ofAnotherCloudFront(line, Certainty.LIKELY);
            case LOAD_BALANCER, S3_WEBSITE -> Optional.empty();
        };
    }

    /** Without a signature, S3 reads the host as the name of a bucket, and answers 404. */
    private Optional<Certainty> ofSigningBucket(RequestKind request, Origin origin) {
        boolean isHead = request.line().method().filter("HEAD"::equals).isPresent();
        if (!OriginAccess.of(origin, incident.account()).signs()) {
            return Optional.empty();
        }
        if (S3Signature.isMismatch(request)) {
            return Optional.of(Certainty.CONFIRMED);
        }
        return isHead && request.line().originAnswered() ? Optional.of(Certainty.LIKELY) : Optional.empty();
    }

    private static Optional<Certainty> ofFunctionUrl(LogSignature line) {
        if (line.has(Fingerprint.LAMBDA_URL_GRANT)) {
            return Optional.of(Certainty.LIKELY);
        }
        return line.has(Fingerprint.LAMBDA_URL_SIGNATURE) ? Optional.of(Certainty.CONFIRMED) : forbidden(line);
    }

    private static Optional<Certainty> ofApi(LogSignature line) {
        return ofAnotherCloudFront(line, Certainty.CONFIRMED).or(() -> forbidden(line));
    }

    private static Optional<Certainty> forbidden(LogSignature line) {
        if (line.has(Fingerprint.API_FORBIDDEN)) {
            return Optional.of(Certainty.CONFIRMED);
        }
        return line.anOriginTookPart() && line.mayHave(Fingerprint.API_FORBIDDEN)
                ? Optional.of(line.originAnswered() ? Certainty.LIKELY : Certainty.POSSIBLE)
                : Optional.empty();
    }

    /** The same page comes from this CloudFront too, but then no origin takes part. */
    private static Optional<Certainty> ofAnotherCloudFront(LogSignature line, Certainty certainty) {
        return line.has(Fingerprint.BAD_REQUEST) && line.anOriginTookPart() ? Optional.of(certainty) : Optional.empty();
    }

    @Override
    public Finding report(List<Explained> explained) {
        return Topics.reportEach(explained, this::reportOrigin);
    }

    private Finding reportOrigin(List<Explained> explained) {
        Topic topic = (Topic) explained.get(0).claim().topic();
        Forwarding forwarding = incident.forwarding(topic.behavior());
        boolean isKnown = forwarding.header(HOST) == Forwarded.YES;
        String origin = OriginEvidence.named(topic.origin());
        List<String> evidence = new ArrayList<>();
        evidence.add(
                isKnown
                        ? Phrases.capitalized(topic.behavior().named()) + " forwards the Host header ("
                                + forwarding.sourcesOf(HOST).stream()
                                        .map(source -> described(source, topic.behavior()))
                                        .collect(Collectors.joining(", "))
                                + ")."
                        : "Whether " + topic.behavior().named() + " forwards the Host header is not known.");
        evidence.add(expectation(topic.origin()));
        evidence.add(OriginEvidence.answers(explained));
        evidence.addAll(OriginEvidence.functions(explained, incident));
        evidence.addAll(AffectedViewers.sentences(explained));
        return new Finding(
                new Headline("the origin gets the viewer's Host header", "the origin got the viewer's Host header"),
                topic.behavior().named() + (isKnown ? " sends " : " may send ") + origin
                        + " the viewer's Host header, and this origin serves only its own host name",
                evidence,
                new HostHeaderFix(
                                incident.distributionId(),
                                incident.settings().behaviors(),
                                topic.behavior(),
                                forwarding)
                        .fix()
                        .then(OriginEvidence.clearCache(explained, incident)));
    }

    private static String described(Forwarding.Source source, Behavior behavior) {
        return switch (source) {
            case CACHE_POLICY ->
                "cache policy "
                        + behavior.cachePolicyId().map(Printable::excerpt).orElse("");
            case ORIGIN_REQUEST_POLICY ->
                "origin request policy "
                        + behavior.originRequestPolicyId()
                                .map(Printable::excerpt)
                                .orElse("");
            case LEGACY_SETTINGS -> "its legacy settings";
        };
    }

    private static String expectation(Origin origin) {
        String host = Printable.excerpt(origin.domainName());
        return switch (OriginKind.of(origin)) {
            case S3_REST ->
                "CloudFront signs its requests to the bucket for " + host
                        + ". With another Host, S3 answers SignatureDoesNotMatch.";
            case FUNCTION_URL -> "A Lambda function URL answers only under its own host " + host + ".";
            case API_GATEWAY -> "Amazon API Gateway answers for this API only under " + host + ".";
            default -> "This origin answers as a CloudFront distribution that does not know the host.";
        };
    }
}
