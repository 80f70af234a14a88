package why403.tally;

import java.util.Map;
import java.util.TreeMap;

/**
 * A distribution's custom error responses that change the status: from the code of the origin or edge to the code that
 * the viewer gets. Codes that do not change are not contained.
 */
public record ErrorMapping(Map<Integer, Integer> responseCodes) {

    /** No status changes: only a 403 is a 403. */
    public static final ErrorMapping NONE = new ErrorMapping(Map.of());

    public ErrorMapping {
        responseCodes = Map.copyOf(new TreeMap<>(responseCodes));
    }
}
