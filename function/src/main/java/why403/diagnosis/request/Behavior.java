package why403.diagnosis.request;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.cloudfront.model.EventType;
import software.amazon.awssdk.services.cloudfront.model.ForwardedValues;
import software.amazon.awssdk.services.cloudfront.model.ViewerProtocolPolicy;
import why403.text.Printable;

/**
 * A cache behavior. The SDK has one type for the default cache behavior and another for all others.
 *
 * @param pattern the path pattern; {@code *} for the default cache behavior
 * @param isDefault whether it is the default cache behavior
 * @param targetOriginId an origin's or an origin group's id
 * @param allowedMethods such as GET and HEAD
 * @param keyGroups ids; empty if trusted key groups are off
 * @param signers account numbers; empty if trusted signers are off
 * @param functions CloudFront functions
 * @param lambdaFunctions Lambda@Edge functions
 */
public record Behavior(
        String pattern,
        boolean isDefault,
        String targetOriginId,
        ViewerProtocolPolicy viewerProtocolPolicy,
        List<String> allowedMethods,
        List<String> keyGroups,
        List<String> signers,
        List<EdgeFunction> functions,
        List<EdgeFunction> lambdaFunctions,
        Optional<String> cachePolicyId,
        Optional<String> originRequestPolicyId,
        Optional<ForwardedValues> forwardedValues) {

    /** A configuration has each pattern once, and to hash all of it takes long. */
    @Override
    public int hashCode() {
        return pattern.hashCode();
    }

    /** Whether it caches nothing, so that the origin answers every request. */
    public boolean cachesNothing() {
        return cachePolicyId.filter(ManagedPolicies.CACHING_DISABLED::equals).isPresent();
    }

    /** Whether it allows only signed URLs and cookies. */
    public boolean isRestricted() {
        return !keyGroups.isEmpty() || !signers.isEmpty();
    }

    /** {@code the default cache behavior}, {@code cache behavior /api/*}. */
    public String named() {
        return isDefault ? "the default cache behavior" : "cache behavior " + Printable.excerpt(pattern);
    }

    /**
     * The functions that can send a request to another origin than {@link #targetOriginId}: CloudFront functions at
     * viewer-request, and Lambda@Edge functions at origin-request.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/helper-functions-origin-modification.html">AWS:
     *     helper methods for origin modification</a>
     */
    public List<EdgeFunction> originChangers() {
        return Stream.concat(
                        functions.stream().filter(function -> function.event() == EventType.VIEWER_REQUEST),
                        lambdaFunctions.stream().filter(function -> function.event() == EventType.ORIGIN_REQUEST))
                .toList();
    }

    /** The names of the functions that run on requests. They can change the path that the origin receives. */
    public List<String> rewriters() {
        return Stream.concat(functions.stream(), lambdaFunctions.stream())
                .filter(EdgeFunction::isOnRequest)
                .map(EdgeFunction::described)
                .toList();
    }
}
