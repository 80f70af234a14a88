package why403.tally;

import java.util.Objects;
import why403.log.Field;
import why403.log.LogLine;

/**
 * Decides which records count as forbidden under one error mapping. A mapped 403 is logged with the mapped status, and
 * with {@code Error} as both result types. If another code is mapped to the same status, the log does not distinguish the
 * two, and the record is forbidden and ambiguous.
 */
public final class Forbidden {

    /** What a record counts as. */
    public enum Verdict {
        NO,
        YES,
        AMBIGUOUS
    }

    private static final int FORBIDDEN = 403;
    private static final byte[] ERROR = {'E', 'r', 'r', 'o', 'r'};

    private final ErrorMapping mapping;
    private final int mapped;
    private final Verdict mappedVerdict;
    private final Verdict plainErrorVerdict;

    private Forbidden(ErrorMapping mapping) {
        this.mapping = mapping;
        this.mapped = mapping.responseCodes().getOrDefault(FORBIDDEN, FORBIDDEN);
        this.mappedVerdict = leadsElsewhere(mapping, mapped) ? Verdict.AMBIGUOUS : Verdict.YES;
        this.plainErrorVerdict = leadsElsewhere(mapping, FORBIDDEN) ? Verdict.AMBIGUOUS : Verdict.YES;
    }

    /** The decision for records made under this mapping. */
    public static Forbidden under(ErrorMapping mapping) {
        return new Forbidden(mapping);
    }

    /** The mapping of this decision. */
    public ErrorMapping mapping() {
        return mapping;
    }

    /**
     * What one record counts as.
     *
     * @param status the status sent to the viewer
     * @param bothResultsError whether {@code x-edge-result-type} and {@code x-edge-response-result-type} are both
     *     logged as {@code Error}
     */
    public Verdict verdict(int status, boolean bothResultsError) {
        if (status == FORBIDDEN) {
            return plainErrorVerdict;
        }
        return status == mapped && bothResultsError ? mappedVerdict : Verdict.NO;
    }

    /** What a line counts as. Tallies and diagnoses both use this decision. */
    public Verdict verdict(LogLine line) {
        if (line.status() == FORBIDDEN) {
            return plainErrorVerdict; // whatever the result types are, which stand far back in the line
        }
        return concerns(line.status())
                ? verdict(
                        line.status(), line.is(Field.RESULT_TYPE, ERROR) && line.is(Field.RESPONSE_RESULT_TYPE, ERROR))
                : Verdict.NO;
    }

    /** Whether a record with this status can be forbidden. Without this check, every line would need its result types. */
    public boolean concerns(int status) {
        return status == FORBIDDEN || status == mapped;
    }

    private static boolean leadsElsewhere(ErrorMapping mapping, int status) {
        boolean anotherIsMappedThere = mapping.responseCodes().entrySet().stream()
                .anyMatch(entry -> entry.getKey() != FORBIDDEN && Objects.equals(entry.getValue(), status));
        boolean isItselfAnError =
                status != FORBIDDEN && status >= 400 && !mapping.responseCodes().containsKey(status);
        return anotherIsMappedThere || isItselfAnError;
    }
}
