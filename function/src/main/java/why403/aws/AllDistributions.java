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
 * The pages of ListDistributions as one answer, of which only the distributions are kept: so {@code aws} prints them.
 *
 * @see <a href="https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_ListDistributions.html">AWS:
 *     ListDistributions</a>
 */
final class AllDistributions {

    /** A hundred distributions are on a page. */
    private static final int MOST_PAGES = 100;

    private AllDistributions() {}

    static SdkPojo ask(Clients clients, Question<?> question) {
        CloudFrontClient client = clients.cloudFront();
        ListDistributionsRequest.Builder request =
                Requests.fill(ListDistributionsRequest.builder(), question.arguments()).toBuilder();
        List<DistributionSummary> all = new ArrayList<>();
        for (int page = 0; page < MOST_PAGES; page++) {
            DistributionList listed = page(client.listDistributions(request.build()));
            all.addAll(listed.items());
            if (!Boolean.TRUE.equals(listed.isTruncated())) {
                return ListDistributionsResponse.builder()
                        .distributionList(list -> list.items(all))
                        .build();
            }
            request.marker(listed.nextMarker());
        }
        throw new UnreadableAnswerException("it has more than " + MOST_PAGES + " pages");
    }

    private static DistributionList page(ListDistributionsResponse response) {
        return Optional.ofNullable(response.distributionList())
                .filter(list -> !Requests.isEmpty(list))
                .orElseThrow(() -> new UnreadableAnswerException("it is no list of distributions"));
    }
}
