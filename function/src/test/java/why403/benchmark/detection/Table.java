package why403.benchmark.detection;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import why403.benchmark.detection.SiteResult.Outcome;

/** The figures of a stratum as rows of a Markdown table. */
final class Table {

    /** The name of the informed test. */
    static final String CEILING = "ceiling";

    static final String HEADER = "| stratum | rule | incidents | recall | of the ceiling | precision "
            + "| false a week and site (in the first hour) | duplicates | median minutes to open "
            + "| `from` within 1 / 5 minutes |\n|---|---|---|---|---|---|---|---|---|---|";

    private final Stratum stratum;
    private final Map<String, List<SiteResult>> byRule;

    Table(Stratum stratum, Map<String, List<SiteResult>> byRule) {
        this.stratum = stratum;
        this.byRule = byRule;
    }

    /** One row for each rule. */
    List<String> rows() {
        OptionalDouble ceiling = new Summary(byRule.get(CEILING)).recall();
        return byRule.entrySet().stream()
                .map(rule -> row(rule.getKey(), new Summary(rule.getValue()), ceiling))
                .toList();
    }

    /** One line for each value that incidents or sites differ in: the recall of each rule. */
    List<String> details() {
        List<String> lines = new ArrayList<>();
        lines.addAll(details("requests a minute", outcome -> outcome.model().requestsPerMinute()));
        lines.addAll(details("usual rate", outcome -> outcome.model().rate()));
        lines.addAll(details("rise", outcome -> outcome.incident().rise()));
        lines.addAll(details(
                "minutes",
                outcome -> outcome.incident().end() - outcome.incident().begin()));
        lines.addAll(details("flooding", outcome -> outcome.incident().flooding() ? 1 : 0));
        byRule.forEach((rule, results) -> {
            int[] offsets = new Summary(results).offsetsOfRamps();
            if (offsets.length > 0) {
                lines.add(String.format(
                        "  %s dates a ramp after its first minute: a tenth up to %d minutes, half %d, nine tenths %d",
                        rule,
                        offsets[offsets.length / 10],
                        offsets[offsets.length / 2],
                        offsets[offsets.length * 9 / 10]));
            }
        });
        byRule.forEach((rule, results) -> results.forEach(result -> result.falseAlerts().stream()
                .limit(20)
                .forEach(opened -> lines.add("  false: " + rule + " "
                        + result.model().requestsPerMinute() + " a minute, usual rate "
                        + result.model().rate() + ", minute " + opened + ", "
                        + minutesAfterIncident(result.model(), opened)))));
        return lines;
    }

    private static String minutesAfterIncident(SiteModel model, int opened) {
        return model.incidents().stream()
                .filter(incident -> incident.end() <= opened)
                .reduce((first, second) -> second)
                .map(incident -> (opened - incident.end()) + " minutes after the end of " + incident)
                .orElse("before any incident");
    }

    private List<String> details(String what, ToDoubleFunction<Outcome> by) {
        TreeSet<Double> values = new TreeSet<>();
        byRule.get(CEILING)
                .forEach(result -> result.outcomes().forEach(outcome -> values.add(by.applyAsDouble(outcome))));
        return values.stream()
                .map(value -> {
                    StringBuilder line = new StringBuilder("  " + what + " " + value + ":");
                    byRule.forEach((rule, results) -> line.append("  ")
                            .append(rule)
                            .append(' ')
                            .append(decimals(
                                    new Summary(results).recall(outcome -> by.applyAsDouble(outcome) == value))));
                    return line.toString();
                })
                .toList();
    }

    private String row(String rule, Summary summary, OptionalDouble ceiling) {
        boolean isCeiling = rule.equals(CEILING);
        return String.join(
                " | ",
                "| " + stratum.title(),
                rule,
                String.valueOf(summary.incidents()),
                decimals(summary.recall()),
                isCeiling ? "" : percent(summary.recall(), ceiling),
                isCeiling ? "" : decimals(summary.precision()),
                isCeiling ? "" : falseAlerts(summary),
                isCeiling ? "" : String.valueOf(summary.duplicates()),
                isCeiling ? "" : minutes(summary.medianDelay()),
                (summary.dated() == 0
                                ? ""
                                : decimals(summary.datedWithin(1)) + " / " + decimals(summary.datedWithin(5)))
                        + " |");
    }

    private static String falseAlerts(Summary summary) {
        String perWeek = String.format(Locale.ROOT, "%.3f", summary.falseAlertsPerWeek());
        return summary.falseInFirstHour() == 0 ? perWeek : perWeek + " (" + summary.falseInFirstHour() + ")";
    }

    private static String decimals(OptionalDouble value) {
        return value.isEmpty() ? "–" : String.format(Locale.ROOT, "%.3f", value.getAsDouble());
    }

    private static String percent(OptionalDouble part, OptionalDouble whole) {
        return part.isEmpty() || whole.isEmpty()
                ? "–"
                : String.format(Locale.ROOT, "%.0f %%", 100 * part.getAsDouble() / whole.getAsDouble());
    }

    private static String minutes(OptionalDouble value) {
        return value.isEmpty() ? "–" : String.format(Locale.ROOT, "%.0f", value.getAsDouble());
    }
}
