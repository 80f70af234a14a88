package why403.diagnosis.request;

import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.cloudfront.model.CustomErrorResponse;
import software.amazon.awssdk.services.cloudfront.model.CustomErrorResponses;
import software.amazon.awssdk.services.cloudfront.model.DistributionConfig;

/**
 * Whose body the viewer received: the answer of the party that refused the request, or a custom error page. The logged
 * content type and length identify the refusing party only if no custom error page replaced the body. The logged times
 * identify it only if CloudFront did not have to fetch such a page.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/GeneratingCustomErrorResponses.html">AWS:
 *     generating custom error responses</a>
 */
public enum BodyOwner {
    /** The body of the party that refused. */
    OWN,
    /** A custom error page. */
    PAGE,
    /** Either of the two: a body that matches a known answer counts, but one that does not match rules nothing out. */
    EITHER;

    private static final int FORBIDDEN = 403;

    /** Decides by the distribution's custom error responses and the status that the viewer received. */
    public static BodyOwner of(DistributionConfig config, int status) {
        List<CustomErrorResponse> pages =
                Optional.ofNullable(config.customErrorResponses())
                        .map(CustomErrorResponses::items)
                        .orElse(List.of())
                        .stream()
                        .filter(BodyOwner::hasPage)
                        .toList();
        Optional<CustomErrorResponse> forbidden =
                pages.stream().filter(page -> isOf(page, FORBIDDEN)).findFirst();
        if (forbidden.isPresent()) {
            return leadsTo(forbidden.get(), status)
                    ? PAGE
                    : EITHER; // CloudFront could not fetch the page, or the page is newer than the record
        }
        return pages.stream().anyMatch(page -> leadsTo(page, status)) ? EITHER : OWN;
    }

    private static boolean hasPage(CustomErrorResponse response) {
        return response.responsePagePath() != null
                && !response.responsePagePath().isEmpty();
    }

    private static boolean isOf(CustomErrorResponse page, int code) {
        return page.errorCode() != null && page.errorCode() == code;
    }

    private static boolean leadsTo(CustomErrorResponse page, int status) {
        String mapped = Optional.ofNullable(page.responseCode()).orElse("");
        return mapped.isEmpty() ? isOf(page, status) : mapped.equals(Integer.toString(status));
    }

    /** Whether type and length can be those of the party that refused. */
    public boolean mayBeOwn() {
        return this != PAGE;
    }

    /** Whether type and length are those of the party that refused. */
    public boolean isOwn() {
        return this == OWN;
    }
}
