package why403.alert;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import why403.cause.AwsResource.Bucket;
import why403.cause.AwsResource.KmsKey;
import why403.cause.Cause;
import why403.cause.Change;
import why403.cause.Diagnosis;
import why403.cause.DistributionName;
import why403.cause.Remedy;

/**
 * The ARNs of the resources that a notice is about: its distribution, the buckets of its causes, what a remedy's document
 * names, and what was changed. None of these contains anything that a viewer sent.
 */
final class RelatedArns {

    private static final int MOST = 10;

    /** The ARN of an object, or of all objects, counts as that of its bucket. */
    private static final Pattern BUCKET = Pattern.compile("(arn:aws[a-z-]*:s3:::[a-z0-9.-]{3,63})(/.*)?");

    private static final Pattern OF_ACCOUNT = Pattern.compile(
            "arn:aws[a-z-]*:(?:cloudfront|kms|lambda|wafv2|apigateway):[a-z0-9-]*:(?:\\d{12})?:[\\w/:.+=,@-]{1,300}");

    List<String> in(Diagnosis diagnosis) {
        return Stream.concat(
                        distribution(diagnosis.distribution()),
                        diagnosis.causes().stream().flatMap(RelatedArns::texts))
                .flatMap(text -> arn(text).stream())
                .distinct()
                .limit(MOST)
                .toList();
    }

    private static Stream<String> distribution(DistributionName name) {
        return name.account().stream()
                .map(account -> "arn:" + name.partition() + ":cloudfront::" + account + ":distribution/" + name.id());
    }

    private static Stream<String> texts(Cause cause) {
        Stream<String> changed = cause.change().map(Change::resource).stream();
        Stream<String> named =
                cause.remedy().flatMap(Remedy::document).map(RelatedArns::texts).orElse(Stream.empty());
        Stream<String> buckets = cause.resources().stream()
                .filter(Bucket.class::isInstance)
                .map(Bucket.class::cast)
                .map(bucket -> "arn:" + bucket.partition() + ":s3:::" + bucket.name());
        Stream<String> keys = cause.resources().stream()
                .filter(KmsKey.class::isInstance)
                .map(KmsKey.class::cast)
                .map(KmsKey::arn);
        return Stream.of(buckets, keys, named, changed).flatMap(Function.identity());
    }

    private static Stream<String> texts(JsonNode node) {
        return node.isTextual()
                ? Stream.of(node.textValue())
                : StreamSupport.stream(node.spliterator(), false).flatMap(RelatedArns::texts);
    }

    private static Optional<String> arn(String text) {
        Matcher bucket = BUCKET.matcher(text);
        if (bucket.matches()) {
            return Optional.of(bucket.group(1));
        }
        return OF_ACCOUNT.matcher(text).matches() ? Optional.of(text) : Optional.empty();
    }
}
