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
import why403.history.Traffic;
import why403.tally.Counts;
import why403.tally.Scope;

/** One step: the touched minutes, one after the other. Used once. */
final class Walk {

    /** Nothing opens on minutes so much older than the newest: nobody can do anything about it any more. */
    private static final int TOO_OLD_MINUTES = 6 * Minutes.PER_HOUR;

    private final String distributionId;
    private final Traffic traffic;
    private final OptionalLong newestBefore;
    private final Tuning tuning;
    private final SpikeRule rule;
    private final Ledger ledger;
    private final Subjects subjects;
    private final Pending pending = new Pending();
    private final Map<String, QuietRun> quietRuns = new HashMap<>();
    private final Set<String> openedHere = new HashSet<>();
    private final SortedSet<Long> touched;
    private final long newest;
    private final boolean late;

    /** @param touched at least one minute */
    Walk(
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
        this.newest = Math.max(touched.last(), newestBefore.orElse(touched.last()));
        this.late = touched.last() < newest;
        this.tuning = tuning;
        this.rule = new SpikeRule(tuning);
        this.ledger = new Ledger(before.stream().filter(this::isRemembered).toList());
        this.subjects = new Subjects(traffic, tuning, ledger);
    }

    Transition transition() {
        for (long minute : touched) {
            end(minute);
            test(minute);
        }
        end(newest);
        LastBins lastBins = new LastBins(subjects, tuning, newest);
        pending.opened().stream()
                .map(this::latest)
                .filter(incident -> !incident.oneClient())
                .forEach(incident -> ledger.put(incident.lastTold(lastTold(incident, lastBins))));
        List<Due> due = pending.due(this::latest, this::numbers);
        return new Transition(ledger.all(), due, late ? List.of() : rechecks(lastBins));
    }

    private LastTold lastTold(Incident incident, LastBins lastBins) {
        double rate = Math.max(numbers(incident).rate(), lastBins.rate(incident));
        return new LastTold(Optional.empty(), rate, Minutes.start(newest));
    }

    private List<Recheck> rechecks(LastBins lastBins) {
        Set<String> toldHere = pending.opened().stream().map(Incident::id).collect(Collectors.toSet());
        return ledger.all().stream()
                .filter(incident -> incident.isOpen() && !ledger.isSilenced(incident))
                .filter(incident -> !toldHere.contains(incident.id()) && lastBins.hold(incident))
                .flatMap(incident -> recheck(incident, lastBins).stream())
                .toList();
    }

    private Optional<Recheck> recheck(Incident incident, LastBins lastBins) {
        Instant now = Minutes.start(newest);
        return incident.lastTold()
                .filter(told -> told.isOutdated(now))
                .map(told -> new Recheck(
                        incident.lastTold(told.diagnosed(now)),
                        Minutes.start(lastBins.minutes().from()),
                        Minutes.start(lastBins.minutes().to()),
                        lastBins.rate(incident),
                        numbers(incident)));
    }

    /** Ends what resolves or expires by then. */
    private void end(long minute) {
        for (Incident incident : ledger.open()) {
            if (ledger.isOpen(incident)) {
                end(incident, minute);
            }
        }
    }

    private void end(Incident incident, long minute) {
        OptionalLong quiet =
                mayResolve(incident) ? quietRun(incident, minute).resolves(incident, minute) : OptionalLong.empty();
        // A record after days of silence may complete the quiet minutes long after the incident had expired.
        if (quiet.isPresent() && quiet.getAsLong() < incident.expiry()) {
            resolve(incident, quiet.getAsLong());
        } else if (minute >= incident.expiry()) {
            ledger.put(incident.expired());
        }
    }

    /** Late data resolves nothing that was told before. */
    private boolean mayResolve(Incident incident) {
        return !late || openedHere.contains(incident.id());
    }

    private void resolve(Incident incident, long minute) {
        tellEnd(incident, minute);
        ledger.put(incident.resolvedAt(minute));
        for (Incident narrower : ledger.silencedBy(incident)) {
            if (mayResolve(narrower) && quietRun(narrower, minute).isQuiet(narrower, minute)) {
                ledger.put(narrower.resolvedAt(minute));
            } else if (!narrower.told()) {
                ledger.put(narrower.told(true));
                pending.add(Event.OPENED, narrower, minute);
            }
        }
    }

    private void tellEnd(Incident incident, long minute) {
        if (incident.told() && !ledger.isSilenced(incident)) {
            pending.add(Event.RESOLVED, incident.resolvedAt(minute), minute);
        }
    }

    private void test(long minute) {
        List<Scope> scopes = traffic.scopes(minute).stream()
                .filter(scope -> !scope.isOther())
                .toList();
        if (scopes.contains(Scope.WHOLE)) {
            test(Scope.WHOLE, minute, scopes.size()).ifPresent(passing -> open(passing, minute));
        }
        List<Passing> narrower = scopes.stream()
                .filter(scope -> !scope.equals(Scope.WHOLE))
                .flatMap(scope -> test(scope, minute, scopes.size()).stream())
                .sorted(Comparator.comparing(Passing::scope))
                .toList();
        open(narrower, false, minute);
        open(narrower, true, minute);
    }

    private void open(List<Passing> passing, boolean oneClient, long minute) {
        List<Passing> ofThatKind =
                passing.stream().filter(one -> one.oneClient() == oneClient).toList();
        if (ofThatKind.isEmpty()) {
            return;
        }
        Opening.among(ofThatKind, ledger.dimensionsGoingOn(oneClient, minute)).forEach(one -> open(one, minute));
    }

    /** Lets an open incident of the scope go on, or finds that one is to open. */
    private Optional<Passing> test(Scope scope, long minute, int scopes) {
        if (!subjects.isBusy(scope, minute)) {
            return Optional.empty();
        }
        Optional<Incident> open = ledger.openOn(scope, false);
        if (open.isEmpty()) {
            Optional<Passing> ordinary = mayOpen(scope, false, minute, scopes);
            if (ordinary.isPresent()) {
                return ordinary;
            }
            open = ledger.openOn(scope, true);
        }
        open.ifPresent(incident -> extend(incident, minute, scopes));
        return open.isPresent() ? Optional.empty() : mayOpen(scope, true, minute, scopes);
    }

    private Optional<Passing> mayOpen(Scope scope, boolean oneClient, long minute, int scopes) {
        boolean tooOld = newestBefore.isPresent() && minute < newestBefore.getAsLong() - TOO_OLD_MINUTES;
        return tooOld || !ledger.allows(scope, oneClient, minute)
                ? Optional.empty()
                : rule.test(subjects.trial(scope, minute, oneClient, 0), scopes);
    }

    /** A long incident uses up the bins that say what is usual; it does not thereby become less than it was. */
    private void extend(Incident incident, long minute, int scopes) {
        Trial trial = subjects.trial(incident.scope(), minute, incident.oneClient(), incident.usualRate());
        if (minute >= incident.span().to() && rule.test(trial, scopes).isPresent()) {
            ledger.put(incident.extendedOver(minute));
        }
    }

    private void open(Passing passing, long minute) {
        Incident incident = Incident.opening(distributionId, passing, minute);
        ledger.openOn(passing.scope(), true)
                .filter(oneClient -> mayResolve(oneClient) || oneClient.id().equals(incident.id()))
                .ifPresent(oneClient -> becomes(oneClient, incident, minute));
        ledger.put(incident);
        openedHere.add(incident.id());
        ledger.silencedBy(incident).stream()
                .filter(narrower -> isFirstSightOf(narrower, incident) && pending.withdrawOpening(narrower))
                .forEach(narrower -> ledger.put(narrower.told(false)));
        pending.add(Event.OPENED, incident, minute);
    }

    /** See {@link IncidentMachine} on what becomes of one client's incident. */
    private void becomes(Incident oneClient, Incident incident, long minute) {
        boolean untold = isFirstSightOf(oneClient, incident) && pending.withdrawOpening(oneClient);
        if (!untold && !oneClient.id().equals(incident.id())) {
            tellEnd(oneClient, minute);
        }
        if (incident.from().isAfter(oneClient.opened())) {
            ledger.put(oneClient.told(oneClient.told() && !untold).resolvedAt(minute));
        } else {
            ledger.remove(oneClient);
        }
    }

    private static boolean isFirstSightOf(Incident earlier, Incident incident) {
        return !earlier.opened().isBefore(incident.from())
                || Minutes.of(earlier.opened()) >= Minutes.of(incident.opened()) - Ledger.SAME_TROUBLE_MINUTES;
    }

    private QuietRun quietRun(Incident incident, long minute) {
        Baseline baseline = subjects.baseline(incident.scope(), minute);
        return quietRuns.computeIfAbsent(
                incident.id(), id -> new QuietRun(subjects.series(incident.scope()), baseline));
    }

    private boolean isRemembered(Incident incident) {
        return incident.isOpen()
                || newestBefore.isEmpty()
                || incident.span().to() > newestBefore.getAsLong() - Minutes.REMEMBERED;
    }

    private Incident latest(Incident incident) {
        return ledger.byId(incident.id()).orElse(incident);
    }

    private SpikeNumbers numbers(Incident incident) {
        Counts counts = subjects.series(incident.scope()).sum(incident.span());
        return new SpikeNumbers(
                incident.from(),
                incident.to(),
                counts.requests(),
                counts.forbidden(),
                counts.ambiguous(),
                incident.usualRate());
    }
}
