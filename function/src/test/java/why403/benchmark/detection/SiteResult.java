package why403.benchmark.detection;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;

/**
 * What one rule made of one site.
 *
 * <p>An alert belongs to an incident if it opens in its minutes or in the five minutes after its end. The first alert of
 * an incident finds it; each further one is a duplicate. Any other alert is false, except the first one in the hour after
 * the usual rate has changed for good.
 *
 * @param falseAlerts the minutes at which they opened
 */
record SiteResult(SiteModel model, List<Outcome> outcomes, List<Integer> falseAlerts) {

    private static final int GRACE_MINUTES = 5;
    private static final int HOUR = 60;

    SiteResult {
        outcomes = List.copyOf(outcomes);
        falseAlerts = List.copyOf(falseAlerts);
    }

    /**
     * What a rule made of one incident.
     *
     * @param delay minutes from the begin of the incident to the minute that made the rule alert, in the time of the log;
     *     empty if the incident was not found
     * @param offset how many minutes after the begin of the incident the rule says that it began; empty if it does not say
     */
    record Outcome(SiteModel model, PlannedIncident incident, OptionalInt delay, OptionalInt offset, int duplicates) {

        boolean isFound() {
            return delay.isPresent();
        }
    }

    static SiteResult of(SiteModel model, List<Alert> alerts) {
        List<Alert> left = new ArrayList<>(alerts);
        left.sort(Comparator.comparingInt(Alert::opened));
        List<Outcome> outcomes = new ArrayList<>();
        for (PlannedIncident incident : model.incidents()) {
            List<Alert> its = left.stream()
                    .filter(alert ->
                            alert.opened() >= incident.begin() && alert.opened() < incident.end() + GRACE_MINUTES)
                    .toList();
            left.removeAll(its);
            outcomes.add(outcome(model, incident, its));
        }
        for (int change : model.changes()) {
            left.stream()
                    .filter(alert -> alert.opened() >= change && alert.opened() < change + HOUR)
                    .findFirst()
                    .ifPresent(left::remove);
        }
        return new SiteResult(model, outcomes, left.stream().map(Alert::opened).toList());
    }

    /** The result of {@link InformedTest}. */
    static SiteResult ceiling(SimulatedSite site) {
        List<Outcome> outcomes = site.model().incidents().stream()
                .map(incident -> new Outcome(
                        site.model(),
                        incident,
                        InformedTest.finds(site.model(), site.log().complete(), incident)
                                ? OptionalInt.of(0)
                                : OptionalInt.empty(),
                        OptionalInt.empty(),
                        0))
                .toList();
        return new SiteResult(site.model(), outcomes, List.of());
    }

    double weeks() {
        return model.minutes() / (7.0 * 24 * HOUR);
    }

    private static Outcome outcome(SiteModel model, PlannedIncident incident, List<Alert> its) {
        if (its.isEmpty()) {
            return new Outcome(model, incident, OptionalInt.empty(), OptionalInt.empty(), 0);
        }
        Alert first = its.get(0);
        return new Outcome(
                model,
                incident,
                OptionalInt.of(first.opened() - incident.begin()),
                first.from().isPresent()
                        ? OptionalInt.of(first.from().getAsInt() - incident.begin())
                        : OptionalInt.empty(),
                its.size() - 1);
    }
}
