package why403.watch.mapping;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.cloudfront.model.DistributionList;
import software.amazon.awssdk.services.cloudfront.model.DistributionSummary;
import software.amazon.awssdk.services.cloudfront.model.ListDistributionsResponse;
import why403.account.Account;
import why403.account.Answer;
import why403.account.CloudFrontQuestions;
import why403.tally.ErrorMapping;

/**
 * The error mappings of all distributions of the account, from one listing. For a log of thousands of distributions, this
 * takes seconds instead of minutes: a page of the listing has the custom error responses of 100 distributions.
 */
final class ListedMappings {

    private final Answer<ListDistributionsResponse> answer;
    private final Map<String, ErrorMapping> byDistribution;

    private ListedMappings(Answer<ListDistributionsResponse> answer) {
        this.answer = answer;
        this.byDistribution = answer
                .found()
                .map(ListDistributionsResponse::distributionList)
                .map(DistributionList::items)
                .orElse(List.of())
                .stream()
                .filter(distribution -> distribution.id() != null)
                .collect(Collectors.toUnmodifiableMap(
                        DistributionSummary::id,
                        distribution -> ErrorMappingReader.of(Optional.ofNullable(distribution.customErrorResponses())),
                        (first, second) -> first));
    }

    static ListedMappings ask(Account account) {
        return new ListedMappings(account.ask(CloudFrontQuestions.listDistributions()));
    }

    /** Whether the account answered. Then a distribution without an entry belongs to another account or does not exist. */
    boolean isKnown() {
        return answer.found().isPresent();
    }

    /** Whether the account did not answer for a reason that may pass. */
    boolean mayComeLater() {
        return answer instanceof Answer.NotChecked<?> unanswered
                && unanswered.why().mayPass();
    }

    Map<String, ErrorMapping> byDistribution() {
        return byDistribution;
    }
}
