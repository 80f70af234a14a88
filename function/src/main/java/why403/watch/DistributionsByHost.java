package why403.watch;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.services.cloudfront.model.DistributionList;
import software.amazon.awssdk.services.cloudfront.model.DistributionSummary;
import software.amazon.awssdk.services.cloudfront.model.ListDistributionsResponse;
import why403.account.Account;
import why403.account.Answer;
import why403.account.CloudFrontQuestions;

/** Finds a distribution by the domain name in {@code cs(Host)}, for logs that do not name their distribution. */
final class DistributionsByHost implements Function<String, Optional<String>> {

    private final Account account;
    private final Function<String, Optional<String>> elsewhere;
    private final Map<String, Optional<String>> known = new HashMap<>();
    private Optional<Answer<ListDistributionsResponse>> listing = Optional.empty();

    /** Searches the account's list of distributions, then {@code elsewhere}. The account is asked for the list once. */
    DistributionsByHost(Account account, Function<String, Optional<String>> elsewhere) {
        this.account = account;
        this.elsewhere = elsewhere;
    }

    @Override
    public Optional<String> apply(String host) {
        return known.computeIfAbsent(
                host.toLowerCase(Locale.ROOT), name -> listed(name).or(() -> elsewhere.apply(name)));
    }

    private Optional<String> listed(String host) {
        if (listing.isEmpty()) {
            listing = Optional.of(account.ask(CloudFrontQuestions.listDistributions()));
        }
        return listing
                .get()
                .found()
                .map(ListDistributionsResponse::distributionList)
                .map(DistributionList::items)
                .orElse(List.of())
                .stream()
                .filter(distribution -> host.equalsIgnoreCase(distribution.domainName()))
                .map(DistributionSummary::id)
                .findFirst();
    }
}
