package why403.diagnosis.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.s3.model.GetBucketOwnershipControlsResponse;
import software.amazon.awssdk.services.s3.model.OwnershipControlsRule;
import why403.account.S3Questions;
import why403.cause.CauseId;
import why403.log.Field;

/** A bucket's website endpoint as the origin. */
class S3WebsiteEndpointPrivateTest {

    private static final String OPEN =
            "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":\"*\","
                    + "\"Action\":\"s3:GetObject\",\"Resource\":\"arn:aws:s3:::example-assets/*\"}]}";
    private static final String TLS_ONLY = OPEN.replace(
            "]}",
            ",{\"Sid\":\"TlsOnly\",\"Effect\":\"Deny\",\"Principal\":\"*\",\"Action\":\"s3:*\",\"Resource\":"
                    + "\"arn:aws:s3:::example-assets/*\",\"Condition\":{\"Bool\":{\"aws:SecureTransport\":\"false\"}}}]}");
    private static final Map<Field, String> PAGE =
            Map.of(Field.CONTENT_TYPE, "text/html", Field.CONTENT_LENGTH, "303", Field.TIME_TO_FIRST_BYTE, "0.080");

    private static S3Case website(String host, String path) {
        return new S3Case()
                .origin(origin -> origin.originAccessControlId(null).domainName(host))
                .asks(path, PAGE);
    }

    private static S3Case website() {
        return website("example-assets.s3-website.eu-west-1.amazonaws.com", "/a");
    }

    @ParameterizedTest
    @CsvSource({
        "example-assets.s3-website.eu-west-1.amazonaws.com, /a",
        "example-assets.s3-website-eu-west-1.amazonaws.com, /a",
        "example-assets.s3-website.eu-west-1.amazonaws.com, /docs/"
    })
    void aWebsiteThatAdmitsNobodyIsPrivate(String host, String path) {
        assertThat(website(host, path).noPolicy().claims()).containsExactly("s3-website-endpoint-private CONFIRMED");
        assertThat(website(host, path).policy(S3Case.GRANT).claims())
                .containsExactly("s3-website-endpoint-private CONFIRMED");
        assertThat(website(host, path).policy(OPEN).claims()).noneMatch(claim -> claim.startsWith("s3-website"));
    }

    @ParameterizedTest
    @CsvSource({"ObjectWriter, false, LIKELY", "ObjectWriter, true, CONFIRMED", "BucketOwnerEnforced, false, CONFIRMED"
    })
    void otherObjectsThatWereServedCanBePublicByTheirLists(String ownership, boolean ignoresLists, String certainty) {
        S3Case site = website()
                .noPolicy()
                .publicAccess(switches -> switches.ignorePublicAcls(ignoresLists))
                .served("/b", "2026-11-24T10:00:00Z");
        site.account.found(
                S3Questions.ownershipControls(S3Case.BUCKET, S3Case.REGION),
                GetBucketOwnershipControlsResponse.builder()
                        .ownershipControls(controls -> controls.rules(OwnershipControlsRule.builder()
                                .objectOwnership(ownership)
                                .build()))
                        .build());

        assertThat(site.claims()).containsExactly("s3-website-endpoint-private " + certainty);
        assertThat(site.remedy(CauseId.S3_WEBSITE_ENDPOINT_PRIVATE).summary().startsWith("Look first whether"))
                .isEqualTo(certainty.equals("LIKELY"));
    }

    @Test
    void aDenyOfInsecureTransportAlwaysAppliesToAWebsite() {
        assertThat(website().policy(TLS_ONLY).claims()).containsExactly("s3-explicit-deny CONFIRMED");
        assertThat(website().policy(TLS_ONLY).finding(CauseId.S3_EXPLICIT_DENY).summary())
                .isEqualTo("statement TlsOnly of the policy of bucket example-assets denies s3:GetObject where Bool"
                        + " aws:SecureTransport false, and that applies to the website endpoint");
    }

    @Test
    void aPageOfTheEdgeIsNotAnAnswerOfTheWebsite() {
        S3Case blocked = new S3Case()
                .origin(origin -> origin.originAccessControlId(null)
                        .domainName("example-assets.s3-website.eu-west-1.amazonaws.com"))
                .noPolicy()
                .asks("/a", Map.of(Field.CONTENT_TYPE, "text/html", Field.CONTENT_LENGTH, "919"));

        assertThat(blocked.claims()).isEmpty();
    }

    @Test
    void anotherHostIsNoWebsite() {
        assertThat(website("www.example.com", "/a").noPolicy().claims()).isEmpty();
    }

    @Test
    void theFixNamesTheRestEndpoint() {
        assertThat(website()
                        .noPolicy()
                        .remedy(CauseId.S3_WEBSITE_ENDPOINT_PRIVATE)
                        .summary())
                .contains("example-assets.s3.eu-west-1.amazonaws.com");
    }
}
