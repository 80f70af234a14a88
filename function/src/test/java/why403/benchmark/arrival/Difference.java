package why403.benchmark.arrival;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How the incidents of days that arrived in another order differ from those of the same days in order.
 *
 * @param inOrder the incidents of the days in order
 * @param found those of them that the other order also has
 * @param extra the incidents that only the other order has
 * @param sameFrom of those found: with the same beginning, and so with the same id
 * @param sameTo with the same end
 * @param sameNumbers with the same requests and forbidden requests, of those with the same beginning
 * @param sameCause with the same main cause
 * @param sameNotices with notices of the same events
 * @param reportedInFull those whose last notice has the numbers of the end of the day
 */
record Difference(
        int inOrder,
        int found,
        int extra,
        int sameFrom,
        int sameTo,
        int sameNumbers,
        int sameCause,
        int sameNotices,
        int reportedInFull) {

    static final Difference NONE = new Difference(0, 0, 0, 0, 0, 0, 0, 0, 0);

    static final String HEADER = "| order | incidents in order | also found | only in this order | same `from` and id |"
            + " same `to` | same numbers | same cause | same notices | final numbers reported |\n"
            + "|---|---|---|---|---|---|---|---|---|---|";

    static Difference between(List<FinalIncident> inOrder, List<FinalIncident> otherwise) {
        Difference of = new Difference(inOrder.size(), 0, otherwise.size(), 0, 0, 0, 0, 0, 0);
        return inOrder.stream()
                .flatMap(one -> match(one, otherwise)
                        .map(other -> new Difference(
                                0,
                                1,
                                -1,
                                count(one.id().equals(other.id())),
                                count(one.to().equals(other.to())),
                                count(one.id().equals(other.id())
                                        && one.numbers().equals(other.numbers())),
                                count(one.cause().equals(other.cause())),
                                count(one.notices().equals(other.notices())),
                                count(other.isReportedInFull())))
                        .stream())
                .reduce(of, Difference::plus);
    }

    private static Optional<FinalIncident> match(FinalIncident one, List<FinalIncident> others) {
        Stream<FinalIncident> same = others.stream().filter(one::isSameProblem);
        return same.findFirst();
    }

    private static int count(boolean is) {
        return is ? 1 : 0;
    }

    Difference plus(Difference that) {
        return new Difference(
                inOrder + that.inOrder,
                found + that.found,
                extra + that.extra,
                sameFrom + that.sameFrom,
                sameTo + that.sameTo,
                sameNumbers + that.sameNumbers,
                sameCause + that.sameCause,
                sameNotices + that.sameNotices,
                reportedInFull + that.reportedInFull);
    }

    String row(ArrivalOrder order) {
        return "| " + order.words() + " | " + inOrder + " | " + found + " | " + extra + " | " + sameFrom + " | "
                + sameTo + " | " + sameNumbers + " | " + sameCause + " | " + sameNotices + " | " + reportedInFull
                + " |";
    }
}
