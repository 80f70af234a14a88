package why403.diagnosis.request;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.cloudfront.model.Origin;

/** What answers at an origin, as its host name says. A name of the owner's own can hide any of these: then it is {@link #OTHER}. */
public enum OriginKind {
    /** A bucket through S3's REST API, which takes signed requests. */
    S3_REST(""),
    /** A bucket's website endpoint: for CloudFront a custom origin that takes no signatures. */
    S3_WEBSITE(""),
    /** The URL of a Lambda function. */
    FUNCTION_URL("[a-z0-9]{1,63}\\.lambda-url\\." + Hosts.REGION + "\\.on\\.aws"),
    /** A REST or HTTP API under the host that Amazon API Gateway gave it. */
    API_GATEWAY("[a-z0-9]{1,63}\\.execute-api\\." + Hosts.REGION + "\\.amazonaws\\.com(\\.cn)?"),
    /** An Application Load Balancer. */
    LOAD_BALANCER("(dualstack\\.)?[a-z0-9-]{1,63}\\." + Hosts.REGION + "\\.elb\\.amazonaws\\.com(\\.cn)?"),
    /** Another CloudFront distribution, also one that AWS Amplify manages. */
    CLOUDFRONT(".+\\.(cloudfront\\.net|amplifyapp\\.com)"),
    OTHER("");

    /** Parts of host names. */
    private static final class Hosts {
        static final String REGION = "(?<region>[a-z]{2}(-[a-z]{1,20}){1,4}-\\d{1,3})";
    }

    private final Pattern host;

    OriginKind(String host) {
        this.host = Pattern.compile(host);
    }

    /** The kind of an origin that has a host name. */
    public static OriginKind of(Origin origin) {
        if (origin.s3OriginConfig() != null || S3Bucket.isRestHost(origin.domainName())) {
            return S3_REST;
        }
        if (S3Bucket.ofWebsiteHost(origin.domainName()).isPresent()) {
            return S3_WEBSITE;
        }
        return Arrays.stream(values())
                .filter(kind -> kind.match(origin).matches())
                .findFirst()
                .orElse(OTHER);
    }

    /** The region in the host name; empty if that contains none. */
    public Optional<String> region(Origin origin) {
        Matcher matcher = match(origin);
        return matcher.matches() && host.pattern().contains("?<region>")
                ? Optional.of(matcher.group("region"))
                : Optional.empty();
    }

    private Matcher match(Origin origin) {
        return host.matcher(origin.domainName().toLowerCase(Locale.ROOT));
    }
}
