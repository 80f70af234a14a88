package why403.watch;

import java.util.Map;
import java.util.stream.Collectors;
import why403.cause.Diagnosis;
import why403.cause.ViewerCount;

/**
 * What a pass found out of the incidents that it tells of.
 *
 * @param diagnoses by incident id, of each incident that opens, and of each that goes on and was diagnosed again
 * @param viewersAtEnd by incident id, how many viewers an incident had in all, if only its end is due: the causes are
 *     those last told, and the numbers those of the end
 */
public record Explained(Map<String, Diagnosis> diagnoses, Map<String, ViewerCount> viewersAtEnd) {

    /** By incident id, the id of the cause that explains most of what was diagnosed. */
    Map<String, String> mainCauses() {
        return diagnoses.entrySet().stream()
                .filter(entry -> !entry.getValue().causes().isEmpty())
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        entry -> entry.getValue().causes().get(0).id().id()));
    }
}
