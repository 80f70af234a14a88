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

    /**
     * A KMS key.
     *
     * @param arn its ARN, or its id if the ARN is not known
     * @param region empty if it is not known
     */
    record KmsKey(String arn, Optional<String> region) implements AwsResource {

        /** The last part of the ARN. */
        public String id() {
            return arn.substring(arn.lastIndexOf('/') + 1);
        }
    }

    /**
     * A Lambda function.
     *
     * @param name without an alias
     * @param region empty if it is not known
     */
    record LambdaFunction(String name, Optional<String> region) implements AwsResource {}
}
