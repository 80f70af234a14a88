package why403.watch;

import java.util.HashMap;
import java.util.Map;
import why403.cause.Diagnosis;
import why403.cause.ViewerCount;

/**
 * The diagnoses of one step.
 *
 * @param diagnoses by incident id: of each incident that opens, and of each ongoing one that was diagnosed again
 * @param viewersAtEnd by incident id: how many viewers an incident had in total, if only its end is due; the notice then
 *     repeats the causes last reported, with the numbers of the end
 * @param causesOfFailed by incident id: the main cause that stays, of each incident whose diagnosis failed. So it is diagnosed
 *     again half an hour later, and not in each step
 */
public record StepDiagnoses(
        Map<String, Diagnosis> diagnoses, Map<String, ViewerCount> viewersAtEnd, Map<String, String> causesOfFailed) {

    /** By incident id: the id of the cause that explains most of the diagnosed requests. */
    Map<String, String> mainCauses() {
        Map<String, String> causes = new HashMap<>();
        diagnoses.forEach((id, diagnosis) -> diagnosis
                .mainCause()
                .ifPresent(cause -> causes.put(id, cause.id().id())));
        causes.putAll(causesOfFailed);
        return causes;
    }
}
