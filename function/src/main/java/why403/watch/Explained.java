package why403.watch;

import java.util.Map;
import why403.diagnosis.Diagnosis;

/**
 * What a pass found out of the incidents that it tells of.
 *
 * @param diagnoses by incident id, of each incident of which something other than its end is due
 * @param clientsAtEnd by incident id, how many clients an incident had in all, where only its end is due: the causes are
 *     those last told, and the numbers those of the end
 */
record Explained(Map<String, Diagnosis> diagnoses, Map<String, String> clientsAtEnd) {}
