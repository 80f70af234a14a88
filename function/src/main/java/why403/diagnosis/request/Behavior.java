package why403.diagnosis.request;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.cloudfront.model.ForwardedValues;
import software.amazon.awssdk.services.cloudfront.model.FunctionAssociation;
import software.amazon.awssdk.services.cloudfront.model.LambdaFunctionAssociation;
import software.amazon.awssdk.services.cloudfront.model.ViewerProtocolPolicy;

/**
 * A cache behavior, the default one or another: the SDK has two types for them that share no supertype.
 *
 * @param pattern the path pattern; {@code *} for the default cache behavior
 * @param isDefault whether it is the default cache behavior
 * @param targetOriginId an origin's or an origin group's id
 * @param allowedMethods such as GET and HEAD
 * @param keyGroups ids; empty where trusted key groups are off
 * @param signers account numbers; empty where trusted signers are off
 */
public record Behavior(
        String pattern,
        boolean isDefault,
        String targetOriginId,
        ViewerProtocolPolicy viewerProtocolPolicy,
        List<String> allowedMethods,
        List<String> keyGroups,
        List<String> signers,
        List<FunctionAssociation> functions,
        List<LambdaFunctionAssociation> lambdaFunctions,
        Optional<String> cachePolicyId,
        Optional<String> originRequestPolicyId,
        Optional<ForwardedValues> forwardedValues) {

    /** Whether it lets only signed requests through. */
    public boolean isRestricted() {
        return !keyGroups.isEmpty() || !signers.isEmpty();
    }

    /** The functions that may rewrite what it asks of its origin, as a person would name them. */
    public List<String> rewriters() {
        Stream<String> inEdgeLocations = functions.stream()
                .filter(function -> function.eventTypeAsString().endsWith("-request"))
                .map(function -> lastPart(function.functionARN(), "/") + " (" + function.eventTypeAsString() + ")");
        Stream<String> lambdas = lambdaFunctions.stream()
                .filter(function -> function.eventTypeAsString().endsWith("-request"))
                .map(function -> function.lambdaFunctionARN().replaceFirst(".*:function:", "") + " ("
                        + function.eventTypeAsString() + ")");
        return Stream.concat(inEdgeLocations, lambdas).toList();
    }

    private static String lastPart(String text, String separator) {
        return text.substring(text.lastIndexOf(separator) + 1);
    }
}
