package why403.account;

import java.util.Set;
import software.amazon.awssdk.core.SdkPojo;
import why403.account.Answer.NotChecked;
import why403.account.Answer.Refused;
import why403.account.Answer.Why;

/**
 * What AWS's error codes say: that the caller may not look, that it must come again later, that AWS itself failed, or
 * how the resource is.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/APIReference/CommonErrors.html">AWS: common errors</a>
 * @see <a href="https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html">AWS: retry behavior</a>
 */
public final class ErrorCode {

    /** HeadObject has no body to name a code in, so its status stands for one. */
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
            "InternalError",
            "InternalErrorException",
            "InternalFailure",
            "InternalServerError",
            "InternalServerException",
            "RequestTimeout",
            "RequestTimeoutException",
            "ServiceException",
            "ServiceUnavailable",
            "ServiceUnavailableException",
            "WAFInternalErrorException");

    private ErrorCode() {}

    /**
     * The answer that an error makes.
     *
     * @param code AWS's own, or HeadObject's status
     * @param message AWS's own
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
