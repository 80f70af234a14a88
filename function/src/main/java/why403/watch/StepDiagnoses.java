package why403.watch;

import java.util.Map;
import java.util.stream.Collectors;
import why403.cause.Diagnosis;
import why403.cause.ViewerCount;

/**
 * The diagnoses of one step.
 *
 * @param diagnoses by incident id: of each incident that opens, and of each ongoing one that was diagnosed again
 * @param viewersAtEnd by incident id: how many viewers an incident had in total, if only its end is due; the notice then
 *     repeats the causes last reported, with the numbers of the end
 */
public record StepDiagnoses(Map<String, Diagnosis> diagnoses, Map<String, ViewerCount> viewersAtEnd) {

    /** By incident id: the id of the cause that explains most of the diagnosed requests. */
    Map<String, String> mainCauses() {
        return diagnoses.entrySet().stream()
                .filter(entry -> !entry.getValue().causes().isEmpty())
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        entry -> entry.getValue().causes().get(0).id().id()));
    }
}
