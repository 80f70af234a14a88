package why403.aws;

import java.util.Locale;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * Why SNS refused a message, and what to do.
 *
 * @see <a href="https://docs.aws.amazon.com/sns/latest/api/API_Publish.html#API_Publish_Errors">AWS: errors of
 *     Publish</a>
 */
enum SnsPublishError {
    GONE("SNS topic %s does not exist%s. Create the topic, or set WHY403_TOPIC to the ARN of an existing topic."),
    DENIED(
            "SNS denied access to topic %s%s. Allow sns:Publish on the topic in the policy of the function's role, and in the"
                    + " topic's policy if it has one."),
    KEY(
            "SNS cannot use the KMS key of topic %s%s. Enable the key, and allow kms:GenerateDataKey* and kms:Decrypt in the"
                    + " key's policy and in the policy of the function's role."),
    THROTTLED(
            "SNS or KMS throttled the call to topic %s%s. The notice stays pending, and why403 publishes it later. If this"
                    + " continues, request a higher quota for Publish or for the topic's key."),
    INVALID("SNS rejected the message to topic %s as invalid%s. Check that the ARN is that of a standard topic in this"
            + " region, and that the topic accepts messages of 256 KB."),
    FAILED(
            "SNS failed to publish to topic %s%s. The notice stays pending, and why403 publishes it later. If this continues,"
                    + " see the AWS Health Dashboard.");

    private static final int FORBIDDEN = 403;
    private static final int BAD_REQUEST = 400;

    private final String format;

    SnsPublishError(String format) {
        this.format = format;
    }

    static SnsPublishError of(AwsServiceException refused) {
        String code = code(refused);
        if (code.startsWith("KMSThrottling")) {
            return THROTTLED;
        }
        if (code.startsWith("KMS")) {
            return KEY;
        }
        if (code.equals("NotFound")) {
            return GONE;
        }
        if (refused.isThrottlingException() || code.toLowerCase(Locale.ROOT).startsWith("throttl")) {
            return THROTTLED;
        }
        return switch (refused.statusCode()) {
            case FORBIDDEN -> DENIED;
            case BAD_REQUEST -> INVALID;
            default -> FAILED;
        };
    }

    /** What happened, with AWS's error code, and what to do. */
    String message(String topicArn, AwsServiceException refused) {
        return format.formatted(topicArn, " (" + code(refused) + ")");
    }

    private static String code(AwsServiceException refused) {
        String code = refused.awsErrorDetails() == null
                ? null
                : refused.awsErrorDetails().errorCode();
        return code == null ? "HTTP status " + refused.statusCode() : code;
    }
}
