package why403.diagnosis.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.cloudfront.model.Origin;
import software.amazon.awssdk.services.cloudfront.model.OriginCustomHeader;
import why403.diagnosis.Logged;
import why403.diagnosis.s3.S3Case;
import why403.log.Field;
import why403.policy.Caller;
import why403.policy.Decision.Outcome;
import why403.policy.Policy;
import why403.policy.Principal;
import why403.policy.Request;
import why403.policy.Resource;

/** The caller that a bucket's policy sees, for each way in which CloudFront can access an origin. */
class OriginAccessTest {

    private static final DistributionArn DISTRIBUTION = new DistributionArn(S3Case.ARN, "aws", "123456789012");
    private static final OriginAccess CONTROL = new OriginAccess.Control("E1OAC", Optional.of("always"));
    private static final OriginAccess IDENTITY = new OriginAccess.Identity("E1OAI", Optional.of("canonical"));
    private static final OriginAccess NEVER = new OriginAccess.NeverSigning("E1OAC");
    private static final OriginAccess NONE = new OriginAccess.None();

    private static final Origin WITH_REFERER = Origin.builder()
            .id("s3")
            .customHeaders(headers -> headers.items(OriginCustomHeader.builder()
                    .headerName("referer")
                    .headerValue("between-us")
                    .build()))
            .build();

    private static final String BY_REFERER = """
            {"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":"*","Action":"s3:GetObject",\
            "Resource":"*","Condition":{"StringEquals":{"aws:Referer":"between-us"}}}}""";

    private static final String OVER_HTTPS = """
            {"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":"*","Action":"s3:GetObject",\
            "Resource":"*","Condition":{"Bool":{"aws:SecureTransport":"true"}}}}""";

    private static Caller caller(OriginAccess access) {
        return access.caller(
                Optional.of(DISTRIBUTION), WITH_REFERER, Logged.forbidden().record());
    }

    private static Outcome decide(String policy, Caller caller) {
        Policy read = ((Policy.Read) Policy.read(policy)).policy();
        return read.decide(new Request(caller, "s3:GetObject", new Resource.Exactly("arn:aws:s3:::example-assets/a")))
                .outcome();
    }

    static Stream<OriginAccess> unsigned() {
        return Stream.of(NEVER, NONE);
    }

    @Test
    void anAccessControlIsCloudFrontsServiceForTheDistribution() {
        assertThat(caller(CONTROL).principal()).isEqualTo(new Principal.Service("cloudfront.amazonaws.com"));
        assertThat(CONTROL.signs()).isTrue();
        assertThat(decide(S3Case.GRANT, caller(CONTROL))).isEqualTo(Outcome.ALLOW);
        assertThat(decide(S3Case.GRANT.replace("E2EXAMPLE", "EOTHER"), caller(CONTROL)))
                .isEqualTo(Outcome.IMPLICIT_DENY);
    }

    @Test
    void anAccessControlOfADistributionWithoutAKnownArnIsUndetermined() {
        Caller caller = CONTROL.caller(
                Optional.empty(), WITH_REFERER, Logged.forbidden().record());
        assertThat(decide(S3Case.GRANT, caller)).isEqualTo(Outcome.UNDETERMINED);
    }

    @Test
    void anIdentityIsRecognizedByItsUserAndItsCanonicalUser() {
        assertThat(caller(IDENTITY).principal())
                .isEqualTo(new Principal.OriginAccessIdentity("aws", "E1OAI", Optional.of("canonical")));
        assertThat(IDENTITY.signs()).isTrue();
        assertThat(decide(S3Case.GRANT, caller(IDENTITY))).isEqualTo(Outcome.IMPLICIT_DENY);
    }

    @Test
    void inChinaTheArnOfAnIdentityIsThatOfItsPartition() {
        DistributionArn china =
                new DistributionArn(S3Case.ARN.replace("arn:aws:", "arn:aws-cn:"), "aws-cn", "123456789012");

        assertThat(IDENTITY.caller(
                                Optional.of(china),
                                WITH_REFERER,
                                Logged.forbidden().record())
                        .principal()
                        .described())
                .isEqualTo("arn:aws-cn:iam::cloudfront:user/CloudFront Origin Access Identity E1OAI");
    }

    @ParameterizedTest
    @CsvSource({"https, ALLOW", "http, IMPLICIT_DENY"})
    void anIdentityUsesTheViewersProtocol(String protocol, Outcome outcome) {
        Caller caller = IDENTITY.caller(
                Optional.of(DISTRIBUTION),
                WITH_REFERER,
                Logged.forbidden().with(Field.PROTOCOL, protocol).record());
        assertThat(decide(OVER_HTTPS, caller)).isEqualTo(outcome);
    }

    @ParameterizedTest
    @MethodSource("unsigned")
    void requestsThatAreNotSignedAreAnonymous(OriginAccess access) {
        assertThat(access.signs()).isFalse();
        assertThat(caller(access).principal()).isEqualTo(caller(NONE).principal());
        assertThat(decide(S3Case.GRANT, caller(access))).isEqualTo(Outcome.IMPLICIT_DENY);
    }

    @ParameterizedTest
    @MethodSource("unsigned")
    void anAnonymousRequestHasTheRefererOfTheOriginsCustomHeaders(OriginAccess access) {
        assertThat(decide(BY_REFERER, caller(access))).isEqualTo(Outcome.ALLOW);
        Caller withoutHeader = access.caller(
                Optional.of(DISTRIBUTION),
                Origin.builder().id("s3").build(),
                Logged.forbidden().record());
        assertThat(decide(BY_REFERER, withoutHeader)).isNotEqualTo(Outcome.ALLOW);
    }

    @Test
    void eachIsNamedWithItsSigningBehavior() {
        assertThat(Stream.of(CONTROL, IDENTITY, NEVER, NONE).map(OriginAccess::described))
                .containsExactly(
                        "OAC E1OAC (signing behavior always)",
                        "OAI E1OAI",
                        "OAC E1OAC (signing behavior never)",
                        "neither an OAC nor an OAI");
    }
}
