package why403.diagnosis.edge;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import why403.cause.AwsResource;
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
import why403.diagnosis.request.Tenancy;
import why403.diagnosis.request.WebAcl;
import why403.text.Phrases;

/**
 * AWS WAF blocked the request. The line alone shows only which page was sent, so this is likely at most.
 *
 * @see <a href="https://docs.aws.amazon.com/waf/latest/developerguide/cloudfront-features.html">AWS: WAF with
 *     CloudFront</a>
 */
final class WafBlocked implements Check {

    private static final int MOST_NAMED = 3;

    private final IncidentContext incident;

    WafBlocked(IncidentContext incident) {
        this.incident = incident;
    }

    @Override
    public CauseId id() {
        return CauseId.WAF_BLOCK;
    }

    @Override
    public Optional<Claim> examine(ForbiddenRequest request) {
        boolean hasWebAcl = WebAcl.of(incident).isPresent();
        boolean isExcluded = !hasWebAcl && incident.distribution().isPresent() && !Tenancy.concerns(request, incident);
        return isExcluded
                ? Optional.empty()
                : certainty(request.line(), hasWebAcl).map(certainty -> new Claim(certainty, id()));
    }

    private static Optional<Certainty> certainty(LogSignature line, boolean hasWebAcl) {
        if (line.isSpecific() || line.anOriginTookPart()) {
            return Optional.empty();
        }
        if (line.has(Fingerprint.WEB_ACL_BLOCK)) {
            return Optional.of(Certainty.LIKELY);
        }
        return hasWebAcl && (line.sentAbout(Fingerprint.WEB_ACL_BLOCK) || mayBeCustomResponse(line))
                ? Optional.of(Certainty.POSSIBLE)
                : Optional.empty();
    }

    /** A rule can answer with its own body, and a HEAD request gets none: an answer that nothing else at the edge sends. */
    private static boolean mayBeCustomResponse(LogSignature line) {
        boolean isXml = line.contentType().filter(type -> type.endsWith("xml")).isPresent();
        return line.detail().isPresent() && line.hasFirstByteTime() && !isXml && !line.isOfTheEdge();
    }

    @Override
    public Finding report(List<Explained> explained) {
        Optional<WebAcl> webAcl = WebAcl.of(incident);
        String name = webAcl.map(acl -> "web ACL " + acl.name()).orElse("AWS WAF");
        String requests = Phrases.counted(AffectedViewers.methods(explained), MOST_NAMED) + " in "
                + Phrases.counted(AffectedViewers.folders(explained), MOST_NAMED);
        List<String> evidence = new ArrayList<>(pages(explained));
        evidence.add(webAcl.map(acl -> "The distribution's web ACL is " + acl.id() + ".")
                .orElse("It is not known whether the distribution has a web ACL."));
        webAcl.ifPresent(acl -> evidence.addAll(acl.evidence(incident)));
        evidence.addAll(AffectedViewers.sentences(explained));
        return new Finding(
                new Headline(name + " blocks requests", name + " blocked requests"),
                name + " blocks " + requests,
                evidence,
                Optional.of(fix(webAcl)),
                webAcl.flatMap(WebAcl::resource).stream()
                        .map(AwsResource.class::cast)
                        .toList());
    }

    private static List<String> pages(List<Explained> explained) {
        long pages = explained.stream()
                .filter(one -> one.request().line().has(Fingerprint.WEB_ACL_BLOCK))
                .count();
        return pages == 0
                ? List.of()
                : List.of(Phrases.number(pages) + " of " + Phrases.number(explained.size())
                        + " answers look like " + Fingerprint.WEB_ACL_BLOCK.description() + " ("
                        + Fingerprint.WEB_ACL_BLOCK.shape() + ").");
    }

    private static Fix fix(Optional<WebAcl> webAcl) {
        String where = webAcl.map(acl -> "the sampled requests of web ACL " + acl.name())
                .orElse("the sampled requests of the web ACL");
        return Fix.byHand("The block is intended if these requests should be blocked. If not, find the rule in " + where
                + " (us-east-1), and set it to Count or narrow its scope");
    }
}
