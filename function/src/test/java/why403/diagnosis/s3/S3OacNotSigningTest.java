package why403.diagnosis.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudfront.model.GetCachePolicyResponse;
import software.amazon.awssdk.services.kms.model.KeyManagerType;
import software.amazon.awssdk.services.kms.model.KeyState;
import why403.account.CloudFrontQuestions;
import why403.cause.CauseId;
import why403.cause.Command;
import why403.cause.Remedy;
import why403.diagnosis.request.ManagedPolicies;
import why403.log.Field;

/** An origin access control that never signs, or not the requests that viewers sign. */
class S3OacNotSigningTest {

    private static final String OPEN =
            "{\"Statement\":{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"s3:GetObject\","
                    + "\"Resource\":\"arn:aws:s3:::example-assets/*\"}}";

    private static S3Case asking() {
        return new S3Case().there("a").asks("/a");
    }

    @Test
    void aControlThatNeverSignsIsTheCauseIfTheBucketIsNotPublic() {
        assertThat(asking().neverSigns().policy(S3Case.GRANT).claims()).containsExactly("s3-oac-not-signing CONFIRMED");
        assertThat(asking().neverSigns().claims()).containsExactly("s3-oac-not-signing LIKELY");
        assertThat(asking().policy(S3Case.GRANT).claims()).isEmpty();
        assertThat(asking().neverSigns().policy(OPEN).claims())
                .noneMatch(claim -> claim.startsWith("s3-oac-not-signing"));
    }

    @SuppressWarnings("deprecation") // distributions still use these settings
    private static S3Case viewersSign(String... forwarded) {
        return asking().policy(S3Case.GRANT)
                .signs("no-override")
                .served("/b", "2026-11-24T10:05:00Z")
                .behavior(behavior ->
                        behavior.forwardedValues(values -> values.headers(headers -> headers.items(forwarded))));
    }

    @Test
    void aControlThatKeepsViewersSignaturesIsLikelyTheCauseIfTheHeaderReachesTheBucket() {
        assertThat(viewersSign("Origin", "authorization").claims()).containsExactly("s3-oac-not-signing LIKELY");
        assertThat(viewersSign("*").claims()).containsExactly("s3-oac-not-signing LIKELY");
        assertThat(viewersSign("Origin").claims()).isEmpty();
        assertThat(viewersSign("Authorization").signs("always").claims()).isEmpty();
    }

    @Test
    void theCachePolicyOrTheOriginRequestPolicySaysWhetherTheHeaderReachesTheBucket() {
        S3Case byPolicy = viewersSign().behavior(behavior -> behavior.cachePolicyId("own"));
        assertThat(byPolicy.claims()).containsExactly("s3-oac-not-signing POSSIBLE");
        byPolicy.account.found(
                CloudFrontQuestions.cachePolicy("own"),
                GetCachePolicyResponse.builder()
                        .cachePolicy(policy ->
                                policy.cachePolicyConfig(config -> config.parametersInCacheKeyAndForwardedToOrigin(
                                        all -> all.headersConfig(headers -> headers.headerBehavior("whitelist")
                                                .headers(names -> names.items("Authorization"))))))
                        .build());

        assertThat(byPolicy.claims()).containsExactly("s3-oac-not-signing LIKELY");
        assertThat(viewersSign()
                        .behavior(behavior -> behavior.cachePolicyId(ManagedPolicies.CACHING_DISABLED)
                                .originRequestPolicyId(ManagedPolicies.ALL_VIEWER_EXCEPT_HOST_HEADER))
                        .claims())
                .containsExactly("s3-oac-not-signing LIKELY");
        assertThat(viewersSign()
                        .behavior(behavior -> behavior.cachePolicyId(ManagedPolicies.CACHING_DISABLED)
                                .originRequestPolicyId(ManagedPolicies.CORS_S3_ORIGIN))
                        .claims())
                .isEmpty();
    }

    @Test
    void viewersSignaturesAreTheCauseOnlyIfEverythingElseAdmitsTheRequest() {
        assertThat(viewersSign("Authorization").missing("a").claims()).containsExactly("s3-object-missing CONFIRMED");
        assertThat(viewersSign("Authorization").noPolicy().claims()).containsExactly("s3-grant-missing CONFIRMED");
        assertThat(viewersSign("Authorization")
                        .stored("a", head -> head.lastModified(Instant.parse("2026-11-24T10:01:00Z")))
                        .claims())
                .doesNotContain("s3-oac-not-signing LIKELY");
        assertThat(viewersSign("Authorization")
                        .stored("a", head -> head.serverSideEncryption("aws:kms"))
                        .claims())
                .noneMatch(claim -> claim.startsWith("s3-oac-not-signing"));
        assertThat(viewersSign("Authorization").function().claims()).containsExactly("s3-oac-not-signing POSSIBLE");
    }

    @Test
    void withoutServedRequestsNothingShowsThatUnsignedRequestsAreAdmitted() {
        S3Case nothingServed =
                asking().policy(S3Case.GRANT).signs("no-override").behavior(behavior -> behavior.cachePolicyId("own"));

        assertThat(nothingServed.claims()).isEmpty();
        assertThat(nothingServed.account.asked).doesNotContain(CloudFrontQuestions.cachePolicy("own"));
    }

    @Test
    void aLongAnswerIsS3sAnswerToASignatureThatItCannotVerify() {
        S3Case mismatch = viewersSign("Authorization").there("b").asks("/b", Map.of(Field.BYTES_SENT, "2400"));

        assertThat(mismatch.claims(1)).containsExactly("s3-oac-not-signing LIKELY");
    }

    @Test
    void theFixForViewersSignaturesIsToSignAlwaysAndTheEvidenceSaysWhatTheLogLacks() {
        S3Case site = viewersSign("Authorization");
        Remedy remedy = site.remedy(CauseId.S3_OAC_NOT_SIGNING);

        assertThat(remedy.condition())
                .contains("Only if no client should use a signature of its own for bucket example-assets");
        assertThat(remedy.commands().stream().map(Command::text))
                .anyMatch(text -> text.contains("aws cloudfront update-origin-access-control --id E1OAC"))
                .noneMatch(text -> text.contains("put-bucket-policy"));
        assertThat(site.finding(CauseId.S3_OAC_NOT_SIGNING).evidence())
                .contains(
                        "Origin s3 (bucket example-assets) uses OAC E1OAC (signing behavior no-override).",
                        "The viewer's Authorization header reaches the bucket through the default cache behavior, and"
                                + " CloudFront does not sign a request that has it.")
                .anyMatch(sentence -> sentence.startsWith("The log does not contain this header"));
    }

    @Test
    void theFixMakesItSignAndAddsAGrantOnlyIfThereIsNone() {
        Remedy granted = asking().neverSigns().policy(S3Case.GRANT).remedy(CauseId.S3_OAC_NOT_SIGNING);
        Remedy missing = asking().neverSigns().noPolicy().remedy(CauseId.S3_OAC_NOT_SIGNING);

        assertThat(granted.commands().stream().map(Command::text))
                .anyMatch(text -> text.contains("aws cloudfront update-origin-access-control --id E1OAC"))
                .noneMatch(text -> text.contains("put-bucket-policy"));
        assertThat(missing.commands().stream().map(Command::text)).anyMatch(text -> text.contains("put-bucket-policy"));
        assertThat(missing.summary()).contains("Simulated: the resulting policy allows these requests.");
    }

    private static final String KEY = "arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab";

    private static String denying(String resource) {
        return S3Case.GRANT.replace(
                "]}",
                ",{\"Sid\":\"OnlyOurVpc\",\"Effect\":\"Deny\",\"Principal\":\"*\",\"Action\":\"s3:*\",\"Resource\":\""
                        + resource + "\",\"Condition\":{\"StringNotEquals\":{\"aws:SourceVpce\":\"vpce-1\"}}}]}");
    }

    @Test
    void aKeyThatRefusesTheSignedRequestGetsAStatementInTheSameFix() {
        Remedy remedy = new S3Case()
                .neverSigns()
                .policy(S3Case.GRANT)
                .key(KEY, KeyManagerType.CUSTOMER, KeyState.ENABLED)
                .stored("a", head -> head.serverSideEncryption("aws:kms").ssekmsKeyId(KEY))
                .asks("/a")
                .remedy(CauseId.S3_OAC_NOT_SIGNING);

        assertThat(remedy.commandTexts())
                .anyMatch(text -> text.contains("update-origin-access-control"))
                .anyMatch(text -> text.contains("aws kms put-key-policy --key-id " + KEY))
                .noneMatch(text -> text.contains("put-bucket-policy"));
    }

    @Test
    void aDenyThatRefusesTheSignedRequestGetsAnException() {
        Remedy remedy = asking().neverSigns()
                .policy(denying("arn:aws:s3:::example-assets/*"))
                .remedy(CauseId.S3_OAC_NOT_SIGNING);

        assertThat(remedy.condition()).contains("Only if CloudFront may do what statement OnlyOurVpc forbids");
        assertThat(remedy.summary())
                .contains("Make an exception for distribution E2EXAMPLE (OAC E1OAC) in statement OnlyOurVpc")
                .contains("Simulated: the resulting policy allows these requests.");
        assertThat(remedy.commandTexts())
                .anyMatch(text -> text.contains("update-origin-access-control"))
                .anyMatch(text -> text.contains(".Condition.StringNotEquals[\"AWS:SourceArn\"]"));
    }

    @Test
    void aDenyOfSomeObjectsDoesNotPutTheFixOfTheOthersUnderACondition() {
        S3Case site = new S3Case()
                .neverSigns()
                .policy(denying("arn:aws:s3:::example-assets/b"))
                .asks("/b")
                .asks("/a")
                .asks("/a");
        Remedy remedy = site.remedy(CauseId.S3_OAC_NOT_SIGNING);

        assertThat(remedy.condition()).isEmpty();
        assertThat(remedy.commandTexts())
                .anyMatch(text -> text.contains("update-origin-access-control"))
                .noneMatch(text -> text.contains("StringNotEquals"));
        assertThat(remedy.summary()).contains("Make an exception for distribution E2EXAMPLE (OAC E1OAC)");
    }

    @Test
    void whatTheEditTakesFromTheSignedRequestIsAddedAgain() {
        Remedy remedy = asking().neverSigns()
                .policy(denying("arn:aws:s3:::example-assets/*")
                        .replaceFirst(
                                "\\{\"Sid\":\"AllowOac\".*?\\}\\}\\}",
                                "{\"Sid\":\"Services\",\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"s3:GetObject\","
                                        + "\"Resource\":\"arn:aws:s3:::example-assets/*\","
                                        + "\"Condition\":{\"Bool\":{\"aws:PrincipalIsAWSService\":\"true\"}}}"))
                .publicAccess(switches -> switches.blockPublicPolicy(true).restrictPublicBuckets(true))
                .remedy(CauseId.S3_OAC_NOT_SIGNING);

        assertThat(remedy.summary())
                .contains("so the commands also remove statement Services")
                .contains("Simulated: the resulting policy allows these requests.");
    }

    @Test
    void anUnreadablePolicyIsChangedOnlyIfItDoesNotAllowTheSignedRequest() {
        assertThat(asking().neverSigns().remedy(CauseId.S3_OAC_NOT_SIGNING).condition())
                .contains("Only if the current policy, which why403 could not read, does not allow this already");
    }
}
