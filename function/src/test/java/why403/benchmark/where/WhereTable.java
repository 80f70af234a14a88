package why403.benchmark.where;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import why403.benchmark.where.Trial.Kind;

/** The figures of all trials as a Markdown table. */
final class WhereTable {

    private final List<Trial> trials;

    WhereTable(List<Trial> trials) {
        this.trials = List.copyOf(trials);
    }

    /** One row for each method. */
    List<String> rows() {
        return Stream.concat(
                        Stream.of(
                                "| method | one value, " + count(Kind.ONE)
                                        + " incidents: the first entry is right | two values, " + count(Kind.TWO)
                                        + " incidents: the first two entries are both right | everything fails evenly, "
                                        + count(Kind.EVENLY) + " incidents: a place is named |",
                                "|---|---|---|---|"),
                        IntStream.range(0, Trial.LOCATORS.size()).mapToObj(this::row))
                .toList();
    }

    private String row(int method) {
        return String.format(
                Locale.ROOT,
                "| %s | %.1f %% | %.1f %% | %.1f %% |",
                Trial.LOCATORS.get(method).name(),
                100 * right(method, Kind.ONE),
                100 * right(method, Kind.TWO),
                100 - 100 * right(method, Kind.EVENLY));
    }

    private long count(Kind kind) {
        return trials.stream().filter(trial -> trial.kind() == kind).count();
    }

    /** The share of the answers of a method that are right. */
    double right(int method, Kind kind) {
        return right(method, trial -> trial.kind() == kind);
    }

    private double right(int method, Predicate<Trial> which) {
        return trials.stream()
                .filter(which)
                .mapToInt(trial -> trial.answers().get(method).isRight() ? 1 : 0)
                .average()
                .orElse(Double.NaN);
    }

    /** The share of right answers by what incidents differ in, and each wrong answer of the product. */
    List<String> details() {
        List<String> lines = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            lines.addAll(details(
                    kind, "requests a minute", trial -> String.format(Locale.ROOT, "%6d", trial.requestsPerMinute())));
            lines.addAll(details(
                    kind,
                    "failing",
                    trial -> (trial.cause().flood() ? "flood " : "")
                            + trial.cause().failing()));
            lines.addAll(details(
                    kind,
                    "dimensions",
                    trial -> trial.cause().values().stream()
                            .map(value -> value.dimension().label())
                            .sorted()
                            .toList()
                            .toString()));
            lines.addAll(details(kind, "result type", trial -> trial.cause().resultType()));
        }
        trials.stream()
                .filter(trial -> !trial.answers().get(0).isRight())
                .map(trial -> "wrong: " + trial.requestsPerMinute() + " a minute, " + trial.cause() + ", answers "
                        + trial.answers().stream().map(Trial.Answer::entries).toList())
                .forEach(lines::add);
        return lines;
    }

    private List<String> details(Kind kind, String what, Function<Trial, String> by) {
        TreeSet<String> groups = new TreeSet<>();
        List<Trial> ofKind =
                trials.stream().filter(trial -> trial.kind() == kind).toList();
        ofKind.forEach(trial -> groups.add(by.apply(trial)));
        return groups.stream()
                .map(group -> {
                    Predicate<Trial> isOfGroup =
                            trial -> trial.kind() == kind && by.apply(trial).equals(group);
                    StringBuilder line = new StringBuilder("  " + kind + ", " + what + " " + group + " ("
                            + trials.stream().filter(isOfGroup).count() + "):");
                    for (int method = 0; method < Trial.LOCATORS.size(); method++) {
                        line.append(String.format(
                                Locale.ROOT,
                                "  %s %.3f",
                                Trial.LOCATORS.get(method).name(),
                                right(method, isOfGroup)));
                    }
                    return line.toString();
                })
                .toList();
    }
}
