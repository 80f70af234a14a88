package why403.diagnosis;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import why403.account.Account;
import why403.cause.Cause;
import why403.cause.Diagnosis;
import why403.cause.DistributionName;
import why403.cause.NotChecked;
import why403.diagnosis.access.S3Inspection;
import why403.diagnosis.check.Check;
import why403.diagnosis.check.CheckGroup;
import why403.diagnosis.check.Precedence;
import why403.diagnosis.edge.EdgeChecks;
import why403.diagnosis.hotspot.HotSpotFinder;
import why403.diagnosis.inquiry.AccountInquiry;
import why403.diagnosis.origin.OriginChecks;
import why403.diagnosis.request.DistributionArn;
import why403.diagnosis.request.IncidentContext;
import why403.diagnosis.request.Tenancy;
import why403.diagnosis.s3.S3Checks;
import why403.diagnosis.signed.SignedChecks;
import why403.log.Field;
import why403.sample.Sample;
import why403.sample.ViewerCounter;

/** Finds out why an incident's requests were refused, and where they are. The same input gives the same answer. */
public final class Diagnostician {

    private final Account account;

    public Diagnostician(Account account) {
        this.account = account;
    }

    /**
     * Diagnoses from the sample and from what the account answers now; from the sample alone if the account has no such
     * distribution or cannot be asked.
     *
     * @param onset the minute when the incident began
     * @param usualRate the share of requests that is usually forbidden, from 0 to 1
     */
    public Diagnosis diagnose(String distributionId, Instant onset, Sample sample, double usualRate) {
        AccountInquiry inquiry = new AccountInquiry(account);
        IncidentContext incident = new IncidentContext(inquiry, distributionId, onset, sample.inOrder());
        S3Inspection inspection = new S3Inspection(incident);
        Attribution attribution = new Attribution(incident, checks(incident, inspection), Precedence.ofCatalogue());
        List<Cause> causes = new CauseReports(incident, attribution, new Unexplained(incident, inspection)).causes();
        List<NotChecked> notChecked = new ArrayList<>(inquiry.notChecked());
        Tenancy.notChecked(causes, incident).ifPresent(notChecked::add);
        return new Diagnosis(
                causes,
                HotSpotFinder.of(sample, usualRate),
                notChecked,
                ViewerCounter.of(sample),
                countries(sample),
                sample.forbidden().size(),
                sample.forbiddenInAll(),
                name(incident),
                attribution.problems());
    }

    /** The checks of all families of causes. */
    static List<Check> checks(IncidentContext incident, S3Inspection inspection) {
        return Stream.<CheckGroup>of(
                        new EdgeChecks(incident),
                        new SignedChecks(incident),
                        new S3Checks(inspection),
                        new OriginChecks(incident))
                .flatMap(group -> group.checks().stream())
                .toList();
    }

    private static OptionalInt countries(Sample sample) {
        int distinct = (int) sample.forbidden().stream()
                .flatMap(examined -> examined.record().value(Field.COUNTRY).stream())
                .distinct()
                .count();
        return distinct == 0 ? OptionalInt.empty() : OptionalInt.of(distinct);
    }

    private static DistributionName name(IncidentContext incident) {
        Optional<DistributionArn> arn = incident.distribution().flatMap(DistributionArn::of);
        return new DistributionName(
                incident.distributionId(),
                RequestedHost.of(incident),
                arn.map(DistributionArn::partition).orElse(DistributionName.AWS),
                arn.map(DistributionArn::account),
                incident.distributionIsUnknown());
    }
}
