package why403.alert;

import java.util.Optional;
import why403.cause.Diagnosis;

/**
 * What the notices of an incident have said so far.
 *
 * @param last in the last notice, whether or not people were told of it
 * @param told in the last notice that people were told of; empty where they know nothing of the incident
 */
public record Said(Diagnosis last, Optional<Diagnosis> told) {

    /** In a notice that people were told of, or that would not have been kept from them for being ignored. */
    public static Said toPeople(Diagnosis diagnosis) {
        return new Said(diagnosis, Optional.of(diagnosis));
    }

    /** In the first notice, which was ignored. */
    public static Said toNobody(Diagnosis diagnosis) {
        return new Said(diagnosis, Optional.empty());
    }

    /** After one more notice that was ignored: people still know what they knew. */
    public Said thenToNobody(Diagnosis diagnosis) {
        return new Said(diagnosis, told);
    }

    /** Whether people know all of it. */
    boolean isKnown() {
        return told.equals(Optional.of(last));
    }
}
