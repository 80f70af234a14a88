package why403.events;

import java.time.Instant;
import java.util.function.UnaryOperator;

/**
 * A requested resource.
 *
 * @param path as sent
 * @param weight how often it is requested, relative to the others
 */
record Resource(String method, String path, Query query, int weight, Answer answer) {

    /** The query string of a request, without {@code ?}; {@code -} for none. */
    interface Query {
        Query NONE = time -> "-";

        String at(Instant time);
    }

    static Resource get(String path, int weight, Answer answer) {
        return new Resource("GET", path, Query.NONE, weight, answer);
    }

    static Resource post(String path, int weight, Answer answer) {
        return new Resource("POST", path, Query.NONE, weight, answer);
    }

    Resource with(Query other) {
        return new Resource(method, path, other, weight, answer);
    }

    Resource answering(UnaryOperator<Answer> change) {
        return new Resource(method, path, query, weight, change.apply(answer));
    }
}
