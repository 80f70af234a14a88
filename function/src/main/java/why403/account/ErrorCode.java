package why403.account;

import java.util.Set;
import software.amazon.awssdk.core.SdkPojo;
import why403.account.Answer.NotChecked;
import why403.account.Answer.Refused;
import why403.account.Answer.Why;

/**
 * Sorts AWS's error codes: access denied, throttled, a failure of AWS itself, or a fact about the resource.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/APIReference/CommonErrors.html">AWS: common errors</a>
 * @see <a href="https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html">AWS: retry behavior</a>
 */
public final class ErrorCode {

    /** HeadObject has no response body and thus no code, so its status is used as the code. */
    private static final Set<String> DENIED = Set.of(
            "401",
            "403",
            "AuthFailure",
            "AuthorizationError",
            "ExpiredToken",
            "ExpiredTokenException",
            "IncompleteSignature",
            "InvalidAccessKeyId",
            "InvalidClientTokenId",
            "InvalidSignatureException",
            "InvalidToken",
            "MissingAuthenticationToken",
            "MissingAuthenticationTokenException",
            "NotAuthorized",
            "OptInRequired",
            "RequestExpired",
            "RequestTimeTooSkewed",
            "SignatureDoesNotMatch",
            "TokenRefreshRequired",
            "UnauthorizedAccess",
            "UnauthorizedException",
            "UnauthorizedOperation",
            "UnrecognizedClientException");

    private static final Set<String> THROTTLED = Set.of(
            "429",
            "503",
            "BandwidthLimitExceeded",
            "EC2ThrottledException",
            "LimitExceededException",
            "PriorRequestNotComplete",
            "ProvisionedThroughputExceededException",
            "RequestLimitExceeded",
            "RequestThrottled",
            "RequestThrottledException",
            "SlowDown",
            "ThrottledException",
            "Throttling",
            "ThrottlingException",
            "TooManyRequestsException");

    private static final Set<String> FAILED = Set.of(
            "500",
            "502",
            "504",
            "DependencyTimeout",
            "DependencyTimeoutException",
            "InternalError",
            "InternalErrorException",
            "InternalFailure",
            "InternalServerError",
            "InternalServerException",
            "KMSInternal",
            "KMSInternalException",
            "RequestTimeout",
            "RequestTimeoutException",
            "ServiceException",
            "ServiceUnavailable",
            "ServiceUnavailableException",
            "WAFInternalErrorException");

    private ErrorCode() {}

    /**
     * The answer that an error stands for.
     *
     * @param code the error code of AWS, or the status of HeadObject
     * @param message the message of AWS
     */
    public static <T extends SdkPojo> Answer<T> answer(String code, String message) {
        if (DENIED.contains(code) || code.startsWith("AccessDenied")) {
            return new NotChecked<>(Why.DENIED);
        }
        if (THROTTLED.contains(code)) {
            return new NotChecked<>(Why.THROTTLED);
        }
        return FAILED.contains(code) ? new NotChecked<>(Why.OUT_OF_REACH) : new Refused<>(code, message);
    }
}
