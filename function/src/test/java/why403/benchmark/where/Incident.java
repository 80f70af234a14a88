package why403.benchmark.where;

import java.util.List;
import java.util.function.Predicate;
import why403.sample.Dimension;
import why403.sample.Sample;

/**
 * An incident after it happened.
 *
 * @param usualRate the usual rate as a rule would know it
 * @param sample what the product sees
 * @param requests all requests of the incident's time, which no method sees
 */
record Incident(PlantedCause cause, double usualRate, Sample sample, List<Answered> requests) {

    /**
     * Two values are the same part of the traffic if the requests that have both are at least so many of those that have one
     * of them.
     */
    private static final double SAME = 0.95;

    /** A request and what it got. */
    record Answered(Request request, LogText.Reply reply) {

        boolean has(Value value) {
            return value.dimension() == Dimension.RESULT_TYPE
                    ? value.text().equals(reply.detailedResultType())
                    : value.holds(request);
        }
    }

    Incident {
        requests = List.copyOf(requests);
    }

    /**
     * Whether the answer's first entry is right: it is the one planted value, or of the requests of the incident's time that
     * have it or the planted one, at least 95 % have both.
     */
    boolean isFirstRight(List<Value> answer) {
        return !answer.isEmpty() && cause.values().stream().anyMatch(planted -> isSame(planted, answer.get(0)));
    }

    /** Whether the first two entries are the two planted values, in any order, each by the rule of {@link #isFirstRight}. */
    boolean areBothRight(List<Value> answer) {
        return answer.size() >= 2
                && ((isSame(cause.values().get(0), answer.get(0))
                                && isSame(cause.values().get(1), answer.get(1)))
                        || (isSame(cause.values().get(0), answer.get(1))
                                && isSame(cause.values().get(1), answer.get(0))));
    }

    private boolean isSame(Value planted, Value answered) {
        return planted.equals(answered)
                || count(one -> one.has(planted) && one.has(answered))
                        >= SAME * count(one -> one.has(planted) || one.has(answered));
    }

    private long count(Predicate<Answered> which) {
        return requests.stream().filter(which).count();
    }
}
