package why403.diagnosis.request;

import java.util.Optional;
import software.amazon.awssdk.arns.Arn;
import software.amazon.awssdk.arns.ArnResource;
import software.amazon.awssdk.services.cloudfront.model.EventType;

/**
 * A CloudFront function or a Lambda@Edge function of a cache behavior.
 *
 * @param name without its version, such as {@code rewrite}
 * @param version of a Lambda@Edge function; empty for a CloudFront function
 * @param event when CloudFront runs it
 */
public record EdgeFunction(String name, Optional<String> version, EventType event) {

    /** The function with that ARN. Text that is no ARN counts as the name. */
    static EdgeFunction of(String arn, EventType event) {
        Optional<ArnResource> resource = Arn.tryFromString(arn).map(Arn::resource);
        return new EdgeFunction(
                resource.map(ArnResource::resource).orElse(arn), resource.flatMap(ArnResource::qualifier), event);
    }

    /** {@code rewrite} or {@code auth:7}. */
    public String nameWithVersion() {
        return version.map(number -> name + ":" + number).orElse(name);
    }

    /** {@code auth:7 (origin-request)}. */
    public String described() {
        return nameWithVersion() + " (" + event + ")";
    }

    /** Whether it runs on a request, so that it can change the path that the origin sees. */
    public boolean isOnRequest() {
        return event == EventType.VIEWER_REQUEST || event == EventType.ORIGIN_REQUEST;
    }
}
