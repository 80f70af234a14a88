package why403.aws;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.cloudfront.CloudFrontClient;
import software.amazon.awssdk.services.cloudfront.model.DistributionList;
import software.amazon.awssdk.services.cloudfront.model.DistributionSummary;
import software.amazon.awssdk.services.cloudfront.model.ListDistributionsRequest;
import software.amazon.awssdk.services.cloudfront.model.ListDistributionsResponse;
import why403.account.Question;

/**
 * Calls ListDistributions and merges its pages into one response that has only the distributions, as {@code aws} prints
 * them.
 *
 * @see <a href="https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_ListDistributions.html">AWS:
 *     ListDistributions</a>
 */
final class DistributionListing {

    /** A page has 100 distributions. */
    private static final int MAX_PAGES = 100;

    private DistributionListing() {}

    static SdkPojo call(Clients clients, Question<?> question) {
        CloudFrontClient client = clients.cloudFront();
        ListDistributionsRequest.Builder request =
                SdkMembers.fill(ListDistributionsRequest.builder(), question.arguments()).toBuilder();
        List<DistributionSummary> all = new ArrayList<>();
        for (int page = 0; page < MAX_PAGES; page++) {
            DistributionList listed = page(client.listDistributions(request.build()));
            all.addAll(listed.items());
            if (!Boolean.TRUE.equals(listed.isTruncated())) {
                return ListDistributionsResponse.builder()
                        .distributionList(list -> list.items(all))
                        .build();
            }
            request.marker(listed.nextMarker());
        }
        throw new UnreadableResponseException("ListDistributions returned more than " + MAX_PAGES + " pages");
    }

    private static DistributionList page(ListDistributionsResponse response) {
        return Optional.ofNullable(response.distributionList())
                .filter(list -> !SdkMembers.isEmpty(list))
                .orElseThrow(
                        () -> new UnreadableResponseException("ListDistributions returned no list of distributions"));
    }
}
