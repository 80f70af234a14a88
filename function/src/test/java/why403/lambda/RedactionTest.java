package why403.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import why403.seeded.Generator;
import why403.seeded.Seeds;

class RedactionTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://cdn.example.com/a.jpg?Expires=1&Signature=t0psecret&Key-Pair-Id=K2",
                "https://cdn.example.com/a.jpg?user.name=t0psecret",
                "The canonical request was 'x-amz-security-token:t0psecret'",
                "Authorization: AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20261124, Signature=t0psecret",
                "Authorization: Bearer t0psecret",
                "set-cookie: session=1; t0psecret",
                "Cookie: CloudFront-Policy=1; CloudFront-Signature=t0psecret",
                "CloudFront-Signature=t0psecret",
                "x-amz-signature=t0psecret"
            })
    void aSecretIsRedacted(String text) {
        assertThat(Redaction.of(text)).doesNotContain("t0psecret").contains("[redacted]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GetBucketPolicy: NoSuchBucketPolicy (s3-grant-missing, policy of example-assets)",
                "s3://example-logs/cdn/E2EXAMPLE.2026-11-24-10.abcd1234.gz",
                "Is it forbidden? No: 412 of 3,021 requests = 13.6 %",
                "The table why403 is not there (Service: DynamoDb, Status Code: 400, Request ID: 1A2B)"
            })
    void aTextWithoutSecretsIsNotChanged(String text) {
        assertThat(Redaction.of(text)).isEqualTo(text);
    }

    @Test
    void theTextAfterASecretIsNotChanged() {
        assertThat(Redaction.of("GET /a?x=1 failed\nCookie: a=b\n\tat why403"))
                .isEqualTo("GET /a?x=[redacted] failed\nCookie: [redacted]\n\tat why403");
    }

    @ParameterizedTest
    @Seeds(300)
    void redactingAgainChangesNothing(Generator given) {
        String once = Redaction.of("Signature=" + given.text());
        assertThat(Redaction.of(once)).isEqualTo(once);
    }
}
