package why403.diagnosis.origin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.lambda.model.FunctionUrlConfig;
import software.amazon.awssdk.services.lambda.model.GetPolicyResponse;
import why403.account.CloudTrailQuestions.Attribute;
import why403.account.LambdaQuestions;
import why403.cause.Cause;
import why403.cause.CauseId;
import why403.cause.Change;
import why403.cause.Remedy;
import why403.diagnosis.Logged;
import why403.diagnosis.Trail;
import why403.diagnosis.s3.S3Case;

/** A function URL whose function does not let CloudFront invoke it. */
class LambdaUrlGrantMissingTest {

    private static final String HOST = "abcdefghijklmnopqrstuvwxyz012345.lambda-url.eu-west-1.on.aws";
    private static final String ARN = "arn:aws:lambda:eu-west-1:123456789012:function:render";
    private static final Optional<String> REGION = Optional.of("eu-west-1");
    private static final Logged REFUSED = Logged.forbidden().answeredByOrigin().page("application/json", 144);

    private static final String URL_STATEMENT = "{\"Sid\":\"Url\",\"Effect\":\"Allow\",\"Principal\":"
            + "{\"Service\":\"cloudfront.amazonaws.com\"},\"Action\":\"lambda:InvokeFunctionUrl\",\"Resource\":\"" + ARN
            + "\",\"Condition\":{\"ArnLike\":{\"AWS:SourceArn\":\"" + S3Case.ARN + "\"}}}";
    private static final String INVOKE_STATEMENT = URL_STATEMENT
            .replace("\"Url\"", "\"Invoke\"")
            .replace("InvokeFunctionUrl", "InvokeFunction")
            .replace("}}}", "},\"Bool\":{\"lambda:InvokedViaFunctionUrl\":\"true\"}}}");

    private static OriginCase bare() {
        return new OriginCase(HOST)
                .origin(origin -> origin.originAccessControlId("E1OAC"))
                .account(OriginCase.signing("E1OAC", "always"))
                .asks(REFUSED);
    }

    private static OriginCase url(String authType, String created) {
        return bare().account(account -> account.functionUrl(FunctionUrlConfig.builder()
                .functionUrl("https://" + HOST + "/")
                .functionArn(ARN)
                .authType(authType)
                .creationTime(created)
                .build()));
    }

    private static OriginCase url() {
        return url("AWS_IAM", "2026-01-12T09:00:00.000Z");
    }

    private static OriginCase policy(OriginCase url, String... statements) {
        return url.finding(
                LambdaQuestions.functionPolicy("render", REGION),
                GetPolicyResponse.builder()
                        .policy("{\"Version\":\"2012-10-17\",\"Statement\":[" + String.join(",", statements) + "]}")
                        .build());
    }

    private static OriginCase noPolicy(OriginCase url) {
        return url.refused(LambdaQuestions.functionPolicy("render", REGION), "ResourceNotFoundException");
    }

    @Test
    void isConfirmedIfTheFunctionHasNoPolicy() {
        assertThat(noPolicy(url()).claim()).isEqualTo("lambda-url-grant-missing CONFIRMED");
    }

    @Test
    void isConfirmedIfOneOfTheTwoActionsIsMissing() {
        assertThat(policy(url(), URL_STATEMENT).claim()).isEqualTo("lambda-url-grant-missing CONFIRMED");
        assertThat(policy(url(), INVOKE_STATEMENT).claim()).isEqualTo("lambda-url-grant-missing CONFIRMED");
    }

    @Test
    void aStatementThatThePolicyStillHasWasNotRemovedForGood() {
        String removal = "{\"functionName\":\"" + ARN + "\",\"statementId\":\"%s\"}";
        OriginCase site = policy(url(), URL_STATEMENT)
                .finding(
                        Trail.lookup(Attribute.RESOURCE, "render", REGION),
                        Trail.of(
                                Trail.event("RemovePermission20150331v2", "11:59:00", removal.formatted("Url")),
                                Trail.event("RemovePermission20150331v2", "11:50:00", removal.formatted("Invoke"))));

        assertThat(site.cause().change().map(Change::at)).contains(Instant.parse("2026-11-24T11:50:00Z"));
    }

    @Test
    void theRemovedStatementOfAnotherAliasIsNoCause() {
        String removal = "{\"functionName\":\"render\",\"statementId\":\"Url\",\"qualifier\":\"live\"}";
        OriginCase site = noPolicy(url())
                .finding(
                        Trail.lookup(Attribute.RESOURCE, "render", REGION),
                        Trail.of(Trail.event("RemovePermission20150331v2", "11:59:00", removal)));

        assertThat(site.cause().change()).isEmpty();
    }

    @Test
    void isNotTheCauseIfBothActionsAreAllowed() {
        assertThat(policy(url(), URL_STATEMENT, INVOKE_STATEMENT).claim())
                .isEqualTo("custom-origin-forbidden CONFIRMED");
    }

    @Test
    void isConfirmedIfAnotherDistributionIsAllowed() {
        assertThat(policy(
                                url(),
                                URL_STATEMENT.replace("E2EXAMPLE", "EOTHER"),
                                INVOKE_STATEMENT.replace("E2EXAMPLE", "EOTHER"))
                        .claim())
                .isEqualTo("lambda-url-grant-missing CONFIRMED");
    }

    @ParameterizedTest
    @CsvSource({
        "2025-09-30T23:59:59.000Z, 2026-10-31T23:59:59Z, LIKELY",
        "2025-10-01T00:00:00.000+0000, 2026-10-31T23:59:59Z, CONFIRMED",
        "2025-09-30T23:59:59Z, 2026-11-01T00:00:00Z, CONFIRMED",
        "not a time, 2026-10-31T23:59:59Z, LIKELY",
        "not a time, 2026-11-01T00:00:00Z, CONFIRMED"
    })
    void olderUrlsNeededTheSecondActionOnlyFromNovember2026On(String created, Instant at, String certainty) {
        OriginCase old = policy(
                new OriginCase(HOST)
                        .origin(origin -> origin.originAccessControlId("E1OAC"))
                        .account(OriginCase.signing("E1OAC", "always"))
                        .account(account -> account.functionUrl(FunctionUrlConfig.builder()
                                .functionUrl("https://" + HOST + "/")
                                .functionArn(ARN)
                                .authType("AWS_IAM")
                                .creationTime(created)
                                .build()))
                        .asks(REFUSED.at(at)),
                URL_STATEMENT);

        assertThat(old.claim()).isEqualTo("lambda-url-grant-missing " + certainty);
    }

    @Test
    void withoutAuthenticationEverybodyNeedsBothActions() {
        String everybody = URL_STATEMENT
                .replace("{\"Service\":\"cloudfront.amazonaws.com\"}", "\"*\"")
                .replaceAll(
                        "\"Condition\":.*",
                        "\"Condition\":{\"StringEquals\":{\"lambda:FunctionUrlAuthType\":\"NONE\"}}}");
        String invoke = everybody
                .replace("\"Url\"", "\"Invoke\"")
                .replace("InvokeFunctionUrl", "InvokeFunction")
                .replaceAll(
                        "\"Condition\":.*", "\"Condition\":{\"Bool\":{\"lambda:InvokedViaFunctionUrl\":\"true\"}}}");
        OriginCase open = policy(url("NONE", "2026-01-12T09:00:00.000Z"), everybody);

        assertThat(open.claim()).isEqualTo("lambda-url-grant-missing CONFIRMED");
        assertThat(open.commands()).contains("--principal '*' --invoked-via-function-url");
        assertThat(policy(url("NONE", "2026-01-12T09:00:00.000Z"), everybody, invoke)
                        .cause()
                        .id())
                .isEqualTo(CauseId.CUSTOM_ORIGIN_FORBIDDEN);
    }

    @Test
    void commandsThatOpenAFunctionToEverybodyHaveACondition() {
        Remedy remedy = noPolicy(url("NONE", "2026-01-12T09:00:00.000Z"))
                .cause()
                .remedy()
                .orElseThrow();

        assertThat(remedy.condition()).contains("Only if everybody on the internet may call this function");
        assertThat(remedy.summary())
                .startsWith(
                        "To admit CloudFront alone, allow distribution E2EXAMPLE lambda:InvokeFunctionUrl and"
                                + " lambda:InvokeFunction of function render, and set the authentication type of its URL to AWS_IAM.");
        assertThat(noPolicy(url()).cause().remedy().orElseThrow().condition()).isEmpty();
    }

    @Test
    void withoutAnOriginAccessControlOneIsAttachedFirst() {
        OriginCase open =
                noPolicy(url("NONE", "2026-01-12T09:00:00.000Z")).origin(origin -> origin.originAccessControlId(""));

        assertThat(open.cause().remedy().orElseThrow().summary())
                .startsWith(
                        "To admit CloudFront alone, attach an OAC of origin type lambda that always signs to origin "
                                + HOST + ", allow");
    }

    @Test
    void isLikelyIfCloudFrontDoesNotSign() {
        Cause cause = policy(url(), URL_STATEMENT, INVOKE_STATEMENT)
                .origin(origin -> origin.originAccessControlId(""))
                .cause();

        assertThat(cause.id() + " " + cause.certainty()).isEqualTo("lambda-url-grant-missing LIKELY");
        assertThat(cause.summary()).contains("CloudFront does not sign");
    }

    @Test
    void isLikelyIfTheFunctionIsNotKnownAndSaysWhatWasNotChecked() {
        assertThat(bare().claim()).isEqualTo("lambda-url-grant-missing LIKELY");
        assertThat(bare().diagnosis().notChecked())
                .anySatisfy(entry -> assertThat(entry.what()).isEqualTo("lambda:GetFunctionUrlConfig"));
    }

    @Test
    void isLikelyIfThePolicyCouldNotBeRead() {
        assertThat(url().claim()).isEqualTo("lambda-url-grant-missing LIKELY");
        assertThat(url().diagnosis().notChecked())
                .anySatisfy(entry -> assertThat(entry.what()).isEqualTo("lambda:GetPolicy"));
    }

    @Test
    void isLikelyIfAFunctionMayHaveChangedTheOrigin() {
        assertThat(noPolicy(url().function()).claim()).isEqualTo("lambda-url-grant-missing LIKELY");
    }

    @ParameterizedTest
    @ValueSource(ints = {23, 145, 192})
    void anotherAnswerIsNot(int length) {
        OriginCase other = noPolicy(
                new OriginCase(HOST).asks(Logged.forbidden().answeredByOrigin().page("application/json", length)));

        assertThat(other.cause().id()).isNotEqualTo(CauseId.LAMBDA_URL_GRANT_MISSING);
    }

    @Test
    void theSameAnswerOfAnotherOriginIsNot() {
        assertThat(new OriginCase("api.example.com").asks(REFUSED).claim())
                .isEqualTo("custom-origin-forbidden CONFIRMED");
    }

    @Test
    void theFixAddsWhatIsMissingAndIsSimulated() {
        OriginCase half = policy(url(), URL_STATEMENT);

        assertThat(half.commands())
                .contains("aws lambda add-permission --function-name render --region eu-west-1 --statement-id"
                        + " AllowCloudFrontE2EXAMPLEInvokeFunction --action lambda:InvokeFunction --principal"
                        + " cloudfront.amazonaws.com --source-arn " + S3Case.ARN + " --invoked-via-function-url")
                .doesNotContain("--action lambda:InvokeFunctionUrl");
        assertThat(half.cause().remedy().orElseThrow().summary())
                .contains("Simulated: the resulting policy allows these requests.");
        assertThat(noPolicy(url()).commands())
                .contains("--action lambda:InvokeFunctionUrl", "--action lambda:InvokeFunction ");
    }

    @Test
    void aDenyThatStillRefusesIsNamed() {
        assertThat(policy(
                                url(),
                                "{\"Sid\":\"Stop\",\"Effect\":\"Deny\",\"Principal\":\"*\",\"Action\":\"lambda:*\",\"Resource\":\""
                                        + ARN + "\"}")
                        .cause()
                        .remedy()
                        .orElseThrow()
                        .summary())
                .contains("Deny statement Stop still refuses these requests");
    }
}
