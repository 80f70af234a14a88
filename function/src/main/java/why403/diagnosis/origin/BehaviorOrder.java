package why403.diagnosis.origin;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import why403.cause.CauseId;
import why403.cause.Certainty;
import why403.cause.Headline;
import why403.diagnosis.check.AffectedViewers;
import why403.diagnosis.check.Check;
import why403.diagnosis.check.Claim;
import why403.diagnosis.check.Explained;
import why403.diagnosis.check.Finding;
import why403.diagnosis.check.Topics;
import why403.diagnosis.remedy.DistributionEdit;
import why403.diagnosis.remedy.Fix;
import why403.diagnosis.remedy.Jq;
import why403.diagnosis.remedy.RemedyStep;
import why403.diagnosis.request.Behavior;
import why403.diagnosis.request.ForbiddenRequest;
import why403.diagnosis.request.HiddenBehavior;
import why403.diagnosis.request.IncidentContext;
import why403.diagnosis.request.RequestKind;
import why403.log.Field;
import why403.text.Phrases;
import why403.text.Printable;
import why403.text.ShownPath;

/**
 * A cache behavior stands behind one with a wider path pattern, so its origin gets no requests, and the origin of the wider one
 * refuses them.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DownloadDistValuesCacheBehavior.html#DownloadDistValuesPathPattern">AWS:
 *     path pattern</a>
 */
final class BehaviorOrder implements Check {

    private static final int MOST_NAMED = 5;

    /** One of this many requests. */
    private static final int OTHERS_THAT_COUNT = 10;

    private final IncidentContext incident;
    private final IdentityHashMap<HiddenBehavior, Boolean> served = new IdentityHashMap<>();
    private final IdentityHashMap<HiddenBehavior, Boolean> refusingOthers = new IdentityHashMap<>();

    BehaviorOrder(IncidentContext incident) {
        this.incident = incident;
    }

    @Override
    public CauseId id() {
        return CauseId.BEHAVIOR_ORDER;
    }

    @Override
    public boolean mayExplain(RequestKind kind) {
        return !kind.line().isSpecific() && incident.settings().mayHide(kind);
    }

    @Override
    public Optional<Claim> examine(ForbiddenRequest request) {
        if (request.line().isSpecific()) {
            return Optional.empty();
        }
        return incident.settings()
                .hidden(request)
                .filter(hidden -> !isServed(hidden) && !isOriginRefusingOthers(request, hidden))
                .flatMap(hidden -> refusal(request)
                        .map(request::bound)
                        .map(certainty -> new Claim(certainty.atMost(boundByFunctions(hidden)), hidden)));
    }

    private Optional<Certainty> refusal(ForbiddenRequest request) {
        return request.origins().stream()
                .flatMap(origin -> OriginEvidence.refusal(request, origin, incident).stream())
                .findFirst();
    }

    /** Then the origin has a fault of its own. A few requests for other paths, such as those of scanners, do not count. */
    private boolean isOriginRefusingOthers(ForbiddenRequest request, HiddenBehavior hidden) {
        return refusingOthers.computeIfAbsent(hidden, one -> {
            List<ForbiddenRequest> ofOrigin = incident.requests().stream()
                    .filter(other -> other.line().originAnswered())
                    .filter(other -> other.origin().equals(request.origin()))
                    .toList();
            long others = ofOrigin.stream()
                    .filter(other -> incident.settings().hidden(other).isEmpty())
                    .count();
            return OTHERS_THAT_COUNT * others >= ofOrigin.size() && others > 0;
        });
    }

    /** What gets these requests also serves some of them, so they may be meant for it. */
    private boolean isServed(HiddenBehavior hidden) {
        return served.computeIfAbsent(hidden, one -> one.isServed(incident));
    }

    /** A function can send the requests to the right origin. */
    private Certainty boundByFunctions(HiddenBehavior hidden) {
        return incident.originChangers(hidden.before()).isEmpty() ? Certainty.CONFIRMED : Certainty.LIKELY;
    }

    @Override
    public Finding report(List<Explained> explained) {
        return Topics.reportEach(explained, this::reportBehavior);
    }

    private Finding reportBehavior(List<Explained> explained) {
        HiddenBehavior hidden = (HiddenBehavior) explained.get(0).claim().topic();
        String behavior = hidden.behavior().named();
        List<String> evidence = new ArrayList<>();
        evidence.add("CloudFront uses the first cache behavior whose path pattern matches. "
                + Phrases.capitalized(hidden.before().named()) + " stands before " + behavior
                + " and matches all of its paths.");
        evidence.add("None of the sampled requests for its paths was served since the incident began.");
        evidence.addAll(ownCauses(explained));
        evidence.add("Most requested: "
                + Phrases.counted(
                        Phrases.ranked(
                                explained,
                                one -> one.request().record().value(Field.URI_STEM).stream()
                                        .map(path -> Printable.excerpt(ShownPath.of(path)))),
                        MOST_NAMED)
                + ".");
        evidence.add(OriginEvidence.answers(explained));
        evidence.addAll(OriginEvidence.functions(explained, incident));
        evidence.addAll(AffectedViewers.sentences(explained));
        return new Finding(
                new Headline(behavior + " gets no requests", behavior + " got no requests"),
                hidden.before().named() + " stands before " + behavior + ", so "
                        + explained
                                .get(0)
                                .request()
                                .origin()
                                .map(OriginEvidence::named)
                                .orElse("another origin")
                        + " gets the requests that are meant for " + origins(hidden),
                evidence,
                Fix.of(
                        "Move " + behavior + " before " + hidden.before().named() + ", so that " + origins(hidden)
                                + " gets its requests",
                        move(hidden),
                        OriginEvidence.clearCache(explained, incident)));
    }

    private static String origins(HiddenBehavior hidden) {
        return hidden.origins().isEmpty()
                ? "another origin"
                : Phrases.list(
                        hidden.origins().stream().map(OriginEvidence::named).toList());
    }

    /** Why the origin that got the requests refused them. What is confirmed stands in the evidence anyway. */
    private static List<String> ownCauses(List<Explained> explained) {
        List<Map.Entry<String, Long>> causes = Phrases.ranked(
                explained,
                one -> one.others().entrySet().stream()
                        .limit(1)
                        .filter(other -> other.getValue().certainty() != Certainty.CONFIRMED)
                        .map(other -> other.getKey().id()));
        return causes.isEmpty()
                ? List.of()
                : List.of("Why the origin that gets them refuses them, as far as is known: "
                        + Phrases.counted(causes, MOST_NAMED) + ".");
    }

    /** Before the first pattern that covers it, wherever that stands when the command runs. */
    private RemedyStep move(HiddenBehavior hidden) {
        String pattern = hidden.behavior().pattern();
        List<String> wider = hidden.wider().stream().map(Behavior::pattern).toList();
        return DistributionEdit.of(
                incident.distributionId(),
                "Move the cache behavior up",
                ".CacheBehaviors.Items |= (map(.PathPattern) as $all | ($all | index(" + Jq.string(pattern)
                        + ")) as $from | ([" + Jq.strings(wider)
                        + "[] as $one | $all | index($one) | select(. != null)] | min) as $to"
                        + " | if $from != null and $to != null and $to < $from"
                        + " then .[:$to] + [.[$from]] + .[$to:$from] + .[$from + 1:] else . end)");
    }
}
