package why403.benchmark.detection;

import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Predicate;
import why403.benchmark.detection.SiteResult.Outcome;

/** The figures of one rule over many sites. */
record Summary(List<SiteResult> results) {

    /** Only incidents that rise at least so far can be dated. */
    private static final double LEAST_DATED_RISE = 0.1;

    private static final int FIRST_HOUR = 60;

    Summary {
        results = List.copyOf(results);
    }

    /** The incidents found, of all. */
    OptionalDouble recall() {
        return recall(any -> true);
    }

    OptionalDouble recall(Predicate<Outcome> which) {
        List<Outcome> outcomes = outcomes().stream().filter(which).toList();
        return ratio(outcomes.stream().filter(Outcome::isFound).count(), outcomes.size());
    }

    int incidents() {
        return outcomes().size();
    }

    /** The incidents found, of those and the false alerts. */
    OptionalDouble precision() {
        return ratio(found(), found() + falseAlerts());
    }

    double falseAlertsPerWeek() {
        return falseAlerts() / results.stream().mapToDouble(SiteResult::weeks).sum();
    }

    long falseAlerts() {
        return results.stream().mapToLong(result -> result.falseAlerts().size()).sum();
    }

    /** How many false alerts opened in the first hour of a site. */
    long falseInFirstHour() {
        return results.stream()
                .flatMap(result -> result.falseAlerts().stream())
                .filter(opened -> opened < FIRST_HOUR)
                .count();
    }

    long duplicates() {
        return outcomes().stream().mapToLong(Outcome::duplicates).sum();
    }

    OptionalDouble medianDelay() {
        int[] delays = outcomes().stream()
                .flatMapToInt(outcome -> outcome.delay().stream())
                .sorted()
                .toArray();
        return delays.length == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of((delays[(delays.length - 1) / 2] + delays[delays.length / 2]) / 2.0);
    }

    /** How many incidents of those that can be dated were dated. */
    long dated() {
        return outcomes().stream().filter(Summary::isDated).count();
    }

    /** Of the abrupt incidents that rise by ten points or more: how many are dated at most so many minutes wrong. */
    OptionalDouble datedWithin(int minutes) {
        List<Outcome> dated = outcomes().stream().filter(Summary::isDated).toList();
        return ratio(
                dated.stream()
                        .filter(outcome -> Math.abs(outcome.offset().getAsInt()) <= minutes)
                        .count(),
                dated.size());
    }

    /** Of the incidents that rise in steps: how many minutes after the first step they are dated, the earliest first. */
    int[] offsetsOfRamps() {
        return outcomes().stream()
                .filter(outcome -> !outcome.incident().isAbrupt())
                .flatMapToInt(outcome -> outcome.offset().stream())
                .sorted()
                .toArray();
    }

    List<Outcome> outcomes() {
        return results.stream().flatMap(result -> result.outcomes().stream()).toList();
    }

    private long found() {
        return outcomes().stream().filter(Outcome::isFound).count();
    }

    private static boolean isDated(Outcome outcome) {
        return outcome.offset().isPresent()
                && outcome.incident().isAbrupt()
                && outcome.incident().rise() >= LEAST_DATED_RISE;
    }

    private static OptionalDouble ratio(long part, long whole) {
        return whole == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) part / whole);
    }
}
