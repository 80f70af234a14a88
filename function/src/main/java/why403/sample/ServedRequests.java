package why403.sample;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * The requests that were served (with a status below 400) in the incident's scope and time, by path and method. A check
 * compares them with refused requests to the same path, for example to see that only one method fails.
 *
 * <p>If an object was sampled, a count is an estimate; and at most {@value ServedCounter#MAX_ENTRIES} pairs of path and
 * method are counted, in the order in which they appear. So an absent entry does not prove that nothing was served.
 */
public final class ServedRequests {

    /** No request was served, or none was counted. */
    public static final ServedRequests NONE = new ServedRequests(Map.of());

    /**
     * A path and a method.
     *
     * @param path as logged, without the query
     */
    public record PathAndMethod(String path, String method) {}

    /**
     * How many requests were served, and when.
     *
     * @param requests at least 1
     * @param first when the first of them was answered
     * @param last when the last of them was answered
     */
    public record Served(long requests, Instant first, Instant last) {

        Served plus(Served other) {
            return new Served(
                    requests + other.requests,
                    first.isBefore(other.first) ? first : other.first,
                    last.isAfter(other.last) ? last : other.last);
        }
    }

    private final Map<PathAndMethod, Served> served;

    public ServedRequests(Map<PathAndMethod, Served> served) {
        this.served = Map.copyOf(served);
    }

    /** The served requests with that path and method; empty if none was counted. */
    public Optional<Served> of(String path, String method) {
        return Optional.ofNullable(served.get(new PathAndMethod(path, method)));
    }
}
