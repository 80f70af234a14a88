package why403.aws;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.cloudfront.model.DistributionList;
import software.amazon.awssdk.services.cloudfront.model.DistributionSummary;
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

    private DistributionListing() {}

    static SdkPojo call(Clients clients, Question<?> question) {
        List<DistributionSummary> all = new ArrayList<>();
        Pages.each("ListDistributions", marker -> {
            DistributionList listed =
                    page(clients.cloudFront().listDistributions(request -> marker.ifPresent(request::marker)));
            all.addAll(listed.items());
            return Boolean.TRUE.equals(listed.isTruncated())
                    ? Optional.ofNullable(listed.nextMarker())
                    : Optional.empty();
        });
        return ListDistributionsResponse.builder()
                .distributionList(list -> list.items(all))
                .build();
    }

    private static DistributionList page(ListDistributionsResponse response) {
        return Optional.ofNullable(response.distributionList())
                .filter(list -> !SdkMembers.isEmpty(list))
                .orElseThrow(
                        () -> new UnreadableResponseException("ListDistributions returned no list of distributions"));
    }
}
