package why403.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import why403.signing.Signer;

/** Whole scenarios of signed requests, in pairs that differ in one recording or in one column of the log. */
class SignedRequestCausesTest {

    private static final String DISTRIBUTION = "cloudfront/get-distribution/E2EXAMPLE.json";
    private static final String KEY_GROUP = "cloudfront/get-key-group/kg-1.json";
    private static final String FIRST_KEY = "cloudfront/get-public-key/K1EXAMPLE.json";
    private static final Instant LATER = Instant.parse("2026-11-24T12:00:00Z");
    private static final Instant EARLIER = Instant.parse("2026-11-24T08:00:00Z");
    private static final String SITE = "https://www.example.com";
    private static final int STEM = 6;

    private static final Signer SIGNER = Signer.of("K1EXAMPLE");

    @TempDir
    private Path folder;

    private String diagnosed(ReplayedCase one) throws IOException {
        return one.diagnosed(Files.createTempDirectory(folder, "scenario"));
    }

    private static ReplayedCase site() {
        Map<String, String> recordings = new LinkedHashMap<>();
        recordings.put(DISTRIBUTION, """
                {"Distribution":{"Id":"E2EXAMPLE","ARN":"arn:aws:cloudfront::123456789012:distribution/E2EXAMPLE",
                 "DomainName":"d111111abcdef8.cloudfront.net",
                 "DistributionConfig":{"Aliases":{"Quantity":1,"Items":["www.example.com"]},
                  "Origins":{"Quantity":1,"Items":[{"Id":"one","DomainName":"media.example.net",
                   "CustomOriginConfig":{"HTTPPort":80,"HTTPSPort":443,"OriginProtocolPolicy":"https-only"}}]},
                  "DefaultCacheBehavior":{"TargetOriginId":"one","ViewerProtocolPolicy":"allow-all",
                   "TrustedKeyGroups":{"Enabled":true,"Quantity":1,"Items":["kg-1"]},
                   "AllowedMethods":{"Quantity":3,"Items":["HEAD","GET","OPTIONS"]},
                   "CachePolicyId":"658327ea-f89d-4fab-a63d-7e88639e58f6"}}}}""");
        recordings.put(KEY_GROUP, """
                {"KeyGroup":{"Id":"kg-1","LastModifiedTime":"2026-03-02T08:11:09Z",
                 "KeyGroupConfig":{"Name":"players","Items":["K1EXAMPLE","K2EXAMPLE"]}}}""");
        recordings.put(FIRST_KEY, publicKey(Signer.Key.RSA));
        recordings.put("cloudfront/get-public-key/K2EXAMPLE.json", publicKey(Signer.Key.OTHER));
        return new ReplayedCase(recordings, UnaryOperator.identity())
                .column("\t0.040\t", "\t0.001\t")
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

    private static ReplayedCase custom(Signer signer, String policy) {
        return site().signed(logged(signer.custom(policy)), "-");
    }

    private static ReplayedCase custom(String policy) {
        return custom(SIGNER, policy);
    }

    /** Each path with its own signature, for the URL that the change makes of its own. */
    private static ReplayedCase canned(Signer signer, UnaryOperator<String> change) {
        Map<String, String> queries = new HashMap<>();
        ReplayedCase site = site().column("/api/", "/api/film%2520");
        return new ReplayedCase(
                site.recordings(),
                text -> site.line()
                        .apply(text)
                        .replace(
                                "\t-\t-\n",
                                "\t"
                                        + queries.computeIfAbsent(
                                                text.split("\t", -1)[STEM], path -> query(signer, change, path))
                                        + "\t-\n"));
    }

    private static String query(Signer signer, UnaryOperator<String> change, String path) {
        String url = SITE + path.replace("/api/", "/api/film%20") + "?t=s3cr3t";
        return logged("t=s3cr3t&" + signer.canned(change.apply(url), LATER));
    }

    @Test
    void theUrlThatWasSignedDecidesWhetherTheSignatureIsTheCause() throws IOException {
        assertThat(diagnosed(canned(SIGNER, url -> url))).isEqualTo("unexplained possible");
        assertThat(diagnosed(canned(SIGNER, url -> url.replace("%20", " "))))
                .isEqualTo("signed-request-bad-signature confirmed");
        assertThat(diagnosed(canned(SIGNER, url -> url + "x"))).isEqualTo("signed-request-bad-signature confirmed");
    }

    @Test
    void thePublicKeyDecidesWhetherTheSignatureIsTheCause() throws IOException {
        String policy = policy(SITE + "/api/*", "");
        assertThat(diagnosed(custom(policy))).isEqualTo("unexplained possible");
        assertThat(diagnosed(custom(policy).with(FIRST_KEY, publicKey(Signer.Key.OTHER))))
                .isEqualTo("signed-request-bad-signature confirmed");
    }

    @Test
    void bothHashesAndBothKindsOfKeysAreVerified() throws IOException {
        Signer sha256 = SIGNER.withHash("SHA256");
        Signer ec = sha256.with(Signer.Key.EC);
        String policy = policy(SITE + "/api/*", "");
        assertThat(diagnosed(canned(sha256, url -> url))).isEqualTo("unexplained possible");
        assertThat(diagnosed(custom(sha256, policy).column("&Hash-Algorithm=SHA256", "")))
                .isEqualTo("signed-request-bad-signature confirmed");
        assertThat(diagnosed(custom(ec, policy).with(FIRST_KEY, publicKey(Signer.Key.EC))))
                .isEqualTo("unexplained possible");
        assertThat(diagnosed(custom(ec, policy))).isEqualTo("signed-request-bad-signature confirmed");
    }

    @Test
    void theCookiesDecideOnlyIfTheQueryContainsNoSignature() throws IOException {
        String cookies = "CloudFront-"
                + logged(SIGNER.custom(policy(SITE + "/api/*", ""))).replace("&", ";%20CloudFront-");
        String broken = cookies.replace("Signature=", "Signature=AAAA");
        String query = logged(SIGNER.custom(policy(SITE + "/api/*", "")));
        assertThat(diagnosed(site().signed("t=s3cr3t", cookies))).isEqualTo("unexplained possible");
        assertThat(diagnosed(site().signed("t=s3cr3t", broken))).isEqualTo("signed-request-bad-signature confirmed");
        assertThat(diagnosed(site().signed(query, broken))).isEqualTo("unexplained possible");
    }

    @Test
    void accountsThatSignKeepABadSignatureLikely() throws IOException {
        ReplayedCase accounts = custom(policy(SITE + "/api/*", ""))
                .change(
                        DISTRIBUTION,
                        "\"TrustedKeyGroups\":{\"Enabled\":true,\"Quantity\":1,\"Items\":[\"kg-1\"]}",
                        "\"TrustedSigners\":{\"Enabled\":true,\"Quantity\":1,\"Items\":[\"self\"]}");
        assertThat(diagnosed(accounts)).isEqualTo("signed-request-bad-signature likely");
        assertThat(diagnosed(accounts.change(
                        DISTRIBUTION, "\"TrustedSigners\":{\"Enabled\":true", "\"TrustedSigners\":{\"Enabled\":false")))
                .isEqualTo("unexplained possible");
    }

    @Test
    void theExpiryDecidesWhetherTheRequestsAreLate() throws IOException {
        String late = policy(SITE + "/api/*", "").replace("" + LATER.getEpochSecond(), "" + EARLIER.getEpochSecond());
        assertThat(diagnosed(custom(late))).isEqualTo("signed-request-expired confirmed");
        assertThat(diagnosed(custom(policy(SITE + "/api/*", "")))).isEqualTo("unexplained possible");
    }

    @Test
    void theStartDecidesWhetherTheRequestsAreEarly() throws IOException {
        String start = "\"DateGreaterThan\":{\"AWS:EpochTime\":%d},";
        assertThat(diagnosed(custom(policy(SITE + "/api/*", start.formatted(LATER.getEpochSecond() - 60)))))
                .isEqualTo("signed-request-not-yet-valid confirmed");
        assertThat(diagnosed(custom(policy(SITE + "/api/*", start.formatted(EARLIER.getEpochSecond())))))
                .isEqualTo("unexplained possible");
    }

    @Test
    void theRangeDecidesWhetherTheAddressIsWrong() throws IOException {
        String address = "\"IpAddress\":{\"AWS:SourceIp\":\"%s\"},";
        assertThat(diagnosed(custom(policy(SITE + "/api/*", address.formatted("198.51.100.0/24")))))
                .isEqualTo("signed-request-wrong-address confirmed");
        assertThat(diagnosed(custom(policy(SITE + "/api/*", address.formatted("192.0.2.0/24")))))
                .isEqualTo("unexplained possible");
    }

    @Test
    void theHostDecidesWhetherTheResourceIsWrong() throws IOException {
        ReplayedCase site = custom(policy(SITE + "/api/*", ""));
        assertThat(diagnosed(custom(policy(SITE + "/audio/*", ""))))
                .isEqualTo("signed-request-wrong-resource confirmed");
        assertThat(diagnosed(site.column("\twww.example.com\t", "\tWWW2.example.com\t")))
                .isEqualTo("signed-request-wrong-resource confirmed");
        assertThat(diagnosed(site)).isEqualTo("unexplained possible");
    }

    @Test
    void theFormDecidesWhetherThePolicyIsMalformed() throws IOException {
        String seconds = "" + LATER.getEpochSecond();
        String policy = policy(SITE + "/api/*", "");
        assertThat(diagnosed(custom(policy.replace(seconds, seconds + "000"))))
                .isEqualTo("signed-request-malformed confirmed");
        assertThat(diagnosed(custom(policy.replace("DateLessThan", "DateLess"))))
                .isEqualTo("signed-request-malformed confirmed");
        assertThat(diagnosed(custom(policy).column("text/xml\t110", "text/xml\t131")))
                .isEqualTo("signed-request-malformed likely");
        assertThat(diagnosed(custom(policy))).isEqualTo("unexplained possible");
    }

    @Test
    void theKeyGroupDecidesWhetherTheKeyIsUnknown() throws IOException {
        ReplayedCase unknown = custom(Signer.of("K3EXAMPLE"), policy(SITE + "/api/*", ""))
                .column("text/xml\t110", "text/xml\t106")
                .with("cloudfront/get-public-key/K3EXAMPLE.json", publicKey(Signer.Key.RSA));
        assertThat(diagnosed(unknown)).isEqualTo("signed-request-unknown-key confirmed");
        assertThat(diagnosed(unknown.change(KEY_GROUP, "K2EXAMPLE", "K3EXAMPLE")))
                .isEqualTo("signed-request-unknown-key possible");
    }

    @Test
    void theMethodDecidesWhetherASignatureIsMissingOrCannotBeSent() throws IOException {
        ReplayedCase unsigned = site().column("text/xml\t110", "text/xml\t146");
        assertThat(diagnosed(unsigned)).isEqualTo("signed-request-missing confirmed");
        assertThat(diagnosed(unsigned.column("\tGET\t", "\tOPTIONS\t")))
                .isEqualTo("signed-request-preflight confirmed");
    }
}
