package why403.diagnosis;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import software.amazon.awssdk.services.cloudfront.model.Aliases;
import software.amazon.awssdk.services.cloudfront.model.Distribution;
import why403.account.Account;
import why403.cause.Cause;
import why403.cause.Diagnosis;
import why403.cause.NotChecked;
import why403.diagnosis.hotspot.HotSpotFinder;
import why403.diagnosis.request.Inquiry;
import why403.diagnosis.request.Tenancy;
import why403.log.Field;
import why403.sample.ClientCount;
import why403.sample.RecordOrder;
import why403.sample.Sample;

/** Finds out why an incident's requests were forbidden, and where. The same input gives the same answer. */
public final class Diagnostician {

    private final Account account;

    public Diagnostician(Account account) {
        this.account = account;
    }

    /**
     * A diagnosis from the records and from what the account answers now; from the records alone where the account
     * knows no such distribution or cannot be asked.
     *
     * @param usualRate the share of requests that is usually forbidden, from 0 to 1
     */
    public Diagnosis diagnose(String distributionId, Sample sample, double usualRate) {
        List<Sample.Examined> forbidden =
                sample.forbidden().stream().sorted(RecordOrder.EXAMINED).toList();
        Inquiry inquiry = new Inquiry(account, distributionId, forbidden);
        Checks checks = Checks.fresh();
        Attribution attribution = new Attribution(inquiry, checks.all(), checks.atOrigin());
        List<Cause> causes = attribution.causes();
        List<NotChecked> notChecked = new ArrayList<>(inquiry.notChecked());
        Tenancy.notChecked(causes, inquiry).ifPresent(notChecked::add);
        return new Diagnosis(
                causes,
                HotSpotFinder.of(sample, usualRate),
                notChecked,
                ClientCount.of(sample),
                countries(forbidden),
                forbidden.size(),
                sample.forbiddenInAll(),
                inquiry.distribution().flatMap(Diagnostician::name).orElse(distributionId),
                inquiry.distributionIsUnknown(),
                attribution.problems());
    }

    private static OptionalInt countries(List<Sample.Examined> forbidden) {
        int distinct = (int) forbidden.stream()
                .flatMap(examined -> examined.record().value(Field.COUNTRY).stream())
                .distinct()
                .count();
        return distinct == 0 ? OptionalInt.empty() : OptionalInt.of(distinct);
    }

    private static Optional<String> name(Distribution distribution) {
        return Optional.ofNullable(distribution.distributionConfig())
                .flatMap(config -> Optional.ofNullable(config.aliases()))
                .map(Aliases::items)
                .flatMap(items -> items.stream().findFirst())
                .or(() -> Optional.ofNullable(distribution.domainName()));
    }
}
