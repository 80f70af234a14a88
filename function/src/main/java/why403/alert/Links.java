package why403.alert;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import why403.cause.AwsResource;
import why403.cause.AwsResource.Bucket;
import why403.cause.AwsResource.KmsKey;
import why403.cause.AwsResource.LambdaFunction;
import why403.cause.AwsResource.WebAcl;
import why403.cause.Cause;
import why403.cause.DistributionName;

/**
 * Where a reader of a notice can look further: the console pages of the resources concerned, the dashboard, and what is
 * written about each cause. The partitions of China and of the government have other consoles, to which nothing links.
 */
final class Links {

    private static final String AWS = "aws";
    private static final String DISTRIBUTIONS = "https://console.aws.amazon.com/cloudfront/v4/home#/distributions/";
    private static final String BUCKETS = "https://s3.console.aws.amazon.com/s3/buckets/";
    private static final String WEB_ACLS = "https://us-east-1.console.aws.amazon.com/wafv2/homev2/web-acl/";
    private static final String KEYS = "https://%s.console.aws.amazon.com/kms/home?region=%s#/kms/keys/";
    private static final String FUNCTIONS = "https://%s.console.aws.amazon.com/lambda/home?region=%s#/functions/";
    private static final String CAUSES = "docs/causes.md";

    private final NoticeLinks configured;

    Links(NoticeLinks configured) {
        this.configured = configured;
    }

    /**
     * A label and what follows it.
     *
     * @param target a URL, or a page of this project
     */
    record Link(String label, String target) {

        @Override
        public String toString() {
            return label + ": " + target;
        }
    }

    List<Link> of(Notice notice) {
        DistributionName distribution = notice.diagnosis().distribution();
        List<Cause> causes = ShownCauses.of(notice.diagnosis()).shown();
        LinkedHashSet<Link> links = new LinkedHashSet<>();
        if (distribution.partition().equals(AWS)) {
            if (!distribution.isUnknown()) {
                links.add(new Link("Distribution", DISTRIBUTIONS + encoded(distribution.id())));
            }
            causes.stream()
                    .flatMap(cause -> cause.resources().stream())
                    .flatMap(resource -> console(resource).stream())
                    .forEach(links::add);
        }
        configured.dashboardUrl().ifPresent(url -> links.add(new Link("Dashboard", url)));
        String page = configured.causesPageUrl().orElse(CAUSES);
        causes.forEach(cause -> links.add(
                new Link("About " + cause.id().id(), page + "#" + cause.id().id())));
        return new ArrayList<>(links);
    }

    private static Optional<Link> console(AwsResource resource) {
        if (resource instanceof Bucket bucket) {
            String region =
                    bucket.region().map(name -> "?region=" + encoded(name)).orElse("");
            return bucket.partition().equals(AWS)
                    ? Optional.of(new Link("Bucket " + bucket.name(), BUCKETS + encoded(bucket.name()) + region))
                    : Optional.empty();
        }
        if (resource instanceof KmsKey key) {
            return key.region()
                    .map(region ->
                            new Link("KMS key", KEYS.formatted(encoded(region), encoded(region)) + encoded(key.id())));
        }
        if (resource instanceof LambdaFunction function) {
            return function.region()
                    .map(region -> new Link(
                            "Function " + function.name(),
                            FUNCTIONS.formatted(encoded(region), encoded(region)) + encoded(function.name())));
        }
        WebAcl webAcl = (WebAcl) resource;
        return Optional.of(new Link(
                "Web ACL " + webAcl.name(),
                WEB_ACLS + encoded(webAcl.name()) + "/" + encoded(webAcl.id()) + "/overview?region=global"));
    }

    private static String encoded(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A");
    }
}
