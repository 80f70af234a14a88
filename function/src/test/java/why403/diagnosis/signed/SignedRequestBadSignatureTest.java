package why403.diagnosis.signed;

import static org.assertj.core.api.Assertions.assertThat;
import static why403.diagnosis.signed.SignedCase.KEY;
import static why403.diagnosis.signed.SignedCase.LATER;
import static why403.diagnosis.signed.SignedCase.SIGNER;
import static why403.diagnosis.signed.SignedCase.account;
import static why403.diagnosis.signed.SignedCase.first;
import static why403.diagnosis.signed.SignedCase.request;
import static why403.diagnosis.signed.SignedCase.url;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.cloudfront.model.DistributionConfig;
import why403.account.CloudFrontQuestions;
import why403.cause.Cause;
import why403.cause.CauseId;
import why403.cause.Certainty;
import why403.cause.Diagnosis;
import why403.cause.Kind;
import why403.cause.NotChecked;
import why403.diagnosis.Logged;
import why403.diagnosis.Site;
import why403.diagnosis.signature.SignedUrl;
import why403.diagnosis.signature.UrlRewrite;
import why403.log.Field;
import why403.seeded.Generator;
import why403.seeded.Seeds;
import why403.signing.Signer;

class SignedRequestBadSignatureTest {

    private static final String FILM = "https://www.example.com/video/film%20one.mp4?quality=hd%20plus";
    private static final SignedUrl SENT = url("/video/film%20one.mp4", "quality=hd%20plus");

    private static Cause diagnose(Logged... forbidden) {
        return first(account(), forbidden);
    }

    private static Logged canned(String signedUrl) {
        return request(SENT, SIGNER.canned(signedUrl, LATER));
    }

    @Test
    void isConfirmedByThePublicKey() {
        Cause cause = diagnose(canned("https://www.example.com/video/another.mp4"));
        assertThat(cause.id()).isEqualTo(CauseId.SIGNED_REQUEST_BAD_SIGNATURE);
        assertThat(cause.kind()).isEqualTo(Kind.MISCONFIGURATION);
        assertThat(cause.certainty()).isEqualTo(Certainty.CONFIRMED);
        assertThat(cause.evidence()).contains("Signed with key K1EXAMPLE of key group players (1).");
    }

    @Test
    void makesNoClaimOnASignatureThatFits() {
        assertThat(diagnose(canned(FILM)).id()).isEqualTo(CauseId.UNEXPLAINED);
    }

    @Test
    void showsWhatWasSignedAndWhatWasSentWithoutValues() {
        Cause cause = diagnose(canned(FILM.replace("film%20one", "film one")));
        assertThat(cause.summary())
                .isEqualTo("the requests are not what was signed: the URL was signed with its path decoded");
        assertThat(cause.evidence())
                .contains("1 request: the URL was signed with its path decoded. For example, signed as"
                        + " https://www.example.com/video/film\u2423one.mp4?quality=\u2026 (\u2423 is a space), sent as"
                        + " https://www.example.com/video/film%20one.mp4?quality=\u2026.");
        assertThat(cause.toString()).doesNotContain("hd", "Signature", LATER.getEpochSecond() + "");
    }

    @Test
    void seesThatParametersWereAddedAfterSigning() {
        assertThat(diagnose(canned(FILM.substring(0, FILM.indexOf('?')))).summary())
                .contains("signed without its query parameters");
    }

    @Test
    void seesThatACannedPolicyWasSignedWithAWildcard() {
        Cause cause = diagnose(canned("https://www.example.com/video/*"));
        assertThat(cause.evidence())
                .anyMatch(sentence -> sentence.contains("signed as https://www.example.com/video/*,"));
        assertThat(cause.remedy().orElseThrow().summary()).contains("custom policy");
    }

    @Test
    void seesThatTheUrlWasSignedForHttp() {
        assertThat(diagnose(canned(FILM.replace("https:", "http:"))).summary()).contains("signed for http");
    }

    @Test
    void seesThatTheUrlWasSignedForTheDomainNameOfTheDistribution() {
        assertThat(diagnose(canned(FILM.replace("www.example.com", "d111111abcdef8.cloudfront.net")))
                        .summary())
                .contains("signed for the host d111111abcdef8.cloudfront.net");
    }

    @Test
    void seesTwoDifferencesAtOnce() {
        assertThat(diagnose(canned(FILM.replace("film%20one", "film one")
                                .replace("www.example.com", "d111111abcdef8.cloudfront.net")))
                        .summary())
                .contains("with its path decoded and for the host d111111abcdef8.cloudfront.net");
    }

    @Test
    void seesThatTheHashIsNotNamed() {
        String signature = SIGNER.withHash("SHA256").canned(FILM, LATER).replace("&Hash-Algorithm=SHA256", "");
        Cause cause = diagnose(request(SENT, signature));
        assertThat(cause.summary()).contains("valid with SHA-256, but the request stands for SHA-1");
        assertThat(cause.remedy().orElseThrow().summary()).contains("Hash-Algorithm=SHA256");
    }

    @Test
    void seesThatAnotherKeyOfTheGroupSigned() {
        Cause cause = diagnose(request(SENT, SIGNER.with(Signer.Key.OTHER).canned(FILM, LATER)));
        assertThat(cause.summary()).contains("valid with key K2EXAMPLE, but the request names key K1EXAMPLE");
        assertThat(cause.remedy().orElseThrow().summary()).contains("key rotation");
    }

    @Test
    void seesThatAPolicyWasSignedWithItsLineEnd() {
        String policy = SignedCase.policy(SignedCase.lessThan(LATER));
        String sent =
                SIGNER.custom(policy).replaceFirst("Signature=[^&]*", "Signature=" + SIGNER.signature(policy + "\n"));
        assertThat(diagnose(request(SENT, sent)).summary()).contains("with a line end after the policy");
    }

    @Test
    void readsSignedCookies() {
        String policy = SignedCase.policy(SignedCase.lessThan(LATER));
        String cookies = "theme=dark; CloudFront-" + SIGNER.custom(policy).replace("&", "; CloudFront-");
        Logged line = request("/video/a.ts").without(Field.URI_QUERY);
        String wrong = cookies.replaceFirst("Signature=[^;]*", "Signature=" + SIGNER.signature("another"));

        assertThat(diagnose(line.with(Field.COOKIE, SignedCase.escaped(cookies)))
                        .id())
                .isEqualTo(CauseId.UNEXPLAINED);
        Cause cause = diagnose(line.with(Field.COOKIE, SignedCase.escaped(wrong)));
        assertThat(cause.id()).isEqualTo(CauseId.SIGNED_REQUEST_BAD_SIGNATURE);
        assertThat(cause.certainty()).isEqualTo(Certainty.CONFIRMED);
    }

    @Test
    void anAliasMayBeTheHostIfTheLogDoesNotShowIt() {
        DistributionConfig config = Site.restricted("/video/*").toBuilder()
                .aliases(aliases -> aliases.items("www.example.com"))
                .build();
        Logged line = canned(FILM).without(Field.HOST_HEADER);
        assertThat(first(
                                SignedCase.keyGroup(config)
                                        .finding(
                                                CloudFrontQuestions.publicKey(KEY),
                                                SignedCase.response(Signer.Key.RSA.publicPem())),
                                line)
                        .id())
                .isEqualTo(CauseId.UNEXPLAINED);
    }

    @Test
    void isLikelyAndSaysSoWhereThePublicKeyIsNotRecorded() {
        Diagnosis diagnosis = Site.diagnose(
                SignedCase.keyGroup(Site.restricted("/video/*")), Site.sample(canned("https://other.example.com/")));
        assertThat(Site.first(diagnosis).id()).isEqualTo(CauseId.SIGNED_REQUEST_BAD_SIGNATURE);
        assertThat(Site.first(diagnosis).certainty()).isEqualTo(Certainty.LIKELY);
        assertThat(Site.first(diagnosis).evidence())
                .anyMatch(sentence -> sentence.contains("public key could not be read"));
        assertThat(diagnosis.notChecked()).contains(new NotChecked("cloudfront:GetPublicKey", "not recorded"));
    }

    @Test
    void aPublicKeyThatIsNoKeyIsReportedAsUnreadable() {
        Diagnosis diagnosis = Site.diagnose(
                SignedCase.keyGroup(Site.restricted("/video/*"))
                        .finding(CloudFrontQuestions.publicKey(KEY), SignedCase.response("blanked")),
                Site.sample(canned(FILM)));
        assertThat(diagnosis.notChecked())
                .contains(new NotChecked("cloudfront:GetPublicKey", "the answer could not be read"));
    }

    @Test
    void isNeverConfirmedWhereOtherAccountsSign() {
        DistributionConfig config = Site.withBehavior(
                "/video/*",
                behavior -> behavior.trustedSigners(
                        signers -> signers.enabled(true).items("210987654321").quantity(1)));
        Cause cause = first(SignedCase.keyGroup(config), canned("https://other.example.com/"));
        assertThat(cause.id()).isEqualTo(CauseId.SIGNED_REQUEST_BAD_SIGNATURE);
        assertThat(cause.certainty()).isEqualTo(Certainty.LIKELY);
        assertThat(cause.evidence()).anyMatch(sentence -> sentence.contains("trusted signers cannot be read"));
    }

    @Test
    void isPossibleOnAnOlderLineWithoutThePublicKey() {
        Logged line = canned("https://other.example.com/").older();
        assertThat(first(SignedCase.keyGroup(Site.restricted("/video/*")), line).certainty())
                .isEqualTo(Certainty.POSSIBLE);
        assertThat(diagnose(line).certainty()).isEqualTo(Certainty.CONFIRMED);
    }

    @Test
    void makesNoClaimOnACacheBehaviorWithoutSignatures() {
        assertThat(first(SignedCase.keyGroup(Site.plain()), canned("https://other.example.com/"))
                        .id())
                .isNotEqualTo(CauseId.SIGNED_REQUEST_BAD_SIGNATURE);
    }

    @Test
    void aBlankedSignatureIsNotWrong() {
        String blanked = "Expires=" + LATER.getEpochSecond() + "&Signature=BLANKED_&Key-Pair-Id=" + KEY;
        assertThat(diagnose(request(SENT, blanked)).certainty()).isEqualTo(Certainty.LIKELY);
    }

    @Test
    void checksFiveHundredOfManySignaturesAndSaysSo() {
        Logged[] many = IntStream.range(0, 600)
                .mapToObj(i -> request(url("/video/" + i + ".ts"), wrong(i)))
                .toArray(Logged[]::new);
        Cause cause = diagnose(many);
        assertThat(cause.id()).isEqualTo(CauseId.SIGNED_REQUEST_BAD_SIGNATURE);
        assertThat(cause.certainty()).isEqualTo(Certainty.LIKELY);
        assertThat(cause.evidence())
                .anyMatch(sentence -> sentence.startsWith("500 of 600 distinct signatures were checked"));
    }

    /** Of the right length and alphabet, without the cost of signing. */
    private static String wrong(int number) {
        byte[] bytes = new byte[256];
        new Random(number).nextBytes(bytes);
        return "Expires=" + LATER.getEpochSecond() + "&Signature=" + Signer.base64(bytes) + "&Key-Pair-Id=" + KEY;
    }

    private static String segment(Generator given) {
        return String.join(
                "",
                given.list(
                        1,
                        6,
                        () -> given.oneOf(
                                () -> given.of(
                                        "film", "a", "B9", "-", ".", "_", "~", "(", ")", "!", "'", "*", "@", ":", "+",
                                        "=", ";"),
                                () -> given.of("%20", "%C3%A9", "%c3%a9", "%2F", "%2B", "%25", "%2520", "%26", "%28"),
                                () -> given.of("\u00e9", "\u65e5")))); // sent by a client that encodes nothing
    }

    private static SignedUrl anyUrl(Generator given) {
        String path = "/video/" + String.join("/", given.list(1, 4, () -> segment(given)));
        List<String> query = given.list(
                0,
                4,
                () -> given.oneOf(
                        () -> given.of("a", "b", "utm_source") + "="
                                + segment(given).replace("#", ""),
                        () -> given.of("flag", "a=", "x=1")));
        return new SignedUrl(
                given.of("https", "https", "http"),
                given.of("www.example.com", "d111111abcdef8.cloudfront.net", "WWW.example.com"),
                path,
                query);
    }

    private static Signer anySigner(Generator given) {
        return SIGNER.withHash(given.of("SHA1", "SHA256")).with(given.of(Signer.Key.RSA, Signer.Key.EC));
    }

    @ParameterizedTest
    @Seeds(200)
    void everyUrlThatIsSignedAsItIsSentFits(Generator given) {
        SignedUrl sent = anyUrl(given);
        Signer signer = anySigner(given);
        String resource = given.of(sent.text(), "*", sent.scheme() + "://" + sent.host() + "/video/*");
        String policy = SignedCase.policy(SignedCase.lessThan(LATER)).replace("\"*\"", "\"" + resource + "\"");
        String signature = given.oneIn(2) ? signer.canned(sent.text(), LATER) : signer.custom(policy);

        assertThat(first(account(signer.key()), request(sent, signature)).id()).isEqualTo(CauseId.UNEXPLAINED);
        assertThat(first(account(signer.key()), request(sent, broken(signature)))
                        .id())
                .isEqualTo(CauseId.SIGNED_REQUEST_BAD_SIGNATURE);
    }

    /** One character is another one. */
    private static String broken(String signature) {
        int at = signature.indexOf("Signature=") + 40;
        return signature.substring(0, at) + (signature.charAt(at) == 'A' ? 'B' : 'A') + signature.substring(at + 1);
    }

    private static Optional<SignedUrl> changed(UrlRewrite rewrite, Generator given) {
        return Stream.generate(() -> anyUrl(given))
                .limit(200)
                .filter(sent -> !rewrite.signed(sent).equals(sent))
                .findFirst();
    }

    private static void isFound(UrlRewrite rewrite, Generator given) {
        SignedUrl sent = changed(rewrite, given).orElseThrow();
        SignedUrl signedUrl = rewrite.signed(sent);
        Signer signer = anySigner(given);
        Cause cause = first(account(signer.key()), request(sent, signer.canned(signedUrl.text(), LATER)));
        assertThat(cause.certainty()).isEqualTo(Certainty.CONFIRMED);
        String shown = signedUrl.shown();
        String visible = shown.contains(" ") ? shown.replace(' ', '\u2423') + " (\u2423 is a space)" : shown;
        assertThat(cause.evidence())
                .anyMatch(sentence ->
                        sentence.endsWith(" For example, signed as " + visible + ", sent as " + sent.shown() + "."));
    }

    @ParameterizedTest
    @EnumSource(UrlRewrite.Reencoding.class)
    void everyReencodingIsFound(UrlRewrite.Reencoding reencoding) {
        for (int seed = 0; seed < 10 && reencoding != UrlRewrite.Reencoding.NONE; seed++) {
            isFound(reencoding, new Generator(seed));
        }
    }

    @ParameterizedTest
    @Seeds(30)
    void everyParentFolderAndEveryBeginningOfTheQueryIsFound(Generator given) {
        isFound(new UrlRewrite.ParentPath(given.between(0, 2)), given);
        isFound(new UrlRewrite.FirstParameters(given.between(0, 2)), given);
    }
}
