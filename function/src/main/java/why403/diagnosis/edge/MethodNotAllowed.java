package why403.diagnosis.edge;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import why403.cause.Certainty;
import why403.cause.Kind;
import why403.cause.Remedy;
import why403.diagnosis.check.Check;
import why403.diagnosis.check.Claim;
import why403.diagnosis.check.Explained;
import why403.diagnosis.check.Finding;
import why403.diagnosis.check.AffectedViewers;
import why403.diagnosis.remedy.DistributionUpdate;
import why403.diagnosis.remedy.Jq;
import why403.diagnosis.request.Behavior;
import why403.diagnosis.request.ForbiddenRequest;
import why403.diagnosis.request.IncidentContext;
import why403.diagnosis.request.LogSignature;
import why403.text.Shown;

/**
 * The cache behavior does not take the method.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DownloadDistValuesCacheBehavior.html#DownloadDistValuesAllowedHTTPMethods">AWS:
 *     allowed HTTP methods</a>
 */
final class MethodNotAllowed implements Check {

    private static final String REFUSED = "InvalidRequestMethod";
    private static final int PAGE = 1053;
    private static final int MOST_NAMED = 8;

    /** The three sets that a cache behavior can allow, each within the next. */
    private static final List<List<String>> SETS = List.of(
            List.of("GET", "HEAD"),
            List.of("GET", "HEAD", "OPTIONS"),
            List.of("GET", "HEAD", "OPTIONS", "PUT", "POST", "PATCH", "DELETE"));

    @Override
    public String id() {
        return "method-not-allowed";
    }

    @Override
    public Kind kind() {
        return Kind.MISCONFIGURATION;
    }

    @Override
    public Optional<Claim> examine(ForbiddenRequest request, IncidentContext investigation) {
        return certainty(request)
                .map(request::bound)
                .map(certainty -> new Claim(
                        certainty, request.behavior().map(AffectedViewers::named).orElse("")));
    }

    private static Optional<Certainty> certainty(ForbiddenRequest request) {
        LogSignature line = request.line();
        boolean refused = refuses(request, line);
        if (line.hasDetail(REFUSED)) {
            return Optional.of(refused ? Certainty.CONFIRMED : Certainty.LIKELY);
        }
        if (line.detail().isPresent() || line.originAnswered()) {
            return Optional.empty();
        }
        if (refused && line.mayBeHtml(PAGE)) {
            return Optional.of(Certainty.CONFIRMED);
        }
        return line.isHtml(PAGE) ? Optional.of(Certainty.LIKELY) : Optional.empty();
    }

    private static boolean refuses(ForbiddenRequest request, LogSignature line) {
        return line.method()
                .flatMap(method -> request.behavior()
                        .map(behavior -> !behavior.allowedMethods().contains(method)))
                .orElse(false);
    }

    @Override
    public Finding tell(List<Explained> explained, IncidentContext investigation) {
        Optional<Behavior> behavior = explained.get(0).request().behavior();
        List<Map.Entry<String, Long>> methods = AffectedViewers.methods(explained);
        String refused = Shown.list(
                methods.stream().map(Map.Entry::getKey).map(Shown::of).toList());
        boolean isChanged = isChanged(refusedBy(explained, behavior));
        String summary = behavior.map(known -> isChanged
                        ? AffectedViewers.named(known) + " refused " + refused
                                + "; it has been changed since, and allows what it refused now"
                        : AffectedViewers.named(known) + " allows only " + allowed(known))
                .orElse("the cache behavior does not allow " + refused);
        List<String> evidence = new ArrayList<>();
        if (isChanged) {
            behavior.ifPresent(
                    known -> evidence.add("By now " + AffectedViewers.named(known) + " allows " + allowed(known) + "."));
        }
        AffectedViewers.detail(explained, REFUSED).forEach(evidence::add);
        evidence.add("Methods refused: " + Shown.counted(methods, MOST_NAMED) + ".");
        evidence.add("Paths: " + Shown.counted(AffectedViewers.folders(explained), MOST_NAMED) + ".");
        if (AffectedViewers.behaviors(explained).size() > 1) {
            evidence.add("Refused by " + Shown.counted(AffectedViewers.behaviors(explained), MOST_NAMED) + ".");
        }
        return new Finding(summary, evidence, Optional.of(remedy(explained, behavior, investigation)));
    }

    private static String allowed(Behavior behavior) {
        return Shown.list(behavior.allowedMethods().stream().sorted().toList());
    }

    /** Whether the cache behavior, as it is now, takes all that it refused. */
    private static boolean isChanged(List<Explained> explained) {
        return explained.stream()
                .map(Explained::request)
                .allMatch(request -> request.behavior().isPresent()
                        && request.line().method().isPresent()
                        && !refuses(request, request.line()));
    }

    private static Remedy remedy(List<Explained> explained, Optional<Behavior> behavior, IncidentContext investigation) {
        Set<String> wanted = Set.copyOf(AffectedViewers.methods(refusedBy(explained, behavior)).stream()
                .map(Map.Entry::getKey)
                .toList());
        Optional<List<String>> set =
                SETS.stream().filter(methods -> methods.containsAll(wanted)).findFirst();
        if (behavior.isEmpty()) {
            return new Remedy(
                    "Allow the method in the cache behavior that answers these paths, or send it to one that does",
                    List.of(),
                    Optional.empty());
        }
        if (isChanged(refusedBy(explained, behavior))) {
            return new Remedy(
                    "Nothing to mend if the change was meant: these methods are allowed by now",
                    List.of(),
                    Optional.empty());
        }
        return set.map(methods -> new Remedy(
                        "Let " + AffectedViewers.named(behavior.get()) + " take " + Shown.list(methods)
                                + " if its origin should see them; if not, the client is to be mended",
                        DistributionUpdate.commands(investigation.distributionId(), filter(behavior.get(), methods)),
                        Optional.empty()))
                .orElseGet(() -> new Remedy(
                        "No cache behavior can allow all of these methods: the client is to be mended",
                        List.of(),
                        Optional.empty()));
    }

    private static List<Explained> refusedBy(List<Explained> explained, Optional<Behavior> behavior) {
        return explained.stream()
                .filter(one -> one.request().behavior().equals(behavior))
                .toList();
    }

    private static String filter(Behavior behavior, List<String> methods) {
        return Jq.path(behavior) + ".AllowedMethods |= (. + {Items: " + Jq.strings(methods) + ", Quantity: "
                + methods.size() + "})";
    }
}
