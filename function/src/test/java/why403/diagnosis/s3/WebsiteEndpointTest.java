package why403.diagnosis.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.cloudfront.model.OriginCustomHeader;
import software.amazon.awssdk.services.s3.model.GetPublicAccessBlockResponse;
import why403.account.S3ControlQuestions;
import why403.account.S3Questions;
import why403.cause.CauseId;
import why403.log.Field;

/** The website endpoint of a bucket whose policy lets everybody read. */
class WebsiteEndpointTest {

    private static final String OPEN =
            "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":\"*\","
                    + "\"Action\":\"s3:GetObject\",\"Resource\":\"arn:aws:s3:::example-assets/*\"}]}";
    private static final String LISTED = OPEN.replace(
                    "\"s3:GetObject\",\"Resource\":",
                    "[\"s3:GetObject\",\"s3:ListBucket\"],\"Resource\":[\"arn:aws:s3:::example-assets\",")
            .replace("/*\"}", "/*\"]}");
    private static final Map<Field, String> PAGE =
            Map.of(Field.CONTENT_TYPE, "text/html", Field.CONTENT_LENGTH, "303", Field.TIME_TO_FIRST_BYTE, "0.080");
    private static final String ACCOUNT = "123456789012";

    private static S3Case website(String path, boolean bucketRestricts, boolean accountRestricts) {
        S3Case site = new S3Case()
                .origin(origin -> origin.originAccessControlId(null)
                        .domainName("example-assets.s3-website.eu-west-1.amazonaws.com"))
                .policy(OPEN)
                .asks(path, PAGE);
        site.account.found(
                S3Questions.publicAccessBlock(S3Case.BUCKET, S3Case.REGION),
                GetPublicAccessBlockResponse.builder()
                        .publicAccessBlockConfiguration(block -> block.restrictPublicBuckets(bucketRestricts))
                        .build());
        site.account.found(
                S3ControlQuestions.publicAccessBlock(ACCOUNT, S3Case.REGION),
                software.amazon.awssdk.services.s3control.model.GetPublicAccessBlockResponse.builder()
                        .publicAccessBlockConfiguration(block -> block.restrictPublicBuckets(accountRestricts))
                        .build());
        return site;
    }

    private static S3Case open(String path) {
        return website(path, false, false);
    }

    private static long heads(S3Case site) {
        site.claims();
        return site.account.asked.stream()
                .filter(question -> question.command().equals("head-object"))
                .count();
    }

    @Test
    void theSwitchOfTheBucketOrOfTheAccountOverridesThePolicy() {
        assertThat(website("/a", true, false).claims()).containsExactly("s3-public-access-blocked CONFIRMED");
        assertThat(website("/a", false, true).claims()).containsExactly("s3-public-access-blocked CONFIRMED");
        assertThat(website("/docs/", false, true).claims()).containsExactly("s3-public-access-blocked CONFIRMED");
        assertThat(open("/a").there("a").claims()).isEmpty();
    }

    @Test
    void aPolicyForOneRefererIsPublicToo() {
        String secret =
                OPEN.replace("\"Action\"", "\"Condition\":{\"StringEquals\":{\"aws:Referer\":\"s3cr3t\"}},\"Action\"");
        S3Case site = website("/a", true, false)
                .policy(secret)
                .origin(origin -> origin.customHeaders(headers -> headers.items(OriginCustomHeader.builder()
                        .headerName("Referer")
                        .headerValue("s3cr3t")
                        .build())));

        assertThat(site.claims()).containsExactly("s3-public-access-blocked CONFIRMED");
    }

    @Test
    void theFixOfABlockedWebsiteNamesTheSwitchThatIsOn() {
        assertThat(blocked(true, false))
                .contains("Use the REST endpoint example-assets.s3.eu-west-1.amazonaws.com")
                .endsWith("Only if the site should be public, turn RestrictPublicBuckets off instead, for bucket"
                        + " example-assets.");
        assertThat(blocked(false, true))
                .contains("for account 123456789012, where it")
                .doesNotContain("for bucket");
        assertThat(blocked(true, true)).contains("for bucket example-assets and for account 123456789012");
    }

    private static String blocked(boolean bucket, boolean account) {
        return website("/a", bucket, account)
                .remedy(CauseId.S3_PUBLIC_ACCESS_BLOCKED)
                .summary();
    }

    @Test
    void anObjectThatDoesNotExistIsMissing() {
        assertThat(open("/a").missing("a").claims()).containsExactly("s3-object-missing LIKELY");
        assertThat(open("/a").missing("a").policy(LISTED).claims()).isEmpty();
        assertThat(open("/a").claims()).containsExactly("s3-object-missing POSSIBLE");
    }

    @Test
    void aWebsiteDecodesTheOriginPathButAPolicyForOneFolderIsThenNoProof() {
        S3Case site = open("/a").origin(origin -> origin.originPath("/my%20dir"));

        assertThat(site.missing("my dir/a").claims()).containsExactly("s3-object-missing LIKELY");
        assertThat(site.policy(OPEN.replace("assets/*", "assets/other/*")).claims())
                .containsExactly("s3-website-endpoint-private POSSIBLE", "s3-object-missing LIKELY");
        assertThat(site.noPolicy().claims()).containsExactly("s3-website-endpoint-private CONFIRMED");
    }

    @Test
    void aWebsiteReadsAPlusAsAPlusAndHasTheOriginPathBeforeIt() {
        assertThat(open("/a+b.txt")
                        .origin(origin -> origin.originPath("/v1"))
                        .missing("v1/a+b.txt")
                        .claims())
                .containsExactly("s3-object-missing LIKELY");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/docs/"})
    void theIndexDocumentOfAFolderIsNotKnown(String path) {
        assertThat(open(path).claims()).isEmpty();
        assertThat(heads(open(path))).isZero();
    }

    @Test
    void anObjectIsLookedUpOnlyIfTheAnswerDependsOnIt() {
        assertThat(heads(open("/a"))).isOne();
        assertThat(heads(website("/a", true, false))).isZero();
        assertThat(heads(open("/a").policy(LISTED))).isZero();
        assertThat(heads(open("/a").noPolicy())).isZero();
        assertThat(heads(open("/a").function())).isZero();
        assertThat(heads(new S3Case()
                        .origin(origin -> origin.originAccessControlId(null)
                                .domainName("example-assets.s3-website.eu-west-1.amazonaws.com"))
                        .policy(OPEN)
                        .asks("/a", Map.of(Field.CONTENT_TYPE, "text/html", Field.METHOD, "POST"))))
                .isZero();
    }

    @Test
    void theReportOfAMissingObjectSaysWhatIsKnownAndWarnsOfListing() {
        S3Case missing = open("/a").missing("a");

        assertThat(missing.finding(CauseId.S3_OBJECT_MISSING).evidence())
                .contains(
                        "HeadObject answers 404 for 1 requested key.",
                        "Requested: a (1).",
                        "Origin s3 is the website endpoint example-assets.s3-website.eu-west-1.amazonaws.com, to which"
                                + " CloudFront sends unsigned requests over HTTP.");
        assertThat(missing.remedy(CauseId.S3_OBJECT_MISSING).summary())
                .startsWith("Upload the objects")
                .contains("Do not let everybody list");
    }
}
