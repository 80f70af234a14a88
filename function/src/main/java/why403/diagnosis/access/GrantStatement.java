package why403.diagnosis.access;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import why403.diagnosis.request.OriginAccess;

/**
 * A bucket policy statement that allows CloudFront one action, through an origin access control or an identity.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-restricting-access-to-s3.html">
 *     AWS: the policy for an origin access control</a>
 */
public final class GrantStatement {

    static final String SERVICE = "cloudfront.amazonaws.com";

    private GrantStatement() {}

    /**
     * The statement for that request's identity.
     *
     * @param request must be {@linkplain S3Request#isGrantable grantable}
     * @param action such as {@code s3:GetObject}
     * @param resource an ARN
     */
    public static ObjectNode of(S3Request request, String action, String resource) {
        ObjectNode statement = JsonNodeFactory.instance.objectNode();
        statement.put("Sid", sid(request, action));
        statement.put("Effect", "Allow");
        ObjectNode principal = statement.putObject("Principal");
        if (request.access() instanceof OriginAccess.Identity) {
            principal.put("AWS", request.granteeArn());
        } else {
            principal.put("Service", SERVICE);
        }
        statement.put("Action", action);
        statement.put("Resource", resource);
        if (!(request.access() instanceof OriginAccess.Identity)) {
            statement.putObject("Condition").putObject("StringEquals").put("AWS:SourceArn", request.granteeArn());
        }
        return withUniqueSid(statement, request);
    }

    /** Contains the identity's id, because two origins with different identities can use the same bucket. */
    private static String sid(S3Request request, String action) {
        String who = request.access() instanceof OriginAccess.Identity identity
                ? identity.id()
                : request.distribution().id();
        String name = "AllowCloudFront" + who + action.substring(action.indexOf(':') + 1);
        return name.replaceAll("[^A-Za-z0-9]", "");
    }

    /** S3 rejects a policy in which two statements have the same Sid. */
    private static ObjectNode withUniqueSid(ObjectNode statement, S3Request request) {
        boolean isTaken = request.policy().statements().stream()
                .anyMatch(other -> other.path("Sid").equals(statement.path("Sid")) && !other.equals(statement));
        if (isTaken) {
            statement.remove("Sid");
        }
        return statement;
    }
}
