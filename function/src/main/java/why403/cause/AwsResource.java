package why403.cause;

import java.util.Optional;

/** A resource of the account that a cause is about, other than the distribution. */
public sealed interface AwsResource {

    /**
     * An S3 bucket.
     *
     * @param partition such as {@code aws}
     * @param region empty if the origin's host name does not tell it
     */
    record Bucket(String partition, String name, Optional<String> region) implements AwsResource {}

    /**
     * A web ACL of AWS WAF, scope CloudFront.
     *
     * @param name as the console shows it
     * @param id the last part of its ARN
     */
    record WebAcl(String name, String id) implements AwsResource {}
}
