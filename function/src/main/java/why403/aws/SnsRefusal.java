package why403.aws;

import java.util.Locale;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * Why SNS did not take a message, and what to do.
 *
 * @see <a href="https://docs.aws.amazon.com/sns/latest/api/API_Publish.html#API_Publish_Errors">AWS: errors of
 *     Publish</a>
 */
enum SnsRefusal {
    GONE("There is no topic %s: create it, or give the function the ARN of one that is there%s."),
    DENIED(
            "SNS denies publishing to the topic %s: allow the function's role sns:Publish on it, in the role's policy and,"
                    + " where there is one, the topic's%s."),
    KEY(
            "The KMS key of the topic %s cannot be used: see that it is enabled, and that its policy and the function's role"
                    + " allow kms:GenerateDataKey* and kms:Decrypt%s."),
    THROTTLED(
            "SNS or KMS throttles publishing to the topic %s: the notice stays pending and is published later; if this"
                    + " goes on, ask for a higher quota of Publish, or of the topic's key%s."),
    INVALID(
            "SNS takes the message to the topic %s for invalid: see that the ARN is a standard topic's in that region, and"
                    + " that its policy allows messages of 256 KB%s."),
    FAILED(
            "SNS failed to publish to the topic %s: the notice stays pending and is published later; if this goes on, see"
                    + " the AWS Health Dashboard%s.");

    private static final int FORBIDDEN = 403;
    private static final int BAD_REQUEST = 400;

    private final String sentence;

    SnsRefusal(String sentence) {
        this.sentence = sentence;
    }

    static SnsRefusal of(AwsServiceException refused) {
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

    /** One sentence, which ends in AWS's own code. */
    String sentence(String topicArn, AwsServiceException refused) {
        return sentence.formatted(topicArn, " (" + code(refused) + ")");
    }

    private static String code(AwsServiceException refused) {
        String code = refused.awsErrorDetails() == null
                ? null
                : refused.awsErrorDetails().errorCode();
        return code == null ? "HTTP status " + refused.statusCode() : code;
    }
}
