package why403.aws;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Map;
import why403.json.JsonTree;

/**
 * HTTP error responses in the format of each protocol.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/RESTResponses.html">AWS: CloudFront's
 *     REST responses</a>
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html">AWS: S3's error responses</a>
 */
final class WireErrors {

    private static final Map<String, Integer> STATUS = Map.of(
            "AccessDenied", 403,
            "AccessDeniedException", 400,
            "SlowDown", 503,
            "Throttling", 400,
            "ThrottlingException", 400,
            "InternalError", 500,
            "InternalFailure", 500);

    private WireErrors() {}

    static HttpReply of(String service, String code, String message) {
        if (code.matches("[1-5][0-9]{2}")) {
            return HttpReply.empty(Integer.parseInt(code));
        }
        int status = STATUS.getOrDefault(code, code.startsWith("NoSuch") ? 404 : 400);
        return switch (service) {
            case "cloudfront", "s3control", "elbv2" -> HttpReply.xml(status, wrapped(code, message));
            case "s3api" -> HttpReply.xml(status, s3(code, message));
            default -> HttpReply.json(status, json(code, message));
        };
    }

    static HttpReply throttled(String service) {
        return switch (service) {
            case "cloudfront", "elbv2" -> of(service, "Throttling", "Rate exceeded");
            case "s3api", "s3control" -> of(service, "SlowDown", "Please reduce your request rate.");
            default -> of(service, "ThrottlingException", "Rate exceeded");
        };
    }

    static HttpReply denied(String service) {
        return switch (service) {
            case "cloudfront", "elbv2", "s3api", "s3control" -> of(service, "AccessDenied", "Access Denied");
            default -> of(service, "AccessDeniedException", "User: example is not authorized to perform that");
        };
    }

    static HttpReply failing(String service) {
        return of(service, service.startsWith("s3") ? "InternalError" : "InternalFailure", "We encountered an error.");
    }

    private static String wrapped(String code, String message) {
        return "<ErrorResponse><Error><Type>Sender</Type><Code>"
                + RestXml.escaped(code) + "</Code><Message>" + RestXml.escaped(message)
                + "</Message></Error><RequestId>EXAMPLEREQUEST</RequestId></ErrorResponse>";
    }

    private static String s3(String code, String message) {
        return "<Error><Code>" + RestXml.escaped(code) + "</Code><Message>" + RestXml.escaped(message)
                + "</Message><RequestId>EXAMPLEREQUEST</RequestId><HostId>EXAMPLEHOST</HostId></Error>";
    }

    private static String json(String code, String message) {
        return JsonTree.write(
                JsonNodeFactory.instance.objectNode().put("__type", code).put("Message", message));
    }
}
