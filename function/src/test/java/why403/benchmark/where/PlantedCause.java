package why403.benchmark.where;

import java.util.List;

/**
 * What fails in an incident.
 *
 * @param values a request fails only if it has all of them; without any, everything fails
 * @param failing the probability that such a request fails; in a flood, how many forbidden requests come for each request
 *     that usually comes
 * @param flood whether more requests come, which are all forbidden, and the usual ones do not fail
 * @param resultType the detailed result type of what fails
 */
record PlantedCause(List<Value> values, double failing, boolean flood, String resultType) {

    static final String ERROR = "Error";

    PlantedCause {
        values = List.copyOf(values);
    }

    boolean holds(Request request) {
        for (Value value : values) {
            if (!value.holds(request)) {
                return false;
            }
        }
        return true;
    }

    /** The edge refuses such requests before it redirects to HTTPS. */
    boolean isAtEdge() {
        return !resultType.equals(ERROR);
    }
}
