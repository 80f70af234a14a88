package why403.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import why403.signing.Signer;

/** Signed URLs and cookies whose policy or signature does not fit the request. */
class SignedRequestCausesTest extends ReplayedCauses {

    private static final String KEY_GROUPS = "/DefaultCacheBehavior/TrustedKeyGroups";
    private static final String SIGNERS = "/DefaultCacheBehavior/TrustedSigners";
    private static final String FIRST_KEY = "cloudfront/get-public-key/K1EXAMPLE.json";
    private static final String QUERY = "cs-uri-query";
    private static final Instant LATER = Instant.parse("2026-11-24T12:00:00Z");
    private static final Instant EARLIER = Instant.parse("2026-11-24T08:00:00Z");
    private static final String SITE = "https://www.example.com";
    private static final String FILM = SITE + "/api/film%20one.png?t=s3cr3t";

    private static final Signer SIGNER = Signer.of("K1EXAMPLE");

    /** A cache behavior that requires signatures by two keys, and the edge's answer to a signature that is refused. */
    private static ReplayedCase site() {
        return ReplayedCase.ofServer("media.example.net")
                .config(KEY_GROUPS, "{'Enabled':true,'Quantity':1,'Items':['kg-1']}")
                .with("cloudfront/get-key-group/kg-1.json", """
                        {"KeyGroup":{"Id":"kg-1","LastModifiedTime":"2026-03-02T08:11:09Z",
                         "KeyGroupConfig":{"Name":"players","Items":["K1EXAMPLE","K2EXAMPLE"]}}}""")
                .with(FIRST_KEY, publicKey(Signer.Key.RSA))
                .with("cloudfront/get-public-key/K2EXAMPLE.json", publicKey(Signer.Key.OTHER))
                .column("cs-uri-stem", "/api/film%2520one.png")
                .ofTheEdge()
                .answer("text/xml", "110");
    }

    private static String publicKey(Signer.Key key) {
        return "{\"PublicKey\":{\"Id\":\"K1EXAMPLE\",\"CreatedTime\":\"2026-03-02T08:10:44Z\",\"PublicKeyConfig\":"
                + "{\"CallerReference\":\"1\",\"Name\":\"players\",\"EncodedKey\":\""
                + key.publicPem().replace("\n", "\\n") + "\"}}}";
    }

    private static String policy(String resource, String conditions) {
        return "{\"Statement\":[{\"Resource\":\"" + resource + "\",\"Condition\":{" + conditions
                + "\"DateLessThan\":{\"AWS:EpochTime\":" + LATER.getEpochSecond() + "}}}]}";
    }

    private static String logged(String sent) {
        return sent.replace("%", "%25").replace("~", "%7E").replace("\"", "%22").replace(" ", "%20");
    }

    private static String custom(Signer signer, String policy) {
        return logged(signer.custom(policy));
    }

    private static String custom(String policy) {
        return custom(SIGNER, policy);
    }

    /** The query of the film, with a signature that was made for that URL. */
    private static String canned(Signer signer, String url) {
        return logged("t=s3cr3t&" + signer.canned(url, LATER));
    }

    @Test
    void theUrlThatWasSignedDecidesWhetherTheSignatureIsTheCause() throws IOException {
        ReplayedCase decoded = site().column(QUERY, canned(SIGNER, FILM.replace("%20", " ")));

        assertThat(diagnosed(decoded)).isEqualTo("signed-request-bad-signature confirmed");
        assertThat(diagnosed(decoded.column(QUERY, canned(SIGNER, FILM + "x"))))
                .isEqualTo("signed-request-bad-signature confirmed");
        assertThat(diagnosed(decoded.column(QUERY, canned(SIGNER, FILM)))).isEqualTo("unexplained possible");
    }

    @Test
    void thePublicKeyDecidesWhetherTheSignatureIsTheCause() throws IOException {
        ReplayedCase signed = site().column(QUERY, custom(policy(SITE + "/api/*", "")));
        ReplayedCase withAnotherKey = signed.with(FIRST_KEY, publicKey(Signer.Key.OTHER));

        assertThat(diagnosed(withAnotherKey)).isEqualTo("signed-request-bad-signature confirmed");
        assertThat(diagnosed(signed)).isEqualTo("unexplained possible");
    }

    @Test
    void theHashOfTheSignatureIsThatOfTheQuery() throws IOException {
        Signer sha256 = SIGNER.withHash("SHA256");
        String sent = custom(sha256, policy(SITE + "/api/*", ""));
        ReplayedCase withoutHash = site().column(QUERY, sent.replace("&Hash-Algorithm=SHA256", ""));

        assertThat(diagnosed(withoutHash)).isEqualTo("signed-request-bad-signature confirmed");
        assertThat(diagnosed(withoutHash.column(QUERY, sent))).isEqualTo("unexplained possible");
        assertThat(diagnosed(withoutHash.column(QUERY, canned(sha256, FILM)))).isEqualTo("unexplained possible");
    }

    @Test
    void anEllipticKeyIsVerifiedToo() throws IOException {
        Signer ec = SIGNER.withHash("SHA256").with(Signer.Key.EC);
        ReplayedCase signed = site().column(QUERY, custom(ec, policy(SITE + "/api/*", "")));

        assertThat(diagnosed(signed)).isEqualTo("signed-request-bad-signature confirmed");
        assertThat(diagnosed(signed.with(FIRST_KEY, publicKey(Signer.Key.EC)))).isEqualTo("unexplained possible");
    }

    @Test
    void theCookiesDecideOnlyIfTheQueryContainsNoSignature() throws IOException {
        String signature = custom(policy(SITE + "/api/*", ""));
        String cookies = "CloudFront-" + signature.replace("&", ";%20CloudFront-");
        ReplayedCase broken =
                site().column(QUERY, "t=s3cr3t").column("cs(Cookie)", cookies.replace("Signature=", "Signature=AAAA"));

        assertThat(diagnosed(broken)).isEqualTo("signed-request-bad-signature confirmed");
        assertThat(diagnosed(broken.column("cs(Cookie)", cookies))).isEqualTo("unexplained possible");
        assertThat(diagnosed(broken.column(QUERY, signature))).isEqualTo("unexplained possible");
    }

    @Test
    void accountsThatSignKeepABadSignatureLikely() throws IOException {
        ReplayedCase accounts = site().config(KEY_GROUPS, "{'Enabled':false,'Quantity':0}")
                .config(SIGNERS, "{'Enabled':true,'Quantity':1,'Items':['self']}")
                .column(QUERY, custom(policy(SITE + "/api/*", "")));

        assertThat(diagnosed(accounts)).isEqualTo("signed-request-bad-signature likely");
        assertThat(diagnosed(accounts.config(SIGNERS, "{'Enabled':false,'Quantity':0}")))
                .isEqualTo("unexplained possible");
    }

    @Test
    void theExpiryDecidesWhetherTheRequestsAreLate() throws IOException {
        String inTime = policy(SITE + "/api/*", "");
        ReplayedCase late = site().column(
                        QUERY, custom(inTime.replace("" + LATER.getEpochSecond(), "" + EARLIER.getEpochSecond())));

        assertThat(diagnosed(late)).isEqualTo("signed-request-expired confirmed");
        assertThat(diagnosed(late.column(QUERY, custom(inTime)))).isEqualTo("unexplained possible");
    }

    @Test
    void theStartDecidesWhetherTheRequestsAreEarly() throws IOException {
        String start = "\"DateGreaterThan\":{\"AWS:EpochTime\":%d},";
        ReplayedCase early =
                site().column(QUERY, custom(policy(SITE + "/api/*", start.formatted(LATER.getEpochSecond() - 60))));

        assertThat(diagnosed(early)).isEqualTo("signed-request-not-yet-valid confirmed");
        assertThat(diagnosed(early.column(
                        QUERY, custom(policy(SITE + "/api/*", start.formatted(EARLIER.getEpochSecond()))))))
                .isEqualTo("unexplained possible");
    }

    @Test
    void theRangeDecidesWhetherTheAddressIsWrong() throws IOException {
        String address = "\"IpAddress\":{\"AWS:SourceIp\":\"%s\"},";
        ReplayedCase elsewhere =
                site().column(QUERY, custom(policy(SITE + "/api/*", address.formatted("198.51.100.0/24"))));

        assertThat(diagnosed(elsewhere)).isEqualTo("signed-request-wrong-address confirmed");
        assertThat(diagnosed(
                        elsewhere.column(QUERY, custom(policy(SITE + "/api/*", address.formatted("192.0.2.0/24"))))))
                .isEqualTo("unexplained possible");
    }

    @Test
    void theHostDecidesWhetherTheResourceIsWrong() throws IOException {
        ReplayedCase other = site().column(QUERY, custom(policy(SITE + "/audio/*", "")));

        assertThat(diagnosed(other)).isEqualTo("signed-request-wrong-resource confirmed");
        assertThat(diagnosed(other.column(QUERY, custom(policy("https://www2.example.com/api/*", "")))))
                .isEqualTo("signed-request-wrong-resource confirmed");
        assertThat(diagnosed(other.column(QUERY, custom(policy(SITE + "/api/*", "")))))
                .isEqualTo("unexplained possible");
    }

    @Test
    void theFormDecidesWhetherThePolicyIsMalformed() throws IOException {
        String seconds = "" + LATER.getEpochSecond();
        String policy = policy(SITE + "/api/*", "");
        ReplayedCase milliseconds = site().column(QUERY, custom(policy.replace(seconds, seconds + "000")));

        assertThat(diagnosed(milliseconds)).isEqualTo("signed-request-malformed confirmed");
        assertThat(diagnosed(milliseconds.column(QUERY, custom(policy.replace("DateLessThan", "DateLess")))))
                .isEqualTo("signed-request-malformed confirmed");
        assertThat(diagnosed(milliseconds.column(QUERY, custom(policy)))).isEqualTo("unexplained possible");
    }

    @Test
    void theMethodDecidesWhetherASignatureIsMissingOrCannotBeSent() throws IOException {
        ReplayedCase preflight = site().answer("text/xml", "146").column("cs-method", "OPTIONS");

        assertThat(diagnosed(preflight)).isEqualTo("signed-request-preflight confirmed");
        assertThat(diagnosed(preflight.column("cs-method", "GET"))).isEqualTo("signed-request-missing confirmed");
    }
}
