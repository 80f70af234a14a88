package why403.diagnosis.edge;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import why403.cause.Certainty;
import why403.cause.Kind;
import why403.cause.Remedy;
import why403.diagnosis.check.Check;
import why403.diagnosis.check.Claim;
import why403.diagnosis.check.Explained;
import why403.diagnosis.check.Finding;
import why403.diagnosis.check.AffectedViewers;
import why403.diagnosis.request.ForbiddenRequest;
import why403.diagnosis.request.IncidentContext;
import why403.diagnosis.request.LogSignature;
import why403.diagnosis.request.Tenancy;
import why403.diagnosis.request.WebAcl;
import why403.text.Shown;

/**
 * AWS WAF blocked the request. The line alone says which page was sent, so this is never more than likely.
 *
 * @see <a href="https://docs.aws.amazon.com/waf/latest/developerguide/cloudfront-features.html">AWS: WAF with
 *     CloudFront</a>
 */
final class WafBlocked implements Check {

    private static final int PAGE = 919;
    private static final int MOST_NAMED = 3;

    @Override
    public String id() {
        return "waf-block";
    }

    @Override
    public Kind kind() {
        return Kind.INTENDED;
    }

    @Override
    public Optional<Claim> examine(ForbiddenRequest request, IncidentContext investigation) {
        Optional<WebAcl> webAcl = WebAcl.of(investigation);
        boolean isExcluded = webAcl.isEmpty()
                && investigation.distribution().isPresent()
                && !Tenancy.concerns(request, investigation);
        return isExcluded
                ? Optional.empty()
                : certainty(request.line(), webAcl.isPresent()).map(certainty -> new Claim(certainty, id()));
    }

    private static Optional<Certainty> certainty(LogSignature line, boolean hasWebAcl) {
        if (line.isSpecific() || line.anOriginTookPart()) {
            return Optional.empty();
        }
        if (line.isHtml(PAGE)) {
            return Optional.of(Certainty.LIKELY);
        }
        return hasWebAcl && (line.sentAbout(PAGE) || mayBeCustomResponse(line))
                ? Optional.of(Certainty.POSSIBLE)
                : Optional.empty();
    }

    /** A rule may answer with a body of its own, and HEAD gets none: a page that nothing else of the edge's sends. */
    private static boolean mayBeCustomResponse(LogSignature line) {
        boolean isXml = line.contentType().filter(type -> type.endsWith("xml")).isPresent();
        return line.detail().isPresent() && line.hasFirstByteTime() && !isXml && !line.isOfTheEdge();
    }

    @Override
    public Finding tell(List<Explained> explained, IncidentContext investigation) {
        Optional<WebAcl> webAcl = WebAcl.of(investigation);
        String name = webAcl.map(acl -> "the web ACL " + acl.name()).orElse("AWS WAF");
        String whom = Shown.counted(AffectedViewers.methods(explained), MOST_NAMED) + " in "
                + Shown.counted(AffectedViewers.folders(explained), MOST_NAMED);
        List<String> evidence = new ArrayList<>(pages(explained));
        evidence.add(webAcl.map(acl -> "The distribution's WebACLId is " + acl.id() + ".")
                .orElse("Whether the distribution has a web ACL is not known."));
        webAcl.ifPresent(acl -> evidence.addAll(acl.evidence(investigation)));
        evidence.addAll(AffectedViewers.sentences(explained));
        return new Finding(name + " blocks " + whom, evidence, Optional.of(remedy(webAcl)));
    }

    private static List<String> pages(List<Explained> explained) {
        long pages = explained.stream()
                .filter(one -> one.request().line().isHtml(PAGE))
                .count();
        return pages == 0
                ? List.of()
                : List.of(Shown.number(pages) + " of " + Shown.number(explained.size())
                        + " got the page of a web ACL's block, made at the edge: text/html of " + PAGE + " bytes.");
    }

    private static Remedy remedy(Optional<WebAcl> webAcl) {
        String where =
                webAcl.map(acl -> "the sampled requests of " + acl.name()).orElse("the web ACL's sampled requests");
        return new Remedy(
                "Nothing to mend if these requests are meant to be blocked; if not, find the rule in " + where
                        + " (us-east-1) and let it count, or scope it down",
                List.of(),
                Optional.empty());
    }
}
