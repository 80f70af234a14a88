package why403.account;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import why403.account.Answer.NotChecked;
import why403.account.Answer.Refused;
import why403.account.Answer.Why;

/** The meaning of AWS's error codes. */
class ErrorCodeTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AccessDenied",
                "AccessDeniedException",
                "AccessDeniedFault",
                "403",
                "ExpiredToken",
                "ExpiredTokenException",
                "InvalidClientTokenId",
                "UnauthorizedOperation",
                "UnrecognizedClientException"
            })
    void aDeniedCallIsNotAnAnswer(String code) {
        assertThat(ErrorCode.<HeadObjectResponse>answer(code, "")).isEqualTo(new NotChecked<>(Why.DENIED));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Throttling",
                "ThrottlingException",
                "TooManyRequestsException",
                "SlowDown",
                "RequestLimitExceeded",
                "503"
            })
    void aThrottledCallIsNotAnAnswer(String code) {
        assertThat(ErrorCode.<HeadObjectResponse>answer(code, "")).isEqualTo(new NotChecked<>(Why.THROTTLED));
    }

    @ParameterizedTest
    @ValueSource(strings = {"InternalError", "ServiceUnavailable", "500", "RequestTimeout", "KMSInternalException"})
    void anInternalErrorIsNotAnAnswer(String code) {
        assertThat(ErrorCode.<HeadObjectResponse>answer(code, "")).isEqualTo(new NotChecked<>(Why.OUT_OF_REACH));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "NoSuchBucketPolicy",
                "NoSuchDistribution",
                "404",
                "NoSuchBucket",
                "WAFNonexistentItemException",
                "NoSuchPublicAccessBlockConfiguration",
                "ServerSideEncryptionConfigurationNotFoundError",
                "OwnershipControlsNotFoundError",
                "NoSuchCORSConfiguration",
                "NotFoundException",
                "ResourceNotFoundException",
                "LoadBalancerNotFound"
            })
    void anyOtherCodeIsAboutTheResource(String code) {
        assertThat(ErrorCode.<HeadObjectResponse>answer(code, "as AWS puts it"))
                .isEqualTo(new Refused<>(code, "as AWS puts it"));
    }
}
