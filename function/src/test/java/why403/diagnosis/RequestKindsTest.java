package why403.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import software.amazon.awssdk.services.cloudfront.model.CustomOriginConfig;
import software.amazon.awssdk.services.cloudfront.model.DistributionConfig;
import software.amazon.awssdk.services.cloudfront.model.EventType;
import software.amazon.awssdk.services.cloudfront.model.FunctionAssociation;
import software.amazon.awssdk.services.cloudfront.model.GeoRestrictionType;
import software.amazon.awssdk.services.cloudfront.model.Origin;
import software.amazon.awssdk.services.cloudfront.model.OriginCustomHeader;
import why403.diagnosis.access.S3Inspection;
import why403.diagnosis.check.Check;
import why403.diagnosis.inquiry.AccountInquiry;
import why403.diagnosis.request.Fingerprint;
import why403.diagnosis.request.ForbiddenRequest;
import why403.diagnosis.request.IncidentContext;
import why403.log.Field;
import why403.seeded.Generator;
import why403.seeded.Seeds;

/** Requests of one kind, and the checks that rule out kinds. */
class RequestKindsTest {

    private static final FunctionAssociation REWRITE = FunctionAssociation.builder()
            .eventType(EventType.VIEWER_REQUEST)
            .functionARN("arn:aws:cloudfront::123456789012:function/rewrite")
            .build();

    private static final List<DistributionConfig> CONFIGS = List.of(
            Site.plain(),
            Site.with(config -> config.webACLId("arn:aws:wafv2:us-east-1:123456789012:global/webacl/acl/1234")),
            Site.geo(GeoRestrictionType.BLACKLIST, "RU"),
            Site.restricted("/img/*"),
            Site.withBehavior("/img/*", behavior -> behavior.viewerProtocolPolicy("https-only")),
            Site.withBehavior("/img/*", behavior -> behavior.functionAssociations(all -> all.items(REWRITE))),
            Site.grouped(403),
            Site.withErrorPage(Site.plain(), 200),
            Site.withErrorPage(Site.plain(), 403),
            behind("www.example.org"),
            behind("d222222abcdef8.cloudfront.net"),
            behind("a1b2c3d4e5.execute-api.eu-west-1.amazonaws.com"),
            behind("abcdefgh.lambda-url.eu-west-1.on.aws"),
            behind("lb-1234567890.eu-west-1.elb.amazonaws.com"),
            behind("example-assets.s3-website-eu-west-1.amazonaws.com"),
            behind("assets-abcdefgh-s3alias.s3.eu-west-1.amazonaws.com"));

    private static DistributionConfig behind(String host) {
        Origin origin = Origin.builder()
                .id("s3")
                .domainName(host)
                .customOriginConfig(CustomOriginConfig.builder().build())
                .customHeaders(headers -> headers.items(OriginCustomHeader.builder()
                        .headerName("Referer")
                        .headerValue("example")
                        .build()))
                .build();
        return Site.with(config -> config.origins(all -> all.items(origin).quantity(1)));
    }

    @ParameterizedTest
    @Seeds(400)
    void noCheckClaimsARequestOfAKindThatItRulesOut(Generator given) {
        IncidentContext incident = incident(given, given.list(1, 20, () -> request(given)));
        for (Check check : Diagnostician.checks(incident, new S3Inspection(incident))) {
            for (ForbiddenRequest request : incident.requests()) {
                assertThat(check.examine(request).isPresent() && !check.mayExplain(request.kind()))
                        .as("%s rules out %s", check.id(), request.line().answer())
                        .isFalse();
            }
        }
    }

    private static IncidentContext incident(Generator given, List<Logged> forbidden) {
        KnownAccount account =
                given.oneIn(10) ? KnownAccount.withoutRecordings() : KnownAccount.with(given.of(CONFIGS));
        return new IncidentContext(new AccountInquiry(account), KnownAccount.ID, Logged.NOON, Site.sample(forbidden));
    }

    private static Logged request(Generator given) {
        Logged logged = Logged.forbidden()
                .with(Field.METHOD, given.of("GET", "HEAD", "POST", "OPTIONS"))
                .with(Field.PROTOCOL, given.of("http", "https", "https"))
                .with(Field.HOST_HEADER, given.of("d111111abcdef8.cloudfront.net", "www.example.com", "192.0.2.1"))
                .with(Field.BYTES_SENT, String.valueOf(given.between(0, given.of(700, 1_500, 3_000))))
                .with(Field.TIME_TO_FIRST_BYTE, given.of("0.001", "0.084", "-"))
                .path(given.of("/", "/img/", "/img/a.png", "/img/%C3%A9+b", "/api/1"))
                .query(given.of(
                        "-",
                        "v=1",
                        "X-Amz-Signature=abc",
                        "Expires=1&Signature=abc&Key-Pair-Id=K1",
                        "Expires=99999999999&Signature=abc&Key-Pair-Id=K1"))
                .detail(given.of(
                        "Error",
                        "Error",
                        "-",
                        "ClientGeoBlocked",
                        "InvalidRequestMethod",
                        "InvalidRequestCertificate",
                        "FunctionGeneratedResponse",
                        "LambdaGeneratedResponse",
                        "MissGeneratedResponse"));
        Logged placed = given.oneIn(2) ? logged.with(Field.COUNTRY, given.of("RU", "DE")) : logged;
        Logged timed = given.oneIn(3) ? placed.with(Field.ORIGIN_FIRST_BYTE, given.of("-", "0.050")) : placed;
        return answered(timed, given);
    }

    private static Logged answered(Logged logged, Generator given) {
        if (given.oneIn(4)) {
            return logged.with(Field.CONTENT_TYPE, given.of("application/xml", "text/html", "-"));
        }
        String[] typeAndLength = given.of(Fingerprint.values()).shape().split(" of | bytes", -1);
        return logged.page(typeAndLength[0], Integer.parseInt(typeAndLength[1]) + given.of(0, 0, 0, 1));
    }

    @Test
    void requestsForDifferentPathsAtDifferentTimesAreOfOneKind() {
        Logged refused = Logged.forbidden().answeredByBucket();
        assertThat(kinds(
                        refused,
                        refused.path("/img/other.png").query("v=2").at(Logged.NOON.plusSeconds(5)),
                        refused.with(Field.BYTES_SENT, "561").with(Field.TIME_TO_FIRST_BYTE, "0.093"),
                        refused.with(Field.CLIENT_ADDRESS, "198.51.100.7")))
                .isEqualTo(1);
    }

    @Test
    void whatDecidesAboutARequestMakesAnotherKind() {
        Logged refused = Logged.forbidden().answeredByBucket();
        Stream.of(
                        refused.with(Field.METHOD, "HEAD"),
                        refused.with(Field.BYTES_SENT, "2001"),
                        refused.with(Field.TIME_TO_FIRST_BYTE, "0.001"),
                        refused.with(Field.PROTOCOL, "http"),
                        refused.with(Field.CONTENT_TYPE, "text/html"),
                        refused.query("X-Amz-Signature=abc"),
                        refused.detail("ClientGeoBlocked"))
                .forEach(other -> assertThat(kinds(refused, other)).isEqualTo(2));
    }

    private static long kinds(Logged... forbidden) {
        IncidentContext incident = new IncidentContext(
                new AccountInquiry(KnownAccount.with(Site.plain())),
                KnownAccount.ID,
                Logged.NOON,
                Site.sample(forbidden));
        return incident.requests().stream()
                .map(ForbiddenRequest::kind)
                .mapToInt(System::identityHashCode)
                .distinct()
                .count();
    }
}
