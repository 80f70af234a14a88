package why403.diagnosis.s3;

import java.util.List;
import java.util.Optional;
import why403.diagnosis.access.S3Request;
import why403.diagnosis.remedy.Fix;

/**
 * Deep links of a single-page app: paths such as {@code /app/login} that exist in the app and not in the bucket. No upload
 * helps; they need the app's page.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/example_cloudfront_functions_url_rewrite_single_page_apps_section.html">
 *     AWS: rewrite URLs for single-page apps</a>
 */
final class DeepLinkFix {

    private static final String APP_PAGE = "/index.html";

    /** Nearly all requests of an app that was opened at a deep link are such links. */
    private static final double LEAST_SHARE = 0.9;

    private DeepLinkFix() {}

    /** The fix if nearly all requests look like deep links: GET or HEAD, and no file extension; empty otherwise. */
    static Optional<Fix> of(List<S3Request> requests) {
        long deepLinks = requests.stream().filter(DeepLinkFix::isDeepLink).count();
        if (deepLinks < LEAST_SHARE * requests.size()) {
            return Optional.empty();
        }
        S3Request request = requests.get(0);
        String summary = "If these paths are deep links of a single-page app, answer them with " + APP_PAGE
                + " (by a function at viewer-request, or by a custom error response). If not, upload the objects or correct the links";
        return Optional.of(
                request.keyMayBeRewritten()
                        ? Fix.byHand(summary)
                        : IndexRewrite.toAppPage(requests, summary)
                                .onlyIf(
                                        "Only if these paths are deep links of a single-page app, and the cache behavior serves no other"
                                                + " object without a file extension"));
    }

    private static boolean isDeepLink(S3Request request) {
        String path = request.asked().path();
        return request.asked().isRead()
                && !path.substring(path.lastIndexOf('/') + 1).contains(".");
    }
}
