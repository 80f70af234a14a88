package why403.diagnosis;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import why403.cause.Cause;
import why403.cause.Certainty;
import why403.cause.Kind;
import why403.diagnosis.check.Check;
import why403.diagnosis.check.Claim;
import why403.diagnosis.check.ErrorPageNote;
import why403.diagnosis.check.Explained;
import why403.diagnosis.check.FailoverNote;
import why403.diagnosis.check.Finding;
import why403.diagnosis.request.ForbiddenRequest;
import why403.diagnosis.request.Inquiry;

/** Gives each record to the check whose claim is surest, and lets the checks tell what they were given. */
final class Attribution {

    /** A cause is as certain as this many tenths of its records. */
    private static final int TENTHS_THAT_COUNT = 9;

    private final Inquiry inquiry;
    private final List<Check> checks;
    private final List<Check> atOrigin;
    private final List<String> problems = new ArrayList<>();

    /**
     * @param checks in the order of the catalogue
     * @param atOrigin those of them whose causes an origin makes
     */
    Attribution(Inquiry inquiry, List<Check> checks, List<Check> atOrigin) {
        this.inquiry = inquiry;
        this.checks = new ArrayList<>(checks);
        this.atOrigin = List.copyOf(atOrigin);
    }

    /** One sentence for each check that failed, once {@link #causes} has returned. */
    List<String> problems() {
        return List.copyOf(problems);
    }

    /** The causes by share, then in the order of the checks. A check that fails is left out, and its records go on. */
    List<Cause> causes() {
        while (true) {
            int tried = checks.size();
            Map<Check, List<Explained>> attributed = attribute();
            List<Cause> causes = new ArrayList<>();
            List.copyOf(checks).stream()
                    .filter(attributed::containsKey)
                    .forEach(check -> tell(check, attributed.get(check)).ifPresent(causes::add));
            if (checks.size() == tried) {
                causes.addAll(leftOver(attributed));
                causes.sort(Comparator.comparingDouble(Cause::explained).reversed());
                return inquiry.distributionIsUnknown() ? sayingSoFirst(causes) : causes;
            }
        }
    }

    private List<Cause> sayingSoFirst(List<Cause> causes) {
        String unknown = "This account has no such distribution as " + inquiry.distributionId()
                + ": it is another account's, or gone; only the log was read.";
        return IntStream.range(0, causes.size())
                .mapToObj(i -> i == 0 ? causes.get(i).withFirst(unknown) : causes.get(i))
                .toList();
    }

    /** What no check takes any more, since the last that could has failed. */
    private List<Cause> leftOver(Map<Check, List<Explained>> attributed) {
        int all = inquiry.requests().size();
        int left = all - attributed.values().stream().mapToInt(List::size).sum();
        return left == 0
                ? List.of()
                : List.of(new Cause(
                        "unexplained",
                        Kind.UNKNOWN,
                        Certainty.POSSIBLE,
                        (double) left / all,
                        "no check explains them",
                        List.of("The checks that could have told more failed."),
                        Optional.empty(),
                        Optional.empty()));
    }

    private Map<Check, List<Explained>> attribute() {
        Map<Check, List<Explained>> attributed = new LinkedHashMap<>();
        for (ForbiddenRequest request : inquiry.requests()) {
            surest(request)
                    .ifPresent(won -> attributed
                            .computeIfAbsent(won.getKey(), check -> new ArrayList<>())
                            .add(new Explained(request, won.getValue())));
        }
        return attributed;
    }

    private Optional<Map.Entry<Check, Claim>> surest(ForbiddenRequest request) {
        Optional<Map.Entry<Check, Claim>> surest = Optional.empty();
        for (Check check : List.copyOf(checks)) {
            Optional<Claim> claim = examine(check, request);
            if (claim.isPresent()
                    && surest.filter(best -> best.getValue()
                                            .certainty()
                                            .compareTo(claim.get().certainty())
                                    >= 0)
                            .isEmpty()) {
                surest = Optional.of(Map.entry(check, claim.get()));
            }
        }
        return surest;
    }

    private Optional<Claim> examine(Check check, ForbiddenRequest request) {
        Optional<Claim> claim;
        try {
            claim = check.examine(request, inquiry);
        } catch (RuntimeException e) {
            drop(check, e);
            claim = Optional.empty();
        }
        return claim.isPresent() && isAnyOfAGroup(check, request)
                ? claim.map(made -> new Claim(made.certainty().atMost(Certainty.LIKELY), made.story()))
                : claim;
    }

    private boolean isAnyOfAGroup(Check check, ForbiddenRequest request) {
        return atOrigin.contains(check)
                && request.behavior().flatMap(inquiry.configuration()::group).isPresent();
    }

    private Optional<Cause> tell(Check check, List<Explained> explained) {
        try {
            return Optional.of(cause(check, explained, check.tell(mostToldTogetherFirst(explained), inquiry)));
        } catch (RuntimeException e) {
            drop(check, e);
            return Optional.empty();
        }
    }

    private Cause cause(Check check, List<Explained> explained, Finding finding) {
        List<String> evidence = new ArrayList<>(finding.evidence());
        if (atOrigin.contains(check)) {
            evidence.addAll(FailoverNote.sentences(explained, inquiry.configuration()));
        }
        evidence.addAll(ErrorPageNote.of(explained));
        return new Cause(
                check.id(),
                check.kind(),
                certainty(explained),
                (double) explained.size() / inquiry.requests().size(),
                finding.summary(),
                evidence,
                finding.remedy(),
                Optional.empty());
    }

    private static Certainty certainty(List<Explained> explained) {
        List<Certainty> falling = explained.stream()
                .map(one -> one.claim().certainty())
                .sorted(Comparator.reverseOrder())
                .toList();
        int needed = Math.max(1, (falling.size() * TENTHS_THAT_COUNT + 9) / 10);
        return falling.get(needed - 1);
    }

    private static List<Explained> mostToldTogetherFirst(List<Explained> explained) {
        Map<Object, List<Explained>> stories = explained.stream()
                .collect(Collectors.groupingBy(one -> one.claim().story(), LinkedHashMap::new, Collectors.toList()));
        return stories.values().stream()
                .sorted(Comparator.<List<Explained>>comparingInt(List::size).reversed())
                .flatMap(List::stream)
                .toList();
    }

    /** A check that fails is taken off the list, and its failure told. */
    private void drop(Check check, RuntimeException failure) {
        checks.remove(check);
        problems.add("The check " + check.id() + " failed and was left out of the diagnosis of "
                + inquiry.distributionId() + ": " + failure + placeOf(failure));
    }

    private static String placeOf(RuntimeException e) {
        return e.getStackTrace().length == 0 ? "" : " at " + e.getStackTrace()[0];
    }
}
