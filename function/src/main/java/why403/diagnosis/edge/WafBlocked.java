package why403.diagnosis.edge;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import why403.cause.AwsResource;
import why403.cause.CauseId;
import why403.cause.Certainty;
import why403.cause.Headline;
import why403.diagnosis.check.AffectedViewers;
import why403.diagnosis.check.ChangeClues;
import why403.diagnosis.check.Check;
import why403.diagnosis.check.Claim;
import why403.diagnosis.check.Explained;
import why403.diagnosis.check.Finding;
import why403.diagnosis.remedy.Fix;
import why403.diagnosis.request.Fingerprint;
import why403.diagnosis.request.ForbiddenRequest;
import why403.diagnosis.request.IncidentContext;
import why403.diagnosis.request.LogSignature;
import why403.diagnosis.request.RequestKind;
import why403.diagnosis.request.Tenancy;
import why403.diagnosis.request.WebAcl;
import why403.text.Phrases;

/**
 * AWS WAF blocked the request. The line alone shows only which page was sent. The samples that AWS WAF keeps confirm it, and name
 * the rule.
 *
 * @see <a href="https://docs.aws.amazon.com/waf/latest/developerguide/cloudfront-features.html">AWS: WAF with
 *     CloudFront</a>
 */
final class WafBlocked implements Check {

    private static final int MOST_NAMED = 3;

    private final IncidentContext incident;
    private Optional<SampledRequests> samples = Optional.empty();
    private Optional<Set<String>> ofOrigins = Optional.empty();

    WafBlocked(IncidentContext incident) {
        this.incident = incident;
    }

    @Override
    public CauseId id() {
        return CauseId.WAF_BLOCK;
    }

    @Override
    public boolean mayExplain(RequestKind kind) {
        return mayBeBlocked(kind);
    }

    @Override
    public Optional<Claim> examine(ForbiddenRequest request) {
        boolean isExcluded =
                !hasWebAcl() && incident.distribution().isPresent() && !Tenancy.concerns(request, incident);
        return isExcluded || !mayBeBlocked(request.kind())
                ? Optional.empty()
                : certainty(request)
                        .map(certainty -> Tenancy.bound(certainty, request, incident))
                        .map(certainty -> new Claim(certainty, topic(request)));
    }

    private boolean hasWebAcl() {
        return WebAcl.of(incident).isPresent();
    }

    /** Requests that the same rule blocked are reported together. */
    private Object topic(ForbiddenRequest request) {
        return samples().blockOf(request).<Object>map(block -> block).orElse(id());
    }

    /** A blocked request reaches no origin. Its body can take long to arrive, so that alone the time to the first byte is no proof. */
    private static boolean mayBeBlocked(RequestKind kind) {
        LogSignature line = kind.line();
        return !line.isSpecific() && !(line.originAnswered() && (line.isOriginTimeLogged() || hasXml(line)));
    }

    /** S3 answers with XML, and AWS WAF only if a rule says so. */
    private static boolean hasXml(LogSignature line) {
        return line.contentType().filter(type -> type.endsWith("xml")).isPresent();
    }

    private Optional<Certainty> certainty(ForbiddenRequest request) {
        Optional<Certainty> byLine = byLine(request);
        return switch (samples().about(request)) {
            case BLOCKED -> Optional.of(Certainty.CONFIRMED);
            case LIKE_BLOCKED ->
                request.line().has(Fingerprint.WEB_ACL_BLOCK) || samples().isAnsweredLikeABlockedOne(request)
                        ? Optional.of(request.bound(Certainty.CONFIRMED))
                        : byLine;
            case ALLOWED -> Optional.empty();
            case UNKNOWN -> byLine;
        };
    }

    private Optional<Certainty> byLine(ForbiddenRequest request) {
        LogSignature line = request.line();
        if (line.anOriginTookPart() && !(hasWebAcl() && line.mayBeSlowBlock())) {
            return Optional.empty();
        }
        if (line.has(Fingerprint.WEB_ACL_BLOCK)) {
            return Optional.of(Certainty.LIKELY);
        }
        return hasWebAcl()
                        && (line.sentAbout(Fingerprint.WEB_ACL_BLOCK)
                                || (mayBeCustomResponse(line) && !isOfAnOrigin(line)))
                ? Optional.of(Certainty.POSSIBLE)
                : Optional.empty();
    }

    /** A rule can answer with its own body, and a HEAD request gets none: an answer that nothing else at the edge sends. */
    private static boolean mayBeCustomResponse(LogSignature line) {
        return line.detail().isPresent() && line.hasFirstByteTime() && !hasXml(line) && !line.isOfTheEdge();
    }

    /** Whether an origin gave the same answer in this incident: then the edge serves it from its cache. */
    private boolean isOfAnOrigin(LogSignature line) {
        if (ofOrigins.isEmpty()) {
            ofOrigins = Optional.of(incident.requests().stream()
                    .map(ForbiddenRequest::line)
                    .filter(LogSignature::originAnswered)
                    .map(LogSignature::answer)
                    .collect(Collectors.toSet()));
        }
        return ofOrigins.get().contains(line.answer());
    }

    /** Read once, and only if a request of the incident can be one that AWS WAF blocked. */
    private SampledRequests samples() {
        if (samples.isEmpty()) {
            boolean isNeeded = incident.requests().stream()
                    .filter(request -> mayBeBlocked(request.kind()))
                    .anyMatch(request -> request.line().has(Fingerprint.WEB_ACL_BLOCK)
                            || byLine(request).isPresent());
            samples = Optional.of(WebAcl.of(incident)
                    .filter(acl -> isNeeded)
                    .flatMap(acl -> acl.configuration(incident)
                            .map(configuration -> SampledRequests.of(
                                    acl, configuration, incident, request -> mayBeBlocked(request.kind()))))
                    .orElseGet(SampledRequests::none));
        }
        return samples.get();
    }

    @Override
    public Finding report(List<Explained> explained) {
        Optional<WebAcl> webAcl = WebAcl.of(incident);
        String name = webAcl.map(acl -> "web ACL " + acl.name()).orElse("AWS WAF");
        String requests = Phrases.counted(AffectedViewers.methods(explained), MOST_NAMED) + " in "
                + Phrases.counted(AffectedViewers.folders(explained), MOST_NAMED);
        Optional<WebAclNow> now =
                webAcl.flatMap(acl -> acl.configuration(incident)).map(WebAclNow::new);
        Blocks blocks = new Blocks(explained, samples(), now);
        BlockedViewers viewers = new BlockedViewers(explained, incident);
        List<String> evidence = new ArrayList<>(pages(explained));
        evidence.add(webAcl.map(acl -> "The distribution's web ACL is " + acl.id() + ".")
                .orElse("It is not known whether the distribution has a web ACL."));
        webAcl.ifPresent(acl -> evidence.addAll(blocks.sentences(acl)));
        evidence.addAll(viewers.sentences());
        evidence.addAll(AffectedViewers.sentences(explained));
        return new Finding(
                        headline(name, blocks),
                        summary(name, requests, blocks, viewers),
                        evidence,
                        Optional.of(fix(webAcl, now, blocks, viewers, explained)),
                        webAcl.flatMap(WebAcl::resource).stream()
                                .map(AwsResource.class::cast)
                                .toList())
                .with(ChangeClues.ofWebAcl(blocks.most().flatMap(Block::rule)));
    }

    private static String summary(String webAcl, String requests, Blocks blocks, BlockedViewers viewers) {
        Optional<String> change = blocks.most().flatMap(blocks::noLonger);
        return blocks.mostInWords().map(block -> block + " in ").orElse("")
                + webAcl
                + (change.isPresent() ? " blocked " : " blocks ")
                + requests
                + (viewers.kind().filter(BlockedViewers.Kind.USERS::equals).isPresent()
                        ? ", and these look like the site's own users"
                        : "")
                + change.map(now -> "; the web ACL was changed since: " + now).orElse("");
    }

    private static Headline headline(String webAcl, Blocks blocks) {
        String name = blocks.most()
                .map(block -> block.innermost().map(rule -> "WAF rule " + rule).orElse("default action of " + webAcl))
                .orElse(webAcl);
        String past = name + " blocked requests";
        return blocks.most().flatMap(blocks::noLonger).isPresent()
                ? Headline.always(past)
                : new Headline(name + " blocks requests", past);
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

    private Fix fix(
            Optional<WebAcl> webAcl,
            Optional<WebAclNow> now,
            Blocks blocks,
            BlockedViewers viewers,
            List<Explained> explained) {
        Optional<Block> most = blocks.most();
        if (most.isEmpty() || now.isEmpty()) {
            return now.filter(WebAclNow::blocksNothing).isPresent()
                    ? WebAclFix.nothingBlocks()
                    : WebAclFix.unknownRule(webAcl);
        }
        Optional<String> change = blocks.noLonger(most.get());
        Optional<Fix> fix = blocks.all().stream()
                .filter(block -> blocks.noLonger(block).isEmpty())
                .findFirst()
                .map(block -> fix(webAcl.orElseThrow(), now.get(), block, blocks, viewers, explained));
        return fix.map(own ->
                        change.map(past -> own.after(WebAclNow.CHANGED + past)).orElse(own))
                .orElseGet(() -> WebAclFix.changedSince(change.orElseThrow()));
    }

    private Fix fix(
            WebAcl webAcl,
            WebAclNow now,
            Block block,
            Blocks blocks,
            BlockedViewers viewers,
            List<Explained> explained) {
        if (viewers.kind().filter(BlockedViewers.Kind.SCANNERS::equals).isPresent()) {
            return WebAclFix.ofScanners(block);
        }
        List<Explained> blocked = explained.stream()
                .filter(one -> samples().shares(one.request()).containsKey(block))
                .toList();
        return new WebAclFix(
                        webAcl, now.configuration(), new BlockedViewers(blocked, incident).paths(), blocks.label(block))
                .of(block);
    }
}
