package why403.diagnosis.s3;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import why403.cause.Remedy;
import why403.diagnosis.access.S3Request;
import why403.diagnosis.remedy.DistributionUpdate;
import why403.diagnosis.remedy.Jq;
import why403.text.Shell;

/**
 * What gives the root or a folder its index document.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/example_cloudfront_functions_url_rewrite_single_page_apps_section.html">
 *     AWS: add index.html to request URLs</a>
 */
final class DefaultRootRemedy {

    private static final String INDEX = "index.html";

    private static final String REWRITE = "function handler(event) { var request = event.request;"
            + " if (request.uri.endsWith(\"/\")) { request.uri += \"index.html\"; } return request; }";

    private DefaultRootRemedy() {}

    static Remedy of(List<S3Request> requests, S3DefaultRootObject.Fault fault, String lastCommand) {
        S3Request request = requests.get(0);
        String id = request.distribution().id();
        return switch (fault) {
            case NOT_SET -> set(id, INDEX, lastCommand);
            case BEGINS_WITH_SLASH -> set(id, withoutSlash(request), lastCommand);
            case ABSENT -> upload(request, lastCommand);
            case FOLDER -> rewrite(requests, lastCommand);
        };
    }

    private static String withoutSlash(S3Request request) {
        return request.distribution().distributionConfig().defaultRootObject().replaceFirst("^/+", "");
    }

    private static Remedy set(String id, String object, String lastCommand) {
        return new Remedy(
                "Name the object that / stands for, without a leading slash",
                List.of(
                        "aws cloudfront update-distribution --id " + Shell.word(id) + " --default-root-object "
                                + Shell.word(object.isEmpty() ? INDEX : object),
                        lastCommand),
                Optional.empty());
    }

    private static Remedy upload(S3Request request, String lastCommand) {
        String key = request.asked().key().orElse(INDEX);
        return new Remedy(
                "Upload the default root object, or name another with update-distribution --default-root-object",
                List.of(
                        "aws s3 cp " + Shell.word(key.substring(key.lastIndexOf('/') + 1)) + " "
                                + Shell.word("s3://" + request.bucket().name() + "/" + key)
                                + request.bucket().regionOption(),
                        lastCommand),
                Optional.empty());
    }

    private static Remedy rewrite(List<S3Request> requests, String lastCommand) {
        S3Request request = requests.get(0);
        if (request.keyMayBeRewritten()) {
            return new Remedy(
                    "Have function " + String.join(", ", request.rewriters())
                            + " add index.html to every path that ends with a slash",
                    List.of(lastCommand),
                    Optional.empty());
        }
        String name = "add-index-" + request.distribution().id();
        String create = "export FUNCTION_ARN=\"$(aws cloudfront create-function --name " + name
                + " --function-config Comment=index,Runtime=cloudfront-js-2.0 --function-code fileb://" + name
                + ".js --query FunctionSummary.FunctionMetadata.FunctionARN --output text)\"";
        String publish = "aws cloudfront publish-function --name " + name
                + " --if-match \"$(aws cloudfront describe-function --name " + name + " --query ETag --output text)\"";
        return new Remedy(
                "Add index.html to every path that ends with a slash, by a function at viewer-request",
                Stream.of(
                                Stream.of("printf %s " + Shell.quoted(REWRITE) + " > " + name + ".js", create, publish),
                                DistributionUpdate.commands(
                                        request.distribution().id(), associate(requests))
                                        .stream(),
                                Stream.of(lastCommand))
                        .flatMap(commands -> commands)
                        .toList(),
                Optional.empty());
    }

    private static String associate(List<S3Request> requests) {
        return requests.stream()
                .map(DefaultRootRemedy::behavior)
                .distinct()
                .map(behavior -> behavior + ".FunctionAssociations |= ((.Items // []) + [{\"EventType\":"
                        + " \"viewer-request\", \"FunctionARN\": env.FUNCTION_ARN}] | {Quantity: length, Items: .})")
                .collect(Collectors.joining(" | "));
    }

    private static String behavior(S3Request request) {
        return request.forbidden()
                .behavior()
                .filter(matched -> !matched.isDefault())
                .map(matched ->
                        "(.CacheBehaviors.Items[] | select(.PathPattern == " + Jq.string(matched.pattern()) + "))")
                .orElse(".DefaultCacheBehavior");
    }
}
