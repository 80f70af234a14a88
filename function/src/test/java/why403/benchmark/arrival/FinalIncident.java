package why403.benchmark.arrival;

import java.time.Instant;
import java.util.List;
import why403.tally.Counts;

/**
 * An incident at the end of the day.
 *
 * @param numbers the counts of all records of [from, to)
 * @param cause the main cause last reported
 * @param notices the events of its notices
 * @param reportedForbidden the forbidden requests of its last notice
 */
record FinalIncident(
        String id,
        String scope,
        Instant from,
        Instant to,
        Instant excludedFrom,
        Counts numbers,
        String cause,
        List<String> notices,
        long reportedForbidden) {

    FinalIncident {
        notices = List.copyOf(notices);
    }

    boolean isSilencedBy(FinalIncident that) {
        return !scope.equals("*") && that.scope.equals("*") && overlaps(that);
    }

    boolean isSameProblem(FinalIncident that) {
        return scope.equals(that.scope) && overlaps(that);
    }

    private boolean overlaps(FinalIncident that) {
        return excludedFrom.isBefore(that.to) && that.excludedFrom.isBefore(to);
    }

    boolean isReportedInFull() {
        return reportedForbidden == numbers.forbidden();
    }
}
