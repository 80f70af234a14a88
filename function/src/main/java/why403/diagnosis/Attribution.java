package why403.diagnosis;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import why403.cause.CauseId;
import why403.cause.Certainty;
import why403.cause.MadeAt;
import why403.diagnosis.check.Check;
import why403.diagnosis.check.Claim;
import why403.diagnosis.check.Explained;
import why403.diagnosis.check.Precedence;
import why403.diagnosis.check.Topics;
import why403.diagnosis.request.ForbiddenRequest;
import why403.diagnosis.request.IncidentContext;
import why403.diagnosis.request.RequestKind;

/**
 * Collects every check's claim on every request once, and gives each request to the claim that wins. A check that cannot
 * explain a kind of request is not asked about the requests of that kind. A check that fails
 * loses its claims; the claims of the others stay as they are.
 */
final class Attribution {

    private final IncidentContext incident;
    private final Map<CauseId, Check> checks = new EnumMap<>(CauseId.class);
    private final Precedence precedence;
    private final IdentityHashMap<RequestKind, List<Check>> possible = new IdentityHashMap<>();
    private final List<Map<CauseId, Claim>> claims;
    private final Set<CauseId> failed = EnumSet.noneOf(CauseId.class);
    private final List<String> problems = new ArrayList<>();

    Attribution(IncidentContext incident, List<Check> checks, Precedence precedence) {
        this.incident = incident;
        checks.forEach(check -> this.checks.put(check.id(), check));
        this.precedence = precedence;
        this.claims =
                incident.requests().stream().map(request -> claimsOn(request)).toList();
    }

    private Map<CauseId, Claim> claimsOn(ForbiddenRequest request) {
        Map<CauseId, Claim> found = new EnumMap<>(CauseId.class);
        for (Check check : possible.computeIfAbsent(request.kind(), this::possible)) {
            Optional<Claim> claim = failed.contains(check.id()) ? Optional.empty() : examine(check, request);
            if (claim.isPresent()) {
                found.put(check.id(), claim.get());
            }
        }
        return found;
    }

    private List<Check> possible(RequestKind kind) {
        return checks.values().stream()
                .filter(check -> !failed.contains(check.id()) && mayExplain(check, kind))
                .toList();
    }

    private boolean mayExplain(Check check, RequestKind kind) {
        try {
            return check.mayExplain(kind);
        } catch (RuntimeException | VirtualMachineError | LinkageError e) {
            fail(check.id(), e);
            return false;
        }
    }

    private Optional<Claim> examine(Check check, ForbiddenRequest request) {
        try {
            Optional<Claim> claim = check.examine(request);
            return claim.isPresent() && mayBeOfAnotherOrigin(check.id(), request)
                    ? claim.map(made -> made.atMost(Certainty.LIKELY))
                    : claim;
        } catch (RuntimeException | VirtualMachineError | LinkageError e) {
            fail(check.id(), e);
            return Optional.empty();
        }
    }

    /** A standard log does not say which origin of a group answered. */
    private boolean mayBeOfAnotherOrigin(CauseId id, ForbiddenRequest request) {
        return id.madeAt() == MadeAt.ORIGIN
                && request.behavior().flatMap(incident.settings()::group).isPresent();
    }

    /** The check lost its claims, and its first failure becomes a sentence for the operator. */
    void fail(CauseId id, Throwable failure) {
        if (!failed.add(id)) {
            return;
        }
        StackTraceElement[] trace = failure.getStackTrace();
        problems.add("The check " + id + " failed, so the diagnosis of " + incident.distributionId()
                + " goes on without it: " + failure + (trace.length == 0 ? "" : " at " + trace[0]));
    }

    /** One sentence for each check that failed. */
    List<String> problems() {
        return List.copyOf(problems);
    }

    /** The checks that did not fail, in the order of the catalogue. */
    List<CauseId> working() {
        return checks.keySet().stream().filter(id -> !failed.contains(id)).toList();
    }

    Check check(CauseId id) {
        return checks.get(id);
    }

    /** The requests by the cause that explains each; those that nothing explains are under {@code UNEXPLAINED}. */
    Map<CauseId, List<Explained>> byCause() {
        Map<CauseId, List<Explained>> byCause = new EnumMap<>(CauseId.class);
        List<ForbiddenRequest> requests = incident.requests();
        for (int i = 0; i < requests.size(); i++) {
            ForbiddenRequest request = requests.get(i);
            List<Map.Entry<CauseId, Claim>> ranked = precedence.ranked(claims.get(i).entrySet().stream()
                    .filter(claim -> !failed.contains(claim.getKey()))
                    .toList());
            CauseId winner =
                    ranked.isEmpty() ? CauseId.UNEXPLAINED : ranked.get(0).getKey();
            byCause.computeIfAbsent(winner, id -> new ArrayList<>()).add(explained(request, ranked));
        }
        byCause.replaceAll((id, explained) ->
                Topics.of(explained).stream().flatMap(List::stream).toList());
        return byCause;
    }

    private static Explained explained(ForbiddenRequest request, List<Map.Entry<CauseId, Claim>> ranked) {
        Map<CauseId, Claim> others = new LinkedHashMap<>();
        ranked.stream().skip(1).forEach(claim -> others.put(claim.getKey(), claim.getValue()));
        Claim won = ranked.isEmpty()
                ? new Claim(Certainty.POSSIBLE, CauseId.UNEXPLAINED)
                : ranked.get(0).getValue();
        return new Explained(request, won, others);
    }
}
