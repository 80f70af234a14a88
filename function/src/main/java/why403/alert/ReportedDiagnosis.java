package why403.alert;

import java.util.Optional;
import why403.cause.Diagnosis;

/**
 * What the notices of an incident have reported so far.
 *
 * @param last what the last notice reported, whether or not it was sent to people
 * @param told what the last notice reported that was sent to people; empty if they know nothing of the incident
 */
public record ReportedDiagnosis(Diagnosis last, Optional<Diagnosis> told) {

    /** After a notice that was not ignored. */
    public static ReportedDiagnosis toPeople(Diagnosis diagnosis) {
        return new ReportedDiagnosis(diagnosis, Optional.of(diagnosis));
    }

    /** After a first notice that was ignored. */
    public static ReportedDiagnosis toNobody(Diagnosis diagnosis) {
        return new ReportedDiagnosis(diagnosis, Optional.empty());
    }

    /** After one more notice that was ignored: people still know what they knew before. */
    public ReportedDiagnosis thenToNobody(Diagnosis diagnosis) {
        return new ReportedDiagnosis(diagnosis, told);
    }

    /** Whether people know all of it. */
    boolean isKnown() {
        return told.equals(Optional.of(last));
    }
}
