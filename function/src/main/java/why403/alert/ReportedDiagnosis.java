package why403.alert;

import java.util.Optional;
import why403.cause.Diagnosis;

/**
 * What the notices of an incident have reported so far.
 *
 * @param last what the last notice reported, whether or not it was sent to people
 * @param lastSent what the last notice that was sent to people reported; empty if none was sent
 */
public record ReportedDiagnosis(Diagnosis last, Optional<Diagnosis> lastSent) {

    /** After a notice that was not ignored. */
    public static ReportedDiagnosis toPeople(Diagnosis diagnosis) {
        return new ReportedDiagnosis(diagnosis, Optional.of(diagnosis));
    }

    /** After a first notice that was ignored. */
    public static ReportedDiagnosis toNobody(Diagnosis diagnosis) {
        return new ReportedDiagnosis(diagnosis, Optional.empty());
    }

    /** After one more notice that was ignored: what was last sent to people does not change. */
    public ReportedDiagnosis thenToNobody(Diagnosis diagnosis) {
        return new ReportedDiagnosis(diagnosis, lastSent);
    }

    /** Whether the last report was sent to people. */
    boolean isSent() {
        return lastSent.equals(Optional.of(last));
    }
}
