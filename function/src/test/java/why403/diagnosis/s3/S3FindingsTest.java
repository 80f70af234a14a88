package why403.diagnosis.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Index.atIndex;
import static why403.policy.Decision.Outcome.ALLOW;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.cloudfront.model.OriginCustomHeader;
import why403.cause.AwsResource;
import why403.cause.CauseId;
import why403.cause.Command;
import why403.cause.Remedy;
import why403.diagnosis.check.Finding;
import why403.log.Field;
import why403.policy.Caller;
import why403.policy.Policy;
import why403.policy.Request;
import why403.policy.Resource;

/** What the S3 checks report, and that the proposed policies allow what was refused. */
class S3FindingsTest {

    private static final String OTHER = S3Case.GRANT.replace("E2EXAMPLE", "EOTHER");
    private static final String TO = """
            {"Version":"2008-10-17","Statement":{"Effect":"Allow","Principal":{"AWS":"%s"},\
            "Action":"s3:GetObject","Resource":"arn:aws:s3:::example-assets/*"}}""";
    private static final Caller CONTROL =
            Caller.originAccessControl(S3Case.ARN, "123456789012", Instant.parse("2026-11-24T10:00:00Z"));

    private static boolean allows(Remedy remedy, String action, String resource) {
        String document = remedy.document().orElseThrow().toString();
        return Policy.read(document) instanceof Policy.Read read
                && read.policy()
                                .decide(new Request(CONTROL, action, new Resource.Exactly(resource)))
                                .outcome()
                        == ALLOW;
    }

    private static String document(Remedy remedy) {
        return remedy.document().orElseThrow().toString();
    }

    @Test
    void aMissingGrantNamesBucketDistributionAndAnswerAndOffersTheWholePolicy() {
        S3Case asked = new S3Case()
                .noPolicy()
                .asks("/img/a.jpg")
                .asks("/img/b.jpg")
                .asks("/img/c.jpg")
                .asks("/img/d.jpg")
                .asks("/img/b.jpg");
        Finding finding = asked.finding(CauseId.S3_GRANT_MISSING);
        assertThat(finding.summary())
                .isEqualTo("bucket example-assets has no bucket policy, so distribution E2EXAMPLE (OAC E1OAC) is not"
                        + " allowed s3:GetObject");
        assertThat(finding.evidence())
                .containsExactly(
                        "GetBucketPolicy example-assets: NoSuchBucketPolicy.",
                        "Origin s3 (bucket example-assets) uses OAC E1OAC (signing behavior always).",
                        "Most requested, of 4 keys: img/b.jpg (2), img/a.jpg (1) and img/c.jpg (1).");
        assertThat(finding.resources())
                .containsExactly(new AwsResource.Bucket("aws", "example-assets", Optional.of("eu-west-1")));
        Remedy remedy = asked.remedy(CauseId.S3_GRANT_MISSING);
        assertThat(allows(remedy, "s3:GetObject", "arn:aws:s3:::example-assets/any"))
                .isTrue();
        assertThat(remedy.summary())
                .isEqualTo("Give bucket example-assets a policy that grants distribution E2EXAMPLE s3:GetObject."
                        + " Simulated: the resulting policy allows these requests. How the objects are encrypted"
                        + " could not be checked: a KMS key may still refuse.");
        assertThat(remedy.commandTexts())
                .hasSize(4)
                .satisfies(
                        get -> assertThat(get)
                                .startsWith("aws s3api get-bucket-policy --bucket example-assets --region eu-west-1 "),
                        atIndex(0))
                .satisfies(edit -> assertThat(edit).startsWith("jq '.Statement = "), atIndex(1))
                .satisfies(
                        put -> assertThat(put)
                                .endsWith("aws s3api put-bucket-policy --bucket example-assets --region eu-west-1"
                                        + " --policy file://example-assets-policy-after.json"),
                        atIndex(2))
                .endsWith("aws cloudfront create-invalidation --distribution-id E2EXAMPLE --paths"
                        + " '/img/a.jpg' '/img/b.jpg' '/img/c.jpg' '/img/d.jpg'");
    }

    @Test
    void aWrongIdentityIsNamedFromTheNearMissAndKeepsItsOwnGrant() {
        S3Case asked = new S3Case().policy(OTHER).asks("/a");
        assertThat(asked.finding(CauseId.S3_GRANT_WRONG_IDENTITY).evidence())
                .contains("Statement 1 (AllowOac) comes closest: it requires StringEquals AWS:SourceArn"
                        + " arn:aws:cloudfront::123456789012:distribution/EOTHER, but the request has " + S3Case.ARN
                        + ".");
        Remedy remedy = asked.remedy(CauseId.S3_GRANT_WRONG_IDENTITY);
        assertThat(document(remedy)).startsWith(OTHER.replace("]}", ","));
        assertThat(allows(remedy, "s3:GetObject", "arn:aws:s3:::example-assets/a"))
                .isTrue();
    }

    @Test
    void aDeletedIdentityIsLeftOutBecauseS3RefusesAPolicyThatNamesIt() {
        Remedy replaced = new S3Case()
                .identity("E1OAI", "canonical")
                .policy(TO.formatted("AIDAEXAMPLE"))
                .asks("/a")
                .remedy(CauseId.S3_GRANT_WRONG_IDENTITY);
        Remedy added =
                new S3Case().policy(TO.formatted("AIDAEXAMPLE")).asks("/a").remedy(CauseId.S3_GRANT_WRONG_IDENTITY);
        assertThat(document(replaced))
                .contains("\"AWS\":\"arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity E1OAI\"")
                .doesNotContain("AIDA");
        assertThat(allows(added, "s3:GetObject", "arn:aws:s3:::example-assets/a"))
                .isTrue();
        assertThat(document(added)).doesNotContain("AIDA");
    }

    @Test
    void aStatementForTheBucketAloneStaysAndOneForItsObjectsIsAdded() {
        String bucketAlone = S3Case.GRANT.replace("example-assets/*", "example-assets");
        Remedy remedy = new S3Case().policy(bucketAlone).asks("/a").remedy(CauseId.S3_GRANT_WRONG_RESOURCE);
        assertThat(document(remedy)).startsWith(bucketAlone.replace("]}", ","));
        assertThat(allows(remedy, "s3:GetObject", "arn:aws:s3:::example-assets/a"))
                .isTrue();
    }

    @Test
    void aStatementOfAnotherActionKeepsItAndGainsTheOneNeeded() {
        Remedy remedy = new S3Case()
                .policy(S3Case.GRANT)
                .asks("/a", Map.of(Field.METHOD, "PUT"))
                .remedy(CauseId.S3_GRANT_WRONG_ACTION);
        assertThat(allows(remedy, "s3:PutObject", "arn:aws:s3:::example-assets/a"))
                .isTrue();
        assertThat(allows(remedy, "s3:GetObject", "arn:aws:s3:::example-assets/a"))
                .isTrue();
    }

    @Test
    void onePolicyGrantsAllThatWasRefused() {
        Remedy remedy = new S3Case()
                .policy(TO.formatted("arn:aws:iam::123456789012:role/deploy"))
                .asks("/a")
                .asks("/a", Map.of(Field.METHOD, "PUT"))
                .remedy(CauseId.S3_GRANT_MISSING);
        assertThat(allows(remedy, "s3:GetObject", "arn:aws:s3:::example-assets/a"))
                .isTrue();
        assertThat(allows(remedy, "s3:PutObject", "arn:aws:s3:::example-assets/a"))
                .isTrue();
        assertThat(document(remedy)).contains("role/deploy");
        assertThat(remedy.commandTexts()).hasSize(4);
    }

    @Test
    void aDenyThatMayStillRefuseIsNamedInTheRemedy() {
        String denying = OTHER.replace(
                "]}",
                ",{\"Sid\":\"NoBots\",\"Effect\":\"Deny\",\"Principal\":\"*\",\"Action\":\"*\",\"Resource\":\"*\","
                        + "\"Condition\":{\"StringLike\":{\"s3:ExistingObjectTag/bot\":\"*\"}}}]}");
        assertThat(new S3Case()
                        .policy(denying)
                        .asks("/a")
                        .remedy(CauseId.S3_GRANT_WRONG_IDENTITY)
                        .summary())
                .endsWith("Simulated: statement NoBots may still refuse these requests. It depends on"
                        + " s3:ExistingObjectTag/bot, which the log does not contain.");
    }

    @Test
    void aPolicyThatContainsASharedSecretIsChangedInAFileAndNeverPrinted() {
        String secret = TO.formatted("*")
                .replace("\"Action\"", "\"Condition\":{\"StringEquals\":{\"aws:Referer\":\"between-us\"}},\"Action\"");
        S3Case asked = new S3Case().policy(secret).asks("/a");
        Finding finding = asked.finding(CauseId.S3_GRANT_MISSING);
        assertThat(finding.summary() + finding.evidence()).doesNotContain("between-us");
        Remedy remedy = asked.remedy(CauseId.S3_GRANT_MISSING);
        assertThat(remedy.toString()).doesNotContain("between-us");
        assertThat(remedy.document().orElseThrow().path("Sid").asText()).isEqualTo("AllowCloudFrontE2EXAMPLEGetObject");
        assertThat(remedy.commandTexts()).hasSize(4);
    }

    @Test
    void aPolicyThatCouldNotBeReadIsNotSimulated() {
        S3Case asked = new S3Case().asks("/a");
        assertThat(asked.finding(CauseId.S3_GRANT_MISSING).evidence())
                .contains("GetBucketPolicy example-assets: not checked.");
        Remedy remedy = asked.remedy(CauseId.S3_GRANT_MISSING);
        assertThat(remedy.summary()).endsWith("Not simulated, because the current policy is not known.");
        assertThat(remedy.commandTexts().get(0)).startsWith("aws s3api get-bucket-policy");
    }

    @Test
    void anOriginWithoutAccessGetsAControlAGrantAndBothAttached() {
        S3Case asked = new S3Case().noAccess().noPolicy().asks("/a");
        assertThat(asked.finding(CauseId.S3_NO_ORIGIN_ACCESS).summary())
                .isEqualTo("origin s3 has neither an OAC nor an OAI, and bucket example-assets is not public");
        Remedy remedy = asked.remedy(CauseId.S3_NO_ORIGIN_ACCESS);
        assertThat(allows(remedy, "s3:GetObject", "arn:aws:s3:::example-assets/a"))
                .isTrue();
        assertThat(remedy.commands())
                .extracting(Command::label)
                .containsExactly(
                        "Create an OAC, or find the one that an earlier run created",
                        "Save the current policy, and keep a backup in example-assets-policy-20261124T1000Z-before.json"
                                + " (a bucket without one starts with an empty policy)",
                        "Add the statement",
                        "Store the changed policy",
                        "Save the current configuration, and keep a backup in"
                                + " distribution-E2EXAMPLE-20261124T1000Z-before.json",
                        "Attach the OAC to the origin",
                        "Store the changed configuration",
                        "Clear cached errors");
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
                .finding(CauseId.S3_NO_ORIGIN_ACCESS);
        assertThat(finding.summary())
                .isEqualTo("origin s3 has neither an OAC nor an OAI, and bucket example-assets is public only under a"
                        + " condition that the requests do not meet");
        assertThat(finding.evidence())
                .contains("Statement 1 comes closest: it requires StringEquals aws:Referer (withheld), but CloudFront"
                        + " sends another value.");
    }

    @Test
    void missingObjectsAreCountedAndAListingIsOffered() {
        S3Case asked = new S3Case()
                .policy(S3Case.GRANT)
                .config(it -> it.defaultRootObject("index.html"))
                .origin(it -> it.originPath("/live"))
                .missing("live/live/a.jpg", "live/b.jpg")
                .asks("/live/a.jpg")
                .asks("/b.jpg");
        assertThat(asked.finding(CauseId.S3_OBJECT_MISSING).evidence())
                .contains(
                        "HeadObject answers 404 for 2 of 2 keys.",
                        "Requested: live/b.jpg (1) and live/live/a.jpg (1).",
                        "The path of 1 of 2 requests begins with /live, which is the origin path already, so the key"
                                + " contains it twice.");
        Remedy remedy = asked.remedy(CauseId.S3_OBJECT_MISSING);
        assertThat(remedy.condition())
                .contains("Only if S3 should answer 404 instead of 403 for objects that do not exist");
        assertThat(allows(remedy, "s3:ListBucket", "arn:aws:s3:::example-assets"))
                .isTrue();
        assertThat(allows(remedy, "s3:GetObject", "arn:aws:s3:::example-assets/a"))
                .isTrue();
    }

    @Test
    void aListingIsOfferedWithACautionIfThereIsNoDefaultRootObject() {
        assertThat(new S3Case()
                        .policy(S3Case.GRANT)
                        .missing("a.jpg")
                        .asks("/a.jpg")
                        .remedy(CauseId.S3_OBJECT_MISSING)
                        .condition())
                .contains(
                        "Only if S3 should answer 404 instead of 403 for objects that do not exist. Set a default root"
                                + " object first, or / shows the list of objects to everybody");
    }

    @Test
    void deepLinksOfASinglePageAppGetTheAppsPageAndNoUpload() {
        Remedy remedy = new S3Case()
                .policy(S3Case.GRANT)
                .missing("app/login", "app/orders/7")
                .asks("/app/login")
                .asks("/app/orders/7")
                .remedy(CauseId.S3_OBJECT_MISSING);
        assertThat(remedy.summary())
                .isEqualTo("If these paths are deep links of a single-page app, answer them with /index.html (by a"
                        + " function at viewer-request, or by a custom error response). If not, upload the objects or"
                        + " correct the links.");
        assertThat(remedy.condition())
                .contains("Only if these paths are deep links of a single-page app, and the cache behavior serves no"
                        + " other object without a file extension");
        assertThat(remedy.commandTexts())
                .anyMatch(command -> command.contains("create-function --name app-page-E2EXAMPLE "))
                .anyMatch(command -> command.contains("request.uri = \"/index.html\""))
                .noneMatch(command -> command.contains("s3 cp") || command.contains("put-bucket-policy"));
    }

    @ParameterizedTest(name = "{0} deep links of 10: {1}")
    @CsvSource({"10, true", "9, true", "8, false"})
    void pathsAreDeepLinksIfNearlyAllOfThemHaveNoFileExtension(int deepLinks, boolean isApp) {
        S3Case asked = new S3Case().policy(S3Case.GRANT);
        for (int i = 0; i < 10; i++) {
            String key = i < deepLinks ? "app/page" + i : "img/" + i + ".jpg";
            asked.missing(key).asks("/" + key);
        }
        assertThat(asked.remedy(CauseId.S3_OBJECT_MISSING).summary().contains("single-page app"))
                .isEqualTo(isApp);
    }

    @Test
    void deepLinksAreFixedByHandIfAFunctionRunsAlready() {
        Remedy remedy = new S3Case()
                .policy(S3Case.GRANT)
                .missing("app/login")
                .function()
                .asks("/app/login")
                .remedy(CauseId.S3_OBJECT_MISSING);
        assertThat(remedy.summary()).startsWith("If these paths are deep links of a single-page app");
        assertThat(remedy.changesConfiguration()).isFalse();
    }

    @Test
    void aFunctionThatMayHaveRewrittenTheKeyIsNamed() {
        assertThat(new S3Case()
                        .policy(S3Case.GRANT)
                        .missing("a")
                        .function()
                        .asks("/a")
                        .finding(CauseId.S3_OBJECT_MISSING)
                        .evidence())
                .contains(
                        "Function rewrite (viewer-request) may have rewritten the path, so the key that S3 received is"
                                + " not certain.");
    }

    @Test
    void aRootWithoutADefaultRootObjectGetsOne() {
        assertThat(new S3Case()
                        .policy(S3Case.GRANT)
                        .asks("/")
                        .remedy(CauseId.S3_DEFAULT_ROOT_OBJECT)
                        .commandTexts())
                .containsExactly(
                        "aws cloudfront update-distribution --id E2EXAMPLE --default-root-object index.html",
                        "aws cloudfront create-invalidation --distribution-id E2EXAMPLE --paths '/'");
    }

    @Test
    void aLeadingSlashIsTakenOffTheDefaultRootObject() {
        assertThat(new S3Case()
                        .policy(S3Case.GRANT)
                        .config(it -> it.defaultRootObject("/home.html"))
                        .asks("/")
                        .remedy(CauseId.S3_DEFAULT_ROOT_OBJECT)
                        .commandTexts()
                        .get(0))
                .endsWith("--default-root-object home.html");
    }

    @Test
    void foldersGetAFunctionAndTheRootsOwnFaultIsReportedToo() {
        S3Case asked = new S3Case()
                .policy(S3Case.GRANT)
                .missing("docs/")
                .asks("/docs/")
                .asks("/docs/")
                .asks("/");
        Finding finding = asked.finding(CauseId.S3_DEFAULT_ROOT_OBJECT);
        assertThat(finding.summary())
                .isEqualTo(
                        "viewers request folders of distribution E2EXAMPLE, and bucket example-assets serves no index"
                                + " documents (and 1 similar case, see the evidence)");
        assertThat(finding.evidence())
                .anyMatch(sentence -> sentence.startsWith(
                        "Also: distribution E2EXAMPLE has no default root object, so / asks bucket"));
        Remedy remedy = asked.remedy(CauseId.S3_DEFAULT_ROOT_OBJECT);
        assertThat(remedy.commandTexts())
                .anyMatch(command -> command.contains("create-function"))
                .anyMatch(command -> command.contains("--default-root-object index.html"));
        assertThat(remedy.commands())
                .extracting(Command::isOptional)
                .containsExactly(false, false, false, false, false, false, false, true, true);
    }

    @Test
    void aKeyFromAViewerIsPrintedWithoutItsControlCharactersAndQuotedForTheShell() {
        S3Case asked = new S3Case().noPolicy().asks("/it's%250A%C2%9B");
        assertThat(asked.finding(CauseId.S3_GRANT_MISSING).evidence()).contains("Requested: it's\uFFFD\uFFFD (1).");
        assertThat(asked.remedy(CauseId.S3_GRANT_MISSING).commandTexts().get(3))
                .endsWith("--paths '/it'\\''s%0A%C2%9B'");
    }
}
