package why403.diagnosis;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.cloudfront.model.Origin;
import why403.account.Answer;
import why403.cause.CauseId;
import why403.cause.Headline;
import why403.cause.NotChecked;
import why403.diagnosis.access.PolicyVerdict;
import why403.diagnosis.access.S3Inspection;
import why403.diagnosis.check.AffectedViewers;
import why403.diagnosis.check.Explained;
import why403.diagnosis.check.Finding;
import why403.diagnosis.remedy.Fix;
import why403.diagnosis.request.IncidentContext;
import why403.diagnosis.request.LogSignature;
import why403.diagnosis.request.S3Bucket;
import why403.log.Field;
import why403.text.Phrases;
import why403.text.Printable;

/** Reports the requests that no check explains: how they look, what was checked and what was not, and where to look next. */
final class Unexplained {

    private static final int MOST_NAMED = 5;

    private final IncidentContext incident;
    private final S3Inspection inspection;

    Unexplained(IncidentContext incident, S3Inspection inspection) {
        this.incident = incident;
        this.inspection = inspection;
    }

    /** @param checked the causes whose checks ran without a failure */
    Finding report(List<Explained> explained, List<CauseId> checked) {
        return incident.distribution().isEmpty() ? notDiagnosed(explained) : notExplained(explained, checked);
    }

    /** Without the configuration, only the checks that read the log alone can run. */
    private Finding notDiagnosed(List<Explained> explained) {
        List<String> evidence = new ArrayList<>();
        evidence.add("Answers: " + Phrases.counted(answers(explained), MOST_NAMED) + ".");
        evidence.addAll(AffectedViewers.sentences(explained));
        return new Finding(
                new Headline("not diagnosed, configuration not read", "was not diagnosed, configuration not read"),
                incident.distributionIsUnknown()
                        ? "not diagnosed: this account has no such distribution, so its configuration could not be read"
                        : "not diagnosed: the distribution's configuration could not be read",
                evidence,
                Fix.byHand(readConfiguration()));
    }

    private String readConfiguration() {
        String id = incident.distributionId();
        if (incident.distributionIsUnknown()) {
            return "Replay the logs in the account that owns distribution " + id + ", or deploy why403 there";
        }
        return incident.distributionAnswer() instanceof Answer.NotChecked<?> none
                ? switch (none.why()) {
                    case DENIED -> "Allow why403's role cloudfront:GetDistribution for distribution " + id;
                    case THROTTLED, OUT_OF_REACH -> "AWS did not answer GetDistribution. why403 asks again by itself";
                    case NOT_RECORDED ->
                        "Record the configuration: run the same replay with --missing, run the commands that it prints,"
                                + " and replay again";
                    case NOT_ASKED ->
                        "Repeat the command without --offline, so that why403 can read the configuration of distribution "
                                + id;
                }
                : "Check what GetDistribution answers for distribution " + id
                        + ": the answer contains no configuration";
    }

    private Finding notExplained(List<Explained> explained, List<CauseId> checked) {
        List<PolicyVerdict> verdicts = PolicyVerdict.of(explained, inspection);
        List<String> evidence = new ArrayList<>();
        verdicts.stream().limit(MOST_NAMED).map(PolicyVerdict::sentence).forEach(evidence::add);
        evidence.add("Answers: " + Phrases.counted(answers(explained), MOST_NAMED) + ".");
        evidence.addAll(removedBehaviors(explained));
        evidence.addAll(AffectedViewers.sentences(explained));
        evidence.add("Checked, and does not explain these requests: "
                + Phrases.list(checked.stream().map(CauseId::id).toList()) + ".");
        List<String> notChecked =
                incident.account().notChecked().stream().map(NotChecked::what).toList();
        if (!notChecked.isEmpty()) {
            evidence.add("Not checked: " + Phrases.list(notChecked) + ".");
        }
        return new Finding(
                new Headline("not explained by any check", "was not explained by any check"),
                "no check explains these requests",
                evidence,
                Fix.byHand(next(explained, verdicts)));
    }

    /** The cache behaviors that the log names and the configuration does not contain. */
    private List<String> removedBehaviors(List<Explained> explained) {
        List<Map.Entry<String, Long>> removed = Phrases.ranked(
                explained,
                one -> one.request().behavior().isEmpty()
                                && incident.distribution().isPresent()
                        ? one.request().record().value(Field.CACHE_BEHAVIOR).stream()
                        : Stream.empty());
        return removed.isEmpty()
                ? List.of()
                : List.of("The log names cache behaviors that the distribution does not have, so it was changed since: "
                        + Phrases.counted(removed, MOST_NAMED) + ".");
    }

    private static List<Map.Entry<String, Long>> answers(List<Explained> explained) {
        return Phrases.ranked(explained, one -> {
            LogSignature line = one.request().line();
            return Stream.of(line.detail().orElse("no result type") + ", " + line.answer()
                    + (line.originAnswered() ? ", answered by the origin" : ""));
        });
    }

    private static String next(List<Explained> explained, List<PolicyVerdict> verdicts) {
        return verdicts.stream()
                .flatMap(verdict -> verdict.advice().stream())
                .findFirst()
                .orElseGet(() -> next(explained));
    }

    private static String next(List<Explained> explained) {
        Optional<String> accessPoint = explained.stream()
                .flatMap(one -> one.request().origin().stream())
                .map(Origin::domainName)
                .filter(S3Bucket::isAccessPoint)
                .findFirst();
        if (accessPoint.isPresent()) {
            return "Origin " + Printable.excerpt(accessPoint.get())
                    + " is an S3 access point, whose policies why403 does not"
                    + " read. Look at the policy of the access point and at the policy of each bucket behind it: all of them"
                    + " must allow the OAC or OAI to read";
        }
        long byOrigin = explained.stream()
                .filter(one -> one.request().line().originAnswered())
                .count();
        Optional<String> origin = explained.stream()
                .flatMap(one -> one.request().origin().stream())
                .map(Origin::domainName)
                .findFirst();
        return 2 * byOrigin >= explained.size()
                ? "Look in the access log of the origin"
                        + origin.map(host -> " " + Printable.excerpt(host)).orElse("")
                        + " next. If it is an S3 bucket and its policy is in order, look at the organization's resource"
                        + " control policies, which no call in the account shows"
                : "Look at the web ACL's sampled requests and at the distribution's aliases next. Send a request to one of"
                        + " these paths yourself: the body of the answer says who refuses";
    }
}
