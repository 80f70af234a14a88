package why403.diagnosis.request;

import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.cloudfront.model.CustomErrorResponse;
import software.amazon.awssdk.services.cloudfront.model.CustomErrorResponses;
import software.amazon.awssdk.services.cloudfront.model.DistributionConfig;

/**
 * Whose the body of a forbidden record's answer is. Its content type and length tell who refused only where no custom
 * error page took its place; and where one may have been fetched for it, so does the time that the answer took.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/GeneratingCustomErrorResponses.html">AWS:
 *     generating custom error responses</a>
 */
public enum BodyOwner {
    /** Of who refused. */
    OWN,
    /** A custom error page. */
    PAGE,
    /** One of the two: what is known of a body can be believed, but not that it is another. */
    EITHER;

    private static final int FORBIDDEN = 403;

    /** By the distribution's custom error responses and the status that the viewer got. */
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
            return leadsTo(forbidden.get(), status) ? PAGE : EITHER; // the page could not be had, or is newer
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

    /** Whether type and length can be those of who refused. */
    public boolean mayBeOwn() {
        return this != PAGE;
    }

    /** Whether type and length are those of who refused. */
    public boolean isOwn() {
        return this == OWN;
    }
}
