package why403.diagnosis;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.cloudfront.model.Origin;
import why403.cause.Certainty;
import why403.cause.Kind;
import why403.cause.NotChecked;
import why403.cause.Remedy;
import why403.diagnosis.access.S3Inspection;
import why403.diagnosis.access.PolicyVerdict;
import why403.diagnosis.check.Check;
import why403.diagnosis.check.Claim;
import why403.diagnosis.check.Explained;
import why403.diagnosis.check.Finding;
import why403.diagnosis.check.AffectedViewers;
import why403.diagnosis.request.ForbiddenRequest;
import why403.diagnosis.request.IncidentContext;
import why403.diagnosis.request.LogSignature;
import why403.diagnosis.request.PerIncident;
import why403.log.Field;
import why403.text.Shown;

/** What no other check explains: says how it looks, what was checked and what was not, and where to look next. */
final class Unexplained implements Check {

    private static final int MOST_NAMED = 5;

    private final PerIncident<S3Inspection> requests;

    Unexplained(PerIncident<S3Inspection> requests) {
        this.requests = requests;
    }

    @Override
    public String id() {
        return "unexplained";
    }

    @Override
    public Kind kind() {
        return Kind.UNKNOWN;
    }

    @Override
    public Optional<Claim> examine(ForbiddenRequest request, IncidentContext investigation) {
        return Optional.of(new Claim(Certainty.POSSIBLE, id()));
    }

    @Override
    public Finding tell(List<Explained> explained, IncidentContext investigation) {
        List<PolicyVerdict> verdicts = PolicyVerdict.of(explained, requests.of(investigation));
        List<String> evidence = new ArrayList<>();
        verdicts.stream().limit(MOST_NAMED).map(PolicyVerdict::sentence).forEach(evidence::add);
        evidence.add("Answers: " + Shown.counted(answers(explained), MOST_NAMED) + ".");
        evidence.addAll(gone(explained, investigation));
        evidence.addAll(AffectedViewers.sentences(explained));
        evidence.add("Checked, and no explanation: "
                + Shown.list(Checks.fresh().all().stream()
                        .map(Check::id)
                        .filter(id -> !id.equals(id()))
                        .toList())
                + ".");
        List<String> notChecked =
                investigation.notChecked().stream().map(NotChecked::what).toList();
        if (!notChecked.isEmpty()) {
            evidence.add("Could not be looked at: " + Shown.list(notChecked) + ".");
        }
        return new Finding(
                verdicts.stream()
                        .flatMap(verdict -> verdict.fault().stream())
                        .findFirst()
                        .map(fault -> "no check explains them, but " + fault)
                        .orElse("nothing that was checked explains them"),
                evidence,
                Optional.of(new Remedy(next(explained, verdicts), List.of(), Optional.empty())));
    }

    /** The cache behaviors that the log names and the configuration does not hold. */
    private static List<String> gone(List<Explained> explained, IncidentContext investigation) {
        List<Map.Entry<String, Long>> gone = Shown.ranked(
                explained,
                one -> one.request().behavior().isEmpty()
                                && investigation.distribution().isPresent()
                        ? one.request().record().value(Field.CACHE_BEHAVIOR).stream()
                        : Stream.empty());
        return gone.isEmpty()
                ? List.of()
                : List.of(
                        "The log names cache behaviors that the distribution does not have, so it has been changed since: "
                                + Shown.counted(gone, MOST_NAMED) + ".");
    }

    private static List<Map.Entry<String, Long>> answers(List<Explained> explained) {
        return Shown.ranked(explained, one -> {
            LogSignature line = one.request().line();
            return Stream.of(line.detail().orElse("no result type") + ", " + line.answer()
                    + (line.originAnswered() ? ", answered by the origin" : ""));
        });
    }

    private static String next(List<Explained> explained, List<PolicyVerdict> verdicts) {
        return verdicts.stream()
                .flatMap(verdict -> verdict.remedy().stream())
                .findFirst()
                .orElseGet(() -> next(explained));
    }

    private static String next(List<Explained> explained) {
        long byOrigin = explained.stream()
                .filter(one -> one.request().line().originAnswered())
                .count();
        Optional<String> origin = explained.stream()
                .flatMap(one -> one.request().origin().stream())
                .map(Origin::domainName)
                .findFirst();
        return 2 * byOrigin >= explained.size()
                ? "Look next at the access log of the origin"
                        + origin.map(host -> " " + host).orElse("")
                        + "; if it is an S3 bucket and its policy is in order, at the organisation's resource control"
                        + " policies, which no call in the account shows"
                : "Look next at the web ACL's sampled requests, at the distribution's aliases, and at a request of your own"
                        + " to one of these paths: its body says who refused";
    }
}
