package why403.diagnosis.origin;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.services.cloudfront.model.CustomHeaders;
import software.amazon.awssdk.services.cloudfront.model.CustomOriginConfig;
import software.amazon.awssdk.services.cloudfront.model.Origin;
import software.amazon.awssdk.services.cloudfront.model.OriginProtocolPolicy;
import software.amazon.awssdk.services.s3.model.GetBucketPolicyResponse;
import why403.account.LoadBalancerQuestions;
import why403.account.S3Questions;
import why403.cause.CauseId;
import why403.cause.Certainty;
import why403.cause.Headline;
import why403.diagnosis.check.AffectedViewers;
import why403.diagnosis.check.Check;
import why403.diagnosis.check.Claim;
import why403.diagnosis.check.Explained;
import why403.diagnosis.check.Finding;
import why403.diagnosis.check.Topics;
import why403.diagnosis.remedy.Fix;
import why403.diagnosis.request.Fingerprint;
import why403.diagnosis.request.ForbiddenRequest;
import why403.diagnosis.request.IncidentContext;
import why403.diagnosis.request.LogSignature;
import why403.diagnosis.request.OriginKind;
import why403.diagnosis.request.RequestKind;
import why403.policy.Caller;
import why403.policy.Decision.Outcome;
import why403.policy.Part;
import why403.policy.Policy;
import why403.policy.Request;
import why403.policy.Resource;
import why403.text.Printable;

/**
 * The origin asks for a secret header, and CloudFront sends another value than the one that it asks for: a load balancer by
 * its rules, or a bucket's website by its policy. Neither value is ever shown.
 */
final class OriginSecretHeader implements Check {

    private static final String REFERER = "Referer";
    private static final String REFERER_KEY = "aws:Referer";

    private record Topic(Origin origin, String header) {}

    private final IncidentContext incident;
    private final Map<Origin, Optional<Claim>> claims = new HashMap<>();

    OriginSecretHeader(IncidentContext incident) {
        this.incident = incident;
    }

    @Override
    public CauseId id() {
        return CauseId.ORIGIN_SECRET_HEADER;
    }

    @Override
    public boolean mayExplain(RequestKind kind) {
        LogSignature line = kind.line();
        return !line.isSpecific()
                && (line.originAnswered() || line.has(Fingerprint.LOAD_BALANCER))
                && kind.origins().stream().anyMatch(origin -> !headers(origin).isEmpty());
    }

    @Override
    public Optional<Claim> examine(ForbiddenRequest request) {
        LogSignature line = request.line();
        if (!mayExplain(request.kind())) {
            return Optional.empty();
        }
        return request.origins().stream()
                .flatMap(origin -> claims.computeIfAbsent(origin, one -> claim(one, request)).stream())
                .findFirst()
                .map(claim -> line.originAnswered() && !OriginEvidence.mayBeChanged(request)
                        ? claim
                        : claim.atMost(Certainty.LIKELY))
                .map(claim -> claim.atMost(request.bound(Certainty.CONFIRMED)));
    }

    private Optional<Claim> claim(Origin origin, ForbiddenRequest request) {
        Map<String, String> headers = headers(origin);
        return headers.isEmpty()
                ? Optional.empty()
                : switch (OriginKind.of(origin)) {
                    case LOAD_BALANCER -> ofLoadBalancer(origin, headers);
                    case S3_WEBSITE -> ofWebsite(origin, headers, request);
                    default -> Optional.empty();
                };
    }

    private static Map<String, String> headers(Origin origin) {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        Optional.ofNullable(origin.customHeaders())
                .map(CustomHeaders::items)
                .orElse(List.of())
                .forEach(header -> {
                    if (header.headerName() != null && header.headerValue() != null) {
                        headers.put(header.headerName(), header.headerValue());
                    }
                });
        return headers;
    }

    private Optional<Claim> ofLoadBalancer(Origin origin, Map<String, String> headers) {
        Optional<CustomOriginConfig> config = Optional.ofNullable(origin.customOriginConfig());
        OriginProtocolPolicy protocol =
                config.map(CustomOriginConfig::originProtocolPolicy).orElse(OriginProtocolPolicy.MATCH_VIEWER);
        var question = LoadBalancerQuestions.rules(
                origin.domainName(),
                config.map(CustomOriginConfig::httpPort).filter(port -> protocol != OriginProtocolPolicy.HTTPS_ONLY),
                config.map(CustomOriginConfig::httpsPort).filter(port -> protocol != OriginProtocolPolicy.HTTP_ONLY),
                OriginKind.LOAD_BALANCER.region(origin));
        return incident.account()
                .ask(question)
                .found()
                .map(found -> new ListenerRules(found.rules()))
                .flatMap(rules -> rules.refused(headers)
                        .map(header -> new Claim(
                                rules.serveOthers() ? Certainty.LIKELY : Certainty.CONFIRMED,
                                new Topic(origin, header))));
    }

    /** A policy that admits everybody who sends one {@code Referer}, and nobody else. */
    private Optional<Claim> ofWebsite(Origin origin, Map<String, String> headers, ForbiddenRequest request) {
        String host = origin.domainName();
        int end = host.indexOf(".s3-website");
        Optional<Map.Entry<String, String>> referer = headers.entrySet().stream()
                .filter(header -> header.getKey().equalsIgnoreCase(REFERER))
                .findFirst();
        if (end < 1 || referer.isEmpty()) {
            return Optional.empty();
        }
        String bucket = host.substring(0, end);
        Request asked = new Request(
                Caller.anonymousToWebsite(request.record().time(), referer.map(Map.Entry::getValue)),
                "s3:GetObject",
                new Resource.SomeBelow("arn:aws:s3:::" + bucket + "/"));
        return incident.account()
                .ask(S3Questions.bucketPolicy(bucket, OriginKind.S3_WEBSITE.region(origin)))
                .found()
                .map(GetBucketPolicyResponse::policy)
                .flatMap(json ->
                        Policy.read(json) instanceof Policy.Read read ? Optional.of(read.policy()) : Optional.empty())
                .filter(policy -> refusesReferer(policy, asked))
                .map(policy -> new Claim(
                        Certainty.CONFIRMED, new Topic(origin, referer.get().getKey())));
    }

    private static boolean refusesReferer(Policy policy, Request asked) {
        return policy.decide(asked).outcome() == Outcome.IMPLICIT_DENY
                && policy.allowsBeside(asked).stream()
                        .anyMatch(allow -> allow.misses().stream()
                                .allMatch(miss -> miss.part() == Part.CONDITION
                                        && miss.isCertain()
                                        && miss.conditionKey()
                                                .filter(REFERER_KEY::equalsIgnoreCase)
                                                .isPresent()));
    }

    @Override
    public Finding report(List<Explained> explained) {
        return Topics.reportEach(explained, this::reportOrigin);
    }

    private Finding reportOrigin(List<Explained> explained) {
        Topic topic = (Topic) explained.get(0).claim().topic();
        boolean isWebsite = OriginKind.of(topic.origin()) == OriginKind.S3_WEBSITE;
        String origin = OriginEvidence.named(topic.origin());
        String header = Printable.excerpt(topic.header());
        List<String> evidence = new ArrayList<>();
        evidence.add(
                isWebsite
                        ? "The bucket policy compares aws:Referer, and the value that CloudFront sends differs."
                        : "The rules of the load balancer compare the header " + header
                                + ", and the value that CloudFront sends differs.");
        evidence.add("Neither value is shown, because it is a secret.");
        evidence.add(OriginEvidence.answers(explained));
        evidence.addAll(OriginEvidence.functions(explained, incident));
        evidence.addAll(AffectedViewers.sentences(explained));
        return new Finding(
                new Headline("the origin expects another secret header", "the origin expected another secret header"),
                "the custom header " + header + " of " + origin + " has another value than "
                        + (isWebsite ? "the bucket policy" : "the load balancer's rule") + " asks for",
                evidence,
                Fix.byHand("Give the custom header " + header + " of the origin and "
                                + (isWebsite
                                        ? "the condition aws:Referer of the bucket policy"
                                        : "the rule's condition")
                                + " the same value. When you change the secret, let the origin accept both values until the"
                                + " distribution is deployed")
                        .then(OriginEvidence.clearCache(explained, incident)));
    }
}
