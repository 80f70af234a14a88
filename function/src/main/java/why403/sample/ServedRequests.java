package why403.sample;

import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The requests that were served in the incident's scope and time, by path and method: their status is from 100 to 399, and
 * CloudFront did not merely redirect them to HTTPS. A check compares them with refused requests to the same path, for example
 * to see that only one method fails.
 *
 * <p>If an object was sampled, a count is an estimate. At most {@value ServedCounter#MAX_ENTRIES} pairs of path and method
 * are counted, in the order in which they appear, as long as their memory suffices; long paths are not counted. So an absent
 * entry does not prove that nothing was served.
 */
public final class ServedRequests {

    /** No request was served, or none was counted. */
    public static final ServedRequests NONE = new ServedRequests(new TreeMap<>());

    /**
     * A path and a method.
     *
     * @param path as CloudFront got it, without the query: the logged path, percent-decoded once, as
     *     {@link why403.log.LogRecord#value} has it
     */
    public record PathAndMethod(String path, String method) implements Comparable<PathAndMethod> {

        private static final Comparator<PathAndMethod> ORDER =
                Comparator.comparing(PathAndMethod::path).thenComparing(PathAndMethod::method);

        @Override
        public int compareTo(PathAndMethod other) {
            return ORDER.compare(this, other);
        }
    }

    /**
     * How many requests were served, and when.
     *
     * @param requests at least 1
     * @param first when the first of them was answered
     * @param last when the last of them was answered
     */
    public record Served(long requests, Instant first, Instant last) {

        /** Both together. */
        Served plus(Served other) {
            return new Served(
                    requests + other.requests,
                    first.isBefore(other.first) ? first : other.first,
                    last.isAfter(other.last) ? last : other.last);
        }
    }

    /** In a tree, viewers cannot choose paths that collide. */
    private final SortedMap<PathAndMethod, Served> served;

    public ServedRequests(SortedMap<PathAndMethod, Served> served) {
        this.served = new TreeMap<>(served);
    }

    /** The served requests with that path and method; empty if none was counted. */
    public Optional<Served> of(String path, String method) {
        return Optional.ofNullable(served.get(new PathAndMethod(path, method)));
    }

    /** The counted paths and methods, in order. */
    public Stream<PathAndMethod> pathsAndMethods() {
        return served.keySet().stream();
    }
}
