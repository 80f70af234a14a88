package why403.spike;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedSet;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import why403.history.Traffic;
import why403.spike.rule.DetectedSpike;
import why403.spike.rule.Minutes;
import why403.spike.rule.RuleInput;
import why403.spike.rule.Series;
import why403.spike.rule.SpikeRule;
import why403.spike.rule.Tuning;
import why403.tally.Counts;
import why403.tally.Scope;

/** The first half of a step: evaluates the touched minutes one after the other. Use an object once. */
final class StepEvaluation {

    private static final int FADED_AFTER_BINS = Incident.FADED_AFTER_MINUTES / Minutes.PER_BIN;

    private final String distributionId;
    private final Traffic traffic;
    private final OptionalLong newestBefore;
    private final Tuning tuning;
    private final SpikeRule rule;
    private final IncidentRegistry registry;
    private final ScopeStatistics statistics;
    private final LateMinutes lateMinutes;
    private final PendingNotices pending = new PendingNotices();
    private final Map<String, QuietPeriod> quietPeriods = new HashMap<>();
    private final Set<String> openedHere = new HashSet<>();
    private final Set<String> corrected = new HashSet<>();
    private final SortedSet<Long> touched;
    private final long newest;
    private final boolean late;

    /** @param touched at least one minute */
    StepEvaluation(
            String distributionId,
            Traffic traffic,
            SortedSet<Long> touched,
            OptionalLong newestBefore,
            List<Incident> before,
            Tuning tuning) {
        this.distributionId = distributionId;
        this.traffic = traffic;
        this.touched = touched;
        this.newestBefore = newestBefore;
        this.lateMinutes = new LateMinutes(newestBefore);
        this.newest = Math.max(touched.last(), newestBefore.orElse(touched.last()));
        this.late = touched.last() < newest;
        this.tuning = tuning;
        this.rule = new SpikeRule(tuning);
        this.registry =
                new IncidentRegistry(before.stream().filter(this::isRemembered).toList());
        this.statistics = new ScopeStatistics(traffic, tuning, registry);
    }

    Transition transition() {
        SortedSet<Long> tested = lateMinutes.toTest(touched, statistics.series(Scope.WHOLE));
        LateBeginning lateBeginning = new LateBeginning(traffic, tuning, registry);
        registry.all().stream()
                .map(incident -> lateBeginning.correct(incident, tested))
                .forEach(registry::put);
        newestBefore.ifPresent(this::correctEnds);
        for (long minute : tested) {
            end(minute);
            test(minute);
        }
        end(newest);
        LastBins lastBins = new LastBins(statistics, tuning, newest);
        if (!late) {
            reportUnknown(lastBins);
        }
        pending.opened().stream()
                .map(this::latest)
                .filter(incident -> !incident.oneClient())
                .forEach(incident -> registry.put(incident.withLastReport(firstReport(incident, lastBins))));
        List<DueNotice> due = pending.due(this::latest, this::numbers);
        return new Transition(registry.all(), due, late ? List.of() : rechecks(lastBins));
    }

    /** Reports what was found in logs from before the deployment and goes on in the minutes of this step. */
    private void reportUnknown(LastBins lastBins) {
        for (Incident incident : registry.open()) {
            if (incident.unknown()
                    && !incident.oneClient()
                    && incident.span().to() > touched.first()
                    && lastBins.show(incident)
                    && !registry.isSilenced(incident)
                    && !registry.isKnownInAnotherDimension(incident)) {
                registry.put(incident.becomingKnown());
                pending.add(Event.OPENED, incident.becomingKnown(), newest);
            }
        }
    }

    /** Makes the tests again that found the ends of incidents without the late data of this step. */
    private void correctEnds(long before) {
        for (Incident incident : registry.all()) {
            LateEnd.of(incident, touched, before).ifPresent(lateEnd -> {
                correctEnd(incident, lateEnd);
                corrected.add(incident.id());
            });
        }
    }

    private void correctEnd(Incident incident, LateEnd lateEnd) {
        registry.put(incident.endingAt(endAtOpening(incident)));
        QuietPeriod quietPeriod = newQuietPeriod(incident);
        for (long minute = lateEnd.opened(); minute < lateEnd.next(); minute++) {
            // In order, it would have resolved here. Nothing belongs to it later, although it may still be open.
            if (quietPeriod.resolves(latest(incident), minute).isPresent()) {
                return;
            }
            if (statistics.series(Scope.WHOLE).minute(minute).requests() > 0
                    && statistics.isBusy(Scope.WHOLE, minute)) {
                extendThen(latest(incident), minute, ScopeStatistics.numberOfTests(traffic, minute));
            }
        }
    }

    private void extendThen(Incident incident, long minute, int scopes) {
        if (minute >= incident.span().to()) {
            rule.test(statistics.ruleInputThen(incident, minute), scopes)
                    .ifPresent(spike -> registry.put(incident.endingAt(spike.to())));
        }
    }

    /** The end that the test found at which the incident opened, with the counts as they are now. */
    private long endAtOpening(Incident incident) {
        long opened = Minutes.of(incident.opened());
        ScopeStatistics then = new ScopeStatistics(traffic, tuning, registry.before(opened));
        int scopes = ScopeStatistics.numberOfTests(traffic, opened);
        return rule.test(then.ruleInput(incident.scope(), opened, incident.oneClient(), 0), scopes)
                .map(DetectedSpike::to)
                .orElse(opened + 1);
    }

    private LastReport firstReport(Incident incident, LastBins lastBins) {
        double rate = Math.max(numbers(incident).rate(), lastBins.rate(incident));
        return LastReport.none(rate, Minutes.start(newest));
    }

    private List<Recheck> rechecks(LastBins lastBins) {
        Set<String> openedNow = pending.opened().stream().map(Incident::id).collect(Collectors.toSet());
        return registry.all().stream()
                .filter(incident -> incident.isOpen() && !registry.isSilenced(incident))
                .filter(incident -> !openedNow.contains(incident.id()) && lastBins.show(incident))
                .flatMap(incident -> recheck(incident, lastBins).stream())
                .toList();
    }

    private Optional<Recheck> recheck(Incident incident, LastBins lastBins) {
        Instant now = Minutes.start(newest);
        return incident.lastReport()
                .filter(report -> report.isOutdated(now, lastBins.rate(incident)))
                .map(report -> new Recheck(
                        incident.withLastReport(report.diagnosedAt(now)),
                        lastBins.period(incident),
                        Minutes.start(lastBins.minutes(incident).from()),
                        Minutes.start(lastBins.minutes(incident).to()),
                        lastBins.rate(incident),
                        numbers(incident)));
    }

    /** Ends the incidents that resolve or expire by this minute. */
    private void end(long minute) {
        for (Incident incident : registry.open()) {
            if (registry.isOpen(incident)) {
                end(incident, minute);
            }
        }
    }

    private void end(Incident incident, long minute) {
        OptionalLong quiet =
                mayResolve(incident) ? quietPeriod(incident).resolves(incident, minute) : OptionalLong.empty();
        // After days without logs, a record can complete the quiet minutes long after the incident has expired.
        if (quiet.isPresent() && quiet.getAsLong() < incident.expiry()) {
            resolve(incident, quiet.getAsLong());
        } else if (minute >= incident.expiry()) {
            expire(incident, incident.expired(), minute);
        } else if (mayResolve(incident) && hasFaded(incident, minute)) {
            expire(incident, incident.expiredAt(minute), minute);
        }
    }

    private void expire(Incident incident, Incident expired, long minute) {
        if (!incident.oneClient()) {
            addLast(Event.EXPIRED, incident, expired, minute);
        }
        registry.put(expired);
    }

    /**
     * Whether the rule has not passed for hours with requests, although no quiet minutes came: the rate has fallen by
     * half of the rise, but not to the usual one, and it has become usual. Minutes without requests prove nothing.
     */
    private boolean hasFaded(Incident incident, long minute) {
        // While an incident of the whole distribution is open, the rule does not test narrower scopes.
        long tested = Math.max(incident.span().to(), registry.silencedUntil(incident));
        if (tested > minute - Incident.FADED_AFTER_MINUTES) {
            return false;
        }
        Series series = statistics.series(incident.scope());
        List<Counts> since = LongStream.range(Minutes.bin(tested) + 1, Minutes.bin(minute))
                .mapToObj(series::bin)
                .filter(bin -> bin.requests() > 0)
                .toList();
        return since.size() >= FADED_AFTER_BINS
                && hasFallenByHalf(
                        since.stream().reduce(Counts.NONE, Counts::plus),
                        series.sum(incident.span()),
                        incident.usualRate());
    }

    /** A site can be so quiet that the rule cannot pass, although as many requests are refused as before. */
    private static boolean hasFallenByHalf(Counts since, Counts during, double usualRate) {
        double mostSince = Wilson.upperBound((double) since.forbidden(), (double) since.requests(), Wilson.SURE);
        double rate = (double) during.forbidden() / Math.max(1, during.requests());
        return mostSince < (rate + usualRate) / 2;
    }

    /** Late data does not resolve an incident that an earlier step reported. */
    private boolean mayResolve(Incident incident) {
        return !late || openedHere.contains(incident.id());
    }

    private void resolve(Incident incident, long minute) {
        addResolved(incident, minute);
        registry.put(incident.resolvedAt(minute));
        for (Incident narrower : registry.silencedBy(incident)) {
            if (mayResolve(narrower) && quietPeriod(narrower).isQuiet(narrower, minute)) {
                registry.put(narrower.resolvedAt(minute));
            } else if (!narrower.reported()) {
                registry.put(narrower.withReported(true));
                pending.add(Event.OPENED, narrower, minute);
            }
        }
    }

    private void addResolved(Incident incident, long minute) {
        addLast(Event.RESOLVED, incident, incident.resolvedAt(minute), minute);
    }

    private void addLast(Event event, Incident before, Incident ended, long minute) {
        if (before.reported() && !registry.isSilenced(before)) {
            pending.add(event, ended, minute);
        }
    }

    private void test(long minute) {
        List<Scope> scopes = ScopeStatistics.tested(traffic, minute);
        int tests = ScopeStatistics.numberOfTests(traffic, minute);
        if (scopes.contains(Scope.WHOLE)) {
            test(Scope.WHOLE, minute, tests).ifPresent(spike -> open(spike, minute));
        }
        List<DetectedSpike> narrower = scopes.stream()
                .filter(scope -> !scope.equals(Scope.WHOLE))
                .flatMap(scope -> test(scope, minute, tests).stream())
                .sorted(Comparator.comparing(DetectedSpike::scope))
                .toList();
        open(narrower, false, minute);
        open(narrower, true, minute);
    }

    private void open(List<DetectedSpike> spikes, boolean oneClient, long minute) {
        List<DetectedSpike> ofThatKind =
                spikes.stream().filter(one -> one.oneClient() == oneClient).toList();
        if (ofThatKind.isEmpty()) {
            return;
        }
        DimensionChoice.among(ofThatKind, registry.ongoingDimensions(oneClient, minute))
                .forEach(one -> open(one, minute));
    }

    /**
     * Extends the scope's incident of this minute, or returns the spike that may open one. Late data also extends an
     * incident that has resolved since: its last minutes must not become part of a baseline.
     */
    private Optional<DetectedSpike> test(Scope scope, long minute, int scopes) {
        if (!statistics.isBusy(scope, minute)) {
            return Optional.empty();
        }
        Optional<Incident> ongoing = registry.ongoing(scope, false, minute);
        if (ongoing.isEmpty()) {
            Optional<DetectedSpike> ordinary = mayOpen(scope, false, minute, scopes);
            if (ordinary.isPresent()) {
                return ordinary;
            }
            ongoing = registry.ongoing(scope, true, minute);
        }
        ongoing.ifPresent(incident -> extend(incident, minute, scopes));
        return ongoing.isPresent() ? Optional.empty() : mayOpen(scope, true, minute, scopes);
    }

    private Optional<DetectedSpike> mayOpen(Scope scope, boolean oneClient, long minute, int scopes) {
        return lateMinutes.isTooOld(minute) || !registry.allows(scope, oneClient, minute)
                ? Optional.empty()
                : rule.test(statistics.ruleInput(scope, minute, oneClient, 0), scopes)
                        .filter(spike -> spike.isOngoing(minute));
    }

    /** A long incident excludes the bins of its baseline. That must not lower the usual rate that it is compared with. */
    private void extend(Incident incident, long minute, int scopes) {
        if (minute >= incident.span().to() && !isCorrected(incident, minute)) {
            RuleInput input =
                    statistics.ruleInput(incident.scope(), minute, incident.oneClient(), incident.usualRate());
            rule.test(input, scopes).ifPresent(spike -> registry.put(incident.endingAt(spike.to())));
        }
    }

    private boolean isCorrected(Incident incident, long minute) {
        return corrected.contains(incident.id()) && minute <= newestBefore.orElse(Long.MIN_VALUE);
    }

    private void open(DetectedSpike spike, long minute) {
        Incident opening = Incident.opening(distributionId, spike, minute);
        Incident incident = registry.openOn(spike.scope(), true)
                .filter(oneClient -> mayResolve(oneClient) || oneClient.id().equals(opening.id()))
                .map(oneClient -> replace(oneClient, opening, minute))
                .orElse(opening);
        registry.put(incident);
        openedHere.add(incident.id());
        registry.silencedBy(incident).stream()
                .filter(narrower -> isSameProblem(narrower, incident) && pending.withdrawOpening(narrower))
                .forEach(narrower -> registry.put(narrower.withReported(false)));
        pending.add(Event.OPENED, incident, minute);
    }

    /** See {@link IncidentMachine} on how an ordinary incident ends or replaces one client's incident. */
    private Incident replace(Incident oneClient, Incident incident, long minute) {
        boolean withdrawn = isSameProblem(oneClient, incident) && pending.withdrawOpening(oneClient);
        if (!withdrawn && !oneClient.id().equals(incident.id())) {
            addResolved(oneClient, minute);
        }
        if (incident.from().isAfter(oneClient.opened())) {
            registry.put(
                    oneClient.withReported(oneClient.reported() && !withdrawn).resolvedAt(minute));
            return incident;
        }
        registry.remove(oneClient);
        // The minutes of the replaced incident stay excluded.
        return oneClient.windowStart().isBefore(incident.windowStart())
                ? incident.withWindowFrom(oneClient.excludedSpan().from())
                : incident;
    }

    private static boolean isSameProblem(Incident earlier, Incident incident) {
        return !earlier.opened().isBefore(incident.from())
                || Minutes.of(earlier.opened())
                        >= Minutes.of(incident.opened()) - IncidentRegistry.SAME_PROBLEM_MINUTES;
    }

    private QuietPeriod quietPeriod(Incident incident) {
        // One client's incident and the ordinary one that replaces it can have the same id.
        return quietPeriods.computeIfAbsent(incident.id() + incident.oneClient(), key -> newQuietPeriod(incident));
    }

    private QuietPeriod newQuietPeriod(Incident incident) {
        Scope scope = incident.scope();
        return new QuietPeriod(
                statistics.series(scope),
                minute -> statistics.baseline(scope, minute),
                registry.isReopened(incident) ? QuietPeriod.QUIET_MINUTES_IF_REOPENED : QuietPeriod.QUIET_MINUTES);
    }

    private boolean isRemembered(Incident incident) {
        return incident.isOpen()
                || newestBefore.isEmpty()
                || incident.span().to() > newestBefore.getAsLong() - Minutes.REMEMBERED;
    }

    private Incident latest(Incident incident) {
        return registry.byId(incident.id()).orElse(incident);
    }

    private SpikeNumbers numbers(Incident incident) {
        Counts counts = statistics.series(incident.scope()).sum(incident.span());
        return new SpikeNumbers(
                incident.from(),
                incident.to(),
                counts.requests(),
                counts.forbidden(),
                counts.ambiguous(),
                incident.usualRate(),
                incident.usualIsKnown());
    }
}
