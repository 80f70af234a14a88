package why403.tally;

import java.util.Map;
import java.util.TreeMap;

/**
 * A distribution's custom error responses that change the status: from the origin's or edge's code to the one that the
 * viewer gets. Codes that are not changed are not in it.
 */
public record ErrorMapping(Map<Integer, Integer> responseCodes) {

    /** Nothing is changed: only a 403 is a 403. */
    public static final ErrorMapping NONE = new ErrorMapping(Map.of());

    public ErrorMapping {
        responseCodes = Map.copyOf(new TreeMap<>(responseCodes));
    }
}
