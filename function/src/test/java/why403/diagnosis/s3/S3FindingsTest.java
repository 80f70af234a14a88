package why403.diagnosis.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static why403.policy.Decision.Outcome.ALLOW;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudfront.model.OriginCustomHeader;
import why403.cause.Remedy;
import why403.diagnosis.check.Finding;
import why403.diagnosis.remedy.Invalidation;
import why403.log.Field;
import why403.policy.Caller;
import why403.policy.Policy;
import why403.policy.Request;
import why403.policy.Resource;

/** What the S3 checks tell, and that what they propose would work. */
class S3FindingsTest {

    private static final String OTHER = S3Case.GRANT.replace("E2EXAMPLE", "EOTHER");
    private static final String TO = """
            {"Version":"2008-10-17","Statement":{"Effect":"Allow","Principal":{"AWS":"%s"},\
            "Action":"s3:GetObject","Resource":"arn:aws:s3:::example-assets/*"}}""";
    private static final Caller CONTROL =
            Caller.originAccessControl(S3Case.ARN, "123456789012", Instant.parse("2026-11-24T10:00:00Z"));

    private static Remedy remedy(Finding finding) {
        return finding.remedy().orElseThrow();
    }

    private static boolean allows(Finding finding, String action, String resource) {
        String document = remedy(finding).document().orElseThrow().toString();
        return Policy.read(document) instanceof Policy.Read read
                && read.policy()
                                .decide(new Request(CONTROL, action, new Resource.Exactly(resource)))
                                .outcome()
                        == ALLOW;
    }

    @Test
    void aMissingGrantNamesBucketDistributionAndAnswerAndOffersTheWholePolicy() {
        Finding finding = new S3Case()
                .noPolicy()
                .asks("/img/a.jpg")
                .asks("/img/b.jpg")
                .asks("/img/c.jpg")
                .asks("/img/d.jpg")
                .asks("/img/b.jpg")
                .told("s3-grant-missing");

        assertThat(finding.summary())
                .isEqualTo("bucket example-assets has no policy, so distribution E2EXAMPLE (OAC E1OAC) may not use"
                        + " s3:GetObject");
        assertThat(finding.evidence())
                .containsExactly(
                        "GetBucketPolicy of example-assets: NoSuchBucketPolicy.",
                        "Origin s3 (bucket example-assets) has OAC E1OAC (signs always).",
                        "Asked for most, of 4 keys: img/b.jpg (2), img/a.jpg (1), img/c.jpg (1).");
        assertThat(allows(finding, "s3:GetObject", "arn:aws:s3:::example-assets/any"))
                .isTrue();
        assertThat(remedy(finding).summary()).contains("allow").contains("not checked against Block Public Access");
        assertThat(remedy(finding).commands())
                .containsExactly(
                        "aws s3api put-bucket-policy --bucket example-assets --policy '"
                                + remedy(finding).document().orElseThrow() + "' --region eu-west-1",
                        "aws cloudfront create-invalidation --distribution-id E2EXAMPLE --paths '/img/*'");
    }

    @Test
    void aWrongIdentityIsNamedFromTheNearMissAndKeepsItsOwnGrant() {
        Finding finding = new S3Case().policy(OTHER).asks("/a").told("s3-grant-wrong-identity");

        assertThat(finding.evidence())
                .contains("Statement 1 (AllowOac) comes closest: it asks for StringEquals AWS:SourceArn"
                        + " arn:aws:cloudfront::123456789012:distribution/EOTHER, and it is " + S3Case.ARN + ".");
        assertThat(remedy(finding).document().orElseThrow().toString())
                .contains("[\"arn:aws:cloudfront::123456789012:distribution/EOTHER\",\"" + S3Case.ARN + "\"]");
        assertThat(allows(finding, "s3:GetObject", "arn:aws:s3:::example-assets/a"))
                .isTrue();
    }

    @Test
    void aDeletedIdentityIsLeftOutSinceS3RefusesAPolicyThatNamesIt() {
        Finding replaced = new S3Case()
                .identity("E1OAI", "canonical")
                .policy(TO.formatted("AIDAEXAMPLE"))
                .asks("/a")
                .told("s3-grant-wrong-identity");
        Finding added =
                new S3Case().policy(TO.formatted("AIDAEXAMPLE")).asks("/a").told("s3-grant-wrong-identity");

        assertThat(remedy(replaced).document().orElseThrow().toString())
                .contains("\"AWS\":\"arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity E1OAI\"")
                .doesNotContain("AIDA");
        assertThat(allows(added, "s3:GetObject", "arn:aws:s3:::example-assets/a"))
                .isTrue();
        assertThat(remedy(added).document().orElseThrow().toString()).doesNotContain("AIDA");
    }

    @Test
    void aStatementForTheBucketAloneIsCorrectedToItsObjects() {
        Finding finding = new S3Case()
                .policy(S3Case.GRANT.replace("example-assets/*", "example-assets"))
                .asks("/a")
                .told("s3-grant-wrong-resource");

        assertThat(remedy(finding).document().orElseThrow().toString()).isEqualTo(S3Case.GRANT);
    }

    @Test
    void aStatementOfAnotherActionKeepsItAndGainsTheOneNeeded() {
        Finding finding = new S3Case()
                .policy(S3Case.GRANT)
                .asks("/a", Map.of(Field.METHOD, "PUT"))
                .told("s3-grant-wrong-action");

        assertThat(allows(finding, "s3:PutObject", "arn:aws:s3:::example-assets/a"))
                .isTrue();
        assertThat(allows(finding, "s3:GetObject", "arn:aws:s3:::example-assets/a"))
                .isTrue();
    }

    @Test
    void onePolicyGrantsAllThatWasRefused() {
        Finding finding = new S3Case()
                .policy(TO.formatted("arn:aws:iam::123456789012:role/deploy"))
                .asks("/a")
                .asks("/a", Map.of(Field.METHOD, "PUT"))
                .told("s3-grant-missing");

        assertThat(allows(finding, "s3:GetObject", "arn:aws:s3:::example-assets/a"))
                .isTrue();
        assertThat(allows(finding, "s3:PutObject", "arn:aws:s3:::example-assets/a"))
                .isTrue();
        assertThat(remedy(finding).document().orElseThrow().toString()).contains("role/deploy");
        assertThat(remedy(finding).commands()).hasSize(2);
    }

    @Test
    void aDenyThatMayStillRefuseIsNamedInTheRemedy() {
        String denying = OTHER.replace(
                "]}",
                ",{\"Sid\":\"NoBots\",\"Effect\":\"Deny\",\"Principal\":\"*\",\"Action\":\"*\",\"Resource\":\"*\","
                        + "\"Condition\":{\"StringLike\":{\"s3:ExistingObjectTag/bot\":\"*\"}}}]}");

        Finding finding = new S3Case().policy(denying).asks("/a").told("s3-grant-wrong-identity");

        assertThat(remedy(finding).summary())
                .contains("statement NoBots may still refuse, depending on s3:ExistingObjectTag/bot");
    }

    @Test
    void aPolicyThatHoldsASharedSecretIsChangedInAFileAndNeverPrinted() {
        String secret = TO.formatted("*")
                .replace("\"Action\"", "\"Condition\":{\"StringEquals\":{\"aws:Referer\":\"between-us\"}},\"Action\"");

        Finding finding = new S3Case().policy(secret).asks("/a").told("s3-grant-missing");

        assertThat(finding.toString()).doesNotContain("between-us");
        assertThat(remedy(finding).commands())
                .hasSize(4)
                .anyMatch(command -> command.startsWith("jq '.Statement = ([.Statement] | flatten) + [{"));
    }

    @Test
    void aPolicyThatNobodyCouldReadIsReadFirst() {
        Finding finding = new S3Case().asks("/a").told("s3-grant-missing");

        assertThat(finding.evidence()).contains("GetBucketPolicy of example-assets: it could not be looked at.");
        assertThat(remedy(finding).commands().get(0)).startsWith("aws s3api get-bucket-policy");
    }

    @Test
    void anOriginWithoutAccessGetsAControlAGrantAndBothAttached() {
        Finding finding = new S3Case().noAccess().noPolicy().asks("/a").told("s3-no-origin-access");

        assertThat(finding.summary())
                .isEqualTo("origin s3 has neither an OAC nor an OAI, and bucket example-assets is not public");
        assertThat(allows(finding, "s3:GetObject", "arn:aws:s3:::example-assets/a"))
                .isTrue();
        assertThat(remedy(finding).commands())
                .extracting(command -> command.replaceFirst("(\\w+ \\S+ \\S+).*", "$1"))
                .containsExactly(
                        "export OAC_ID=\"$(aws cloudfront",
                        "aws s3api put-bucket-policy",
                        "aws cloudfront get-distribution-config",
                        "jq '.DistributionConfig |",
                        "aws cloudfront update-distribution",
                        "aws cloudfront create-invalidation");
    }

    @Test
    void aBucketThatIsPublicOnAConditionIsNotCalledPrivate() {
        String onCondition = TO.formatted("*")
                .replace("\"Action\"", "\"Condition\":{\"StringEquals\":{\"aws:Referer\":\"between-us\"}},\"Action\"");
        Finding finding = new S3Case()
                .noAccess()
                .policy(onCondition)
                .origin(it -> it.customHeaders(headers -> headers.items(OriginCustomHeader.builder()
                        .headerName("referer")
                        .headerValue("other")
                        .build())))
                .asks("/a")
                .told("s3-no-origin-access");

        assertThat(finding.summary())
                .isEqualTo(
                        "origin s3 has neither an OAC nor an OAI, and bucket example-assets lets anybody read only on a"
                                + " condition that is not met");
        assertThat(finding.evidence())
                .contains("Statement 1 comes closest: it asks for StringEquals aws:Referer (withheld), and CloudFront"
                        + " sends another value.");
    }

    @Test
    void missingObjectsAreCountedAndAListingIsOffered() {
        Finding finding = new S3Case()
                .policy(S3Case.GRANT)
                .config(it -> it.defaultRootObject("index.html"))
                .origin(it -> it.originPath("/live"))
                .missing("live/live/a.jpg", "live/b.jpg")
                .asks("/live/a.jpg")
                .asks("/b.jpg")
                .told("s3-object-missing");

        assertThat(finding.evidence())
                .contains(
                        "HeadObject says 404 of 2 of 2 keys.",
                        "Asked for: live/b.jpg (1), live/live/a.jpg (1).",
                        "The path of 1 of 2 requests begins with /live, which is the origin's path already: the key"
                                + " holds it twice.");
        assertThat(allows(finding, "s3:ListBucket", "arn:aws:s3:::example-assets"))
                .isTrue();
        assertThat(allows(finding, "s3:GetObject", "arn:aws:s3:::example-assets/a"))
                .isTrue();
    }

    @Test
    void aFunctionThatMayHaveRewrittenTheKeyIsNamed() {
        Finding finding = new S3Case()
                .policy(S3Case.GRANT)
                .missing("a")
                .function()
                .asks("/a")
                .told("s3-object-missing");

        assertThat(finding.evidence())
                .contains("Function rewrite (viewer-request) may have rewritten the path, so the key that S3 was asked"
                        + " for is not certain.");
    }

    @Test
    void aRootWithoutADefaultRootObjectGetsOne() {
        Finding finding = new S3Case().policy(S3Case.GRANT).asks("/").told("s3-default-root-object");

        assertThat(remedy(finding).commands())
                .containsExactly(
                        "aws cloudfront update-distribution --id E2EXAMPLE --default-root-object index.html",
                        "aws cloudfront create-invalidation --distribution-id E2EXAMPLE --paths '/'");
    }

    @Test
    void aLeadingSlashIsTakenOffTheDefaultRootObject() {
        Finding finding = new S3Case()
                .policy(S3Case.GRANT)
                .config(it -> it.defaultRootObject("/home.html"))
                .asks("/")
                .told("s3-default-root-object");

        assertThat(remedy(finding).commands().get(0)).endsWith("--default-root-object home.html");
    }

    @Test
    void foldersGetAFunctionAndTheRootsOwnFaultIsToldBesides() {
        Finding finding = new S3Case()
                .policy(S3Case.GRANT)
                .missing("docs/")
                .asks("/docs/")
                .asks("/docs/")
                .asks("/")
                .told("s3-default-root-object");

        assertThat(finding.summary()).startsWith("folders are asked of");
        assertThat(finding.evidence()).anyMatch(sentence -> sentence.startsWith("Besides, distribution E2EXAMPLE has"));
        assertThat(remedy(finding).commands())
                .anyMatch(command -> command.contains("create-function"))
                .anyMatch(command -> command.contains("--default-root-object index.html"));
        assertThat(remedy(finding).commands().subList(7, 9)).allMatch(Invalidation::isOne);
    }

    @Test
    void aKeyFromAViewerIsPrintedWithoutItsControlCharactersAndQuotedForTheShell() {
        Finding finding = new S3Case().noPolicy().asks("/it's%250A%C2%9B").told("s3-grant-missing");

        assertThat(finding.evidence()).contains("Asked for: it's\uFFFD\uFFFD (1).");
        assertThat(remedy(finding).commands().get(1)).endsWith("--paths '/it'\\''s%0A%C2%9B'");
    }
}
