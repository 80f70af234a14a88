package why403.cause;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Why an incident's requests were refused, and where they are.
 *
 * @param causes by share, then in the order of {@link CauseId}; the shares sum to 1; empty only if no record was examined
 * @param where the parts of the traffic that hold the excess, at most 3, best first; empty if it is everywhere
 * @param notChecked one entry for each IAM action, in the order of the questions
 * @param viewers of the examined records
 * @param countries how many countries the examined records came from; empty if none is logged
 * @param examined how many forbidden records were examined
 * @param forbiddenInAll how many there were
 * @param distribution which distribution, for a person
 * @param problems one sentence for each check that failed and was left out
 */
public record Diagnosis(
        List<Cause> causes,
        List<HotSpot> where,
        List<NotChecked> notChecked,
        ViewerCount viewers,
        OptionalInt countries,
        long examined,
        long forbiddenInAll,
        DistributionName distribution,
        List<String> problems) {

    public Diagnosis {
        causes = List.copyOf(causes);
        where = List.copyOf(where);
        notChecked = List.copyOf(notChecked);
        problems = List.copyOf(problems);
    }

    /** The same with another count of viewers. */
    public Diagnosis withViewers(ViewerCount other) {
        return new Diagnosis(
                causes, where, notChecked, other, countries, examined, forbiddenInAll, distribution, problems);
    }

    /** The same with that many more forbidden records that were not read. */
    public Diagnosis withUnexamined(long more) {
        return new Diagnosis(
                causes, where, notChecked, viewers, countries, examined, forbiddenInAll + more, distribution, problems);
    }

    /** The cause that explains most; empty if no record was examined. */
    public Optional<Cause> mainCause() {
        return causes.stream().findFirst();
    }

    /** The diagnosis of an incident about which nothing is known any more. */
    public static Diagnosis ofNothing(String distributionId) {
        return ofNoRecords(distributionId, List.of(), ViewerCount.NONE);
    }

    /** The diagnosis of a burst of one client, whose causes are not looked for. */
    public static Diagnosis ofOneClient(String distributionId) {
        return ofNoRecords(distributionId, List.of(), new ViewerCount(1));
    }

    /** The diagnosis of an incident whose diagnosis failed. */
    public static Diagnosis ofFailure(String distributionId) {
        Cause notDiagnosed = new Cause(
                CauseId.UNEXPLAINED,
                Certainty.POSSIBLE,
                1,
                new Headline("not diagnosed, the diagnosis failed", "was not diagnosed, the diagnosis failed"),
                "not diagnosed: the diagnosis failed",
                List.of("No check could look at these requests. The log of why403 says why the diagnosis failed."),
                Optional.of(Remedy.byHand("why403 diagnoses the incident again in half an hour if it goes on")),
                Optional.empty(),
                List.of());
        return ofNoRecords(distributionId, List.of(notDiagnosed), ViewerCount.NONE);
    }

    private static Diagnosis ofNoRecords(String distributionId, List<Cause> causes, ViewerCount viewers) {
        return new Diagnosis(
                causes,
                List.of(),
                List.of(),
                viewers,
                OptionalInt.empty(),
                0,
                0,
                DistributionName.ofId(distributionId),
                List.of());
    }
}
