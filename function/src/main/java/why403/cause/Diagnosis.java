package why403.cause;

import java.util.List;
import java.util.OptionalInt;

/**
 * Why an incident's requests were forbidden, and where.
 *
 * @param causes by share, then in the order of the catalogue; the shares sum to 1; empty only where no record was
 *     examined
 * @param where the excess lies, at most 3, best first; empty where it is everywhere
 * @param notChecked one entry an IAM action, in the order of the questions
 * @param clients how many viewers the examined records came from, an IPv6 /64 being one: a decimal, or {@code 64+};
 *     {@code 0} where no address is logged
 * @param countries how many countries they came from; empty where none is logged
 * @param examined how many forbidden records were examined
 * @param forbiddenInAll how many there were
 * @param name for a person: the distribution's first alias, else its domain name, else its id
 * @param distributionUnknown whether the account knows no such distribution: it is another account's, or gone
 * @param problems one sentence for each check that failed and was left out
 */
public record Diagnosis(
        List<Cause> causes,
        List<Where> where,
        List<NotChecked> notChecked,
        String clients,
        OptionalInt countries,
        long examined,
        long forbiddenInAll,
        String name,
        boolean distributionUnknown,
        List<String> problems) {

    public Diagnosis {
        causes = List.copyOf(causes);
        where = List.copyOf(where);
        notChecked = List.copyOf(notChecked);
        problems = List.copyOf(problems);
    }

    /** The same, told of that many clients. */
    public Diagnosis withClients(String newClients) {
        return new Diagnosis(
                causes,
                where,
                notChecked,
                newClients,
                countries,
                examined,
                forbiddenInAll,
                name,
                distributionUnknown,
                problems);
    }

    /** The same with so many more forbidden records that were not even read. */
    public Diagnosis withUnexamined(long more) {
        return new Diagnosis(
                causes,
                where,
                notChecked,
                clients,
                countries,
                examined,
                forbiddenInAll + more,
                name,
                distributionUnknown,
                problems);
    }

    /** What there is to say where nothing is known any more. */
    public static Diagnosis ofNothing(String distributionId) {
        return new Diagnosis(
                List.of(), List.of(), List.of(), "0", OptionalInt.empty(), 0, 0, distributionId, false, List.of());
    }

    /** What there is to say of one client's burst: whose it is, and nothing else was looked at. */
    public static Diagnosis ofOneClient(String distributionId) {
        return new Diagnosis(
                List.of(), List.of(), List.of(), "1", OptionalInt.empty(), 0, 0, distributionId, false, List.of());
    }
}
