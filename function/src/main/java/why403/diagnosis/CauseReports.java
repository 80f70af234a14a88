package why403.diagnosis;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import why403.cause.Cause;
import why403.cause.CauseId;
import why403.cause.Certainty;
import why403.cause.Change;
import why403.cause.MadeAt;
import why403.cause.Remedy;
import why403.diagnosis.change.ChangeSearch;
import why403.diagnosis.check.ErrorPageNote;
import why403.diagnosis.check.Explained;
import why403.diagnosis.check.Finding;
import why403.diagnosis.check.HiddenBehaviorNote;
import why403.diagnosis.check.OriginGroupNote;
import why403.diagnosis.check.Topics;
import why403.diagnosis.remedy.Fix;
import why403.diagnosis.remedy.RemedyPlan;
import why403.diagnosis.request.IncidentContext;

/** Turns attributed requests into causes: each check reports, and one plan makes the remedies of all. */
final class CauseReports {

    /** A notice sums smaller causes in one line, without their changes. */
    private static final double SHOWN_SHARE = 0.05;

    private record Report(CauseId id, List<Explained> explained, Finding finding) {}

    private final IncidentContext incident;
    private final Attribution attribution;
    private final Unexplained unexplained;
    private final ChangeSearch changes;

    CauseReports(IncidentContext incident, Attribution attribution, Unexplained unexplained) {
        this.incident = incident;
        this.attribution = attribution;
        this.unexplained = unexplained;
        this.changes = new ChangeSearch(incident);
    }

    /** The causes by share, then in the order of the catalogue. */
    List<Cause> causes() {
        List<Report> reports = new ArrayList<>(reports());
        reports.sort(
                Comparator.<Report>comparingInt(report -> -report.explained().size())
                        .thenComparing(Report::id));
        int problems = attribution.problems().size();
        List<Finding> findings =
                reports.stream().map(report -> withOthers(report, reports)).toList();
        if (attribution.problems().size() > problems) {
            return causes(); // a check that was also confirmed failed while it reported, so its claims no longer count
        }
        List<Optional<Remedy>> remedies =
                RemedyPlan.of(findings.stream().map(Finding::fix).toList(), incident.onset());
        List<Cause> causes = IntStream.range(0, reports.size())
                .mapToObj(i -> cause(
                        reports.get(i),
                        findings.get(i),
                        remedies.get(i),
                        isLookedUp(i, reports.get(i)) ? change(reports.get(i), findings.get(i)) : Optional.empty()))
                .toList();
        return incident.distributionIsUnknown() ? sayingSoFirst(causes) : causes;
    }

    /** If a check fails while it reports, its requests go to the next best claims, and those checks report again. */
    private List<Report> reports() {
        Map<CauseId, List<Explained>> byCause = attribution.byCause();
        Map<CauseId, Report> reports = new EnumMap<>(CauseId.class);
        for (Map.Entry<CauseId, List<Explained>> entry : byCause.entrySet()) {
            Optional<Finding> finding = report(entry.getKey(), entry.getValue());
            if (finding.isEmpty()) {
                return reports();
            }
            reports.put(entry.getKey(), new Report(entry.getKey(), entry.getValue(), finding.get()));
        }
        return List.copyOf(reports.values());
    }

    private Optional<Finding> report(CauseId id, List<Explained> explained) {
        if (id == CauseId.UNEXPLAINED) {
            return Optional.of(unexplained.report(explained, attribution.working()));
        }
        try {
            return Optional.of(attribution.check(id).report(explained));
        } catch (RuntimeException | VirtualMachineError | LinkageError e) {
            attribution.fail(id, e);
            return Optional.empty();
        }
    }

    /**
     * A cause that is confirmed for the same requests would refuse them once the first is fixed, so it stands in the
     * evidence, and its fix follows unless the notice has it already.
     */
    private Finding withOthers(Report report, List<Report> reports) {
        List<String> evidence = new ArrayList<>(report.finding().evidence());
        Optional<Fix> fix = report.finding().fix();
        for (Map.Entry<CauseId, List<Explained>> other : confirmedOthers(report).entrySet()) {
            Optional<Finding> finding = report(other.getKey(), other.getValue());
            if (finding.isPresent()) {
                evidence.add(
                        "Also confirmed for these requests: " + finding.get().summary() + " (" + other.getKey() + ").");
                boolean hasOwn = report.id() == CauseId.BEHAVIOR_ORDER // then another origin gets the requests
                        || reports.stream().anyMatch(one -> one.id() == other.getKey());
                fix = finding.flatMap(Finding::fix).filter(next -> !hasOwn).isPresent()
                        ? fix.map(own -> following(own, finding.get().fix().get()))
                        : fix;
            }
        }
        return new Finding(
                report.finding().headline(),
                report.finding().summary(),
                evidence,
                fix,
                report.finding().resources(),
                report.finding().clues());
    }

    /** A condition governs all steps of a fix, so steps are joined only if neither fix has one. */
    private static Fix following(Fix own, Fix next) {
        return own.condition().isPresent() || next.condition().isPresent()
                ? own
                : new Fix(own.summary() + ". Then: " + next.summary(), own.condition(), own.steps())
                        .then(next.steps().stream());
    }

    private static Map<CauseId, List<Explained>> confirmedOthers(Report report) {
        Map<CauseId, List<Explained>> others = new EnumMap<>(CauseId.class);
        for (Explained one : report.explained()) {
            one.others().forEach((id, claim) -> {
                if (claim.certainty() == Certainty.CONFIRMED) {
                    others.computeIfAbsent(id, none -> new ArrayList<>())
                            .add(new Explained(one.request(), claim, Map.of()));
                }
            });
        }
        others.replaceAll((id, explained) ->
                Topics.of(explained).stream().flatMap(List::stream).toList());
        return others;
    }

    /** A cause that is only possible gives no reason to name somebody. */
    private boolean isLookedUp(int place, Report report) {
        return incident.distribution().isPresent()
                && Explained.certainty(report.explained()).compareTo(Certainty.LIKELY) >= 0
                && (place == 0 || share(report) >= SHOWN_SHARE);
    }

    private Optional<Change> change(Report report, Finding finding) {
        return changes.of(
                report.id(), report.explained().stream().map(Explained::request).toList(), finding);
    }

    private double share(Report report) {
        return (double) report.explained().size() / incident.requests().size();
    }

    private Cause cause(Report report, Finding finding, Optional<Remedy> remedy, Optional<Change> change) {
        List<String> evidence = new ArrayList<>(finding.evidence());
        if (report.id().madeAt() == MadeAt.ORIGIN) {
            evidence.addAll(OriginGroupNote.sentences(report.explained(), incident.settings()));
            if (report.id() != CauseId.BEHAVIOR_ORDER) {
                evidence.addAll(HiddenBehaviorNote.sentences(report.explained(), incident.settings()));
            }
        }
        evidence.addAll(ErrorPageNote.of(report.explained()));
        return new Cause(
                report.id(),
                Explained.certainty(report.explained()),
                share(report),
                finding.headline(),
                finding.summary(),
                evidence,
                remedy,
                change,
                finding.resources());
    }

    private List<Cause> sayingSoFirst(List<Cause> causes) {
        String unknown = "This account has no distribution " + incident.distributionId()
                + ". It belongs to another account or no longer exists, so only the log was read.";
        return IntStream.range(0, causes.size())
                .mapToObj(i -> i == 0 ? causes.get(i).withFirst(unknown) : causes.get(i))
                .toList();
    }
}
