package why403.diagnosis.signed;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.cloudfront.model.DistributionConfig;
import software.amazon.awssdk.services.cloudfront.model.GetKeyGroupResponse;
import software.amazon.awssdk.services.cloudfront.model.GetPublicKeyResponse;
import why403.account.CloudFrontQuestions;
import why403.cause.Cause;
import why403.diagnosis.KnownAccount;
import why403.diagnosis.Logged;
import why403.diagnosis.Site;
import why403.diagnosis.signature.SignedUrl;
import why403.log.Field;
import why403.signing.Signer;

/** Signed requests to {@code /video/*}, which trusts the keys K1EXAMPLE (RSA) and K2EXAMPLE (another one). */
final class SignedCase {

    static final String KEY = "K1EXAMPLE";
    static final String SECOND_KEY = "K2EXAMPLE";
    static final String HOST = "www.example.com";
    static final Instant LATER = Logged.NOON.plus(Duration.ofHours(2));
    static final Signer SIGNER = Signer.of(KEY);

    private static final String ESCAPED = "<>\"#%{}|\\^~[]'`";

    private SignedCase() {}

    static KnownAccount account() {
        return account(Signer.Key.RSA);
    }

    static KnownAccount account(Signer.Key first) {
        return recorded(keyGroup(Site.restricted("/video/*")), KEY, first, SECOND_KEY, Signer.Key.OTHER);
    }

    /** The key group is recorded, its keys are not. */
    static KnownAccount keyGroup(DistributionConfig config) {
        return KnownAccount.with(config)
                .finding(
                        CloudFrontQuestions.keyGroup("kg-1"),
                        GetKeyGroupResponse.builder()
                                .keyGroup(group -> group.id("kg-1")
                                        .keyGroupConfig(it -> it.name("players").items(KEY, SECOND_KEY)))
                                .build());
    }

    private static KnownAccount recorded(
            KnownAccount account, String one, Signer.Key first, String two, Signer.Key second) {
        return account.finding(CloudFrontQuestions.publicKey(one), response(first.publicPem()))
                .finding(CloudFrontQuestions.publicKey(two), response(second.publicPem()));
    }

    static GetPublicKeyResponse response(String pem) {
        return GetPublicKeyResponse.builder()
                .publicKey(key ->
                        key.publicKeyConfig(config -> config.name("players").encodedKey(pem)))
                .build();
    }

    static Cause first(KnownAccount account, Logged... forbidden) {
        return Site.first(Site.diagnose(account, Site.sample(forbidden)));
    }

    /** A refused request for that path, with these query parameters; both as the viewer sent them. */
    static Logged request(String path, String... parameters) {
        return Logged.forbidden()
                .path(escaped(path))
                .query(escaped(String.join(
                        "&", Stream.of(parameters).filter(one -> !one.isEmpty()).toList())))
                .page("text/xml", 110);
    }

    /** A refused request for that URL with CloudFront's parameters. */
    static Logged request(SignedUrl sent, String signature) {
        return request(
                        sent.path(),
                        Stream.concat(sent.query().stream(), Stream.of(signature))
                                .toArray(String[]::new))
                .with(Field.PROTOCOL, sent.scheme())
                .with(Field.HOST_HEADER, escaped(sent.host()));
    }

    static SignedUrl url(String path, String... parameters) {
        return new SignedUrl("https", HOST, path, List.of(parameters));
    }

    /** A policy that allows every URL. */
    static String policy(String conditions) {
        return "{\"Statement\":[{\"Resource\":\"*\",\"Condition\":{" + conditions + "}}]}";
    }

    static String lessThan(Instant time) {
        return "\"DateLessThan\":{\"AWS:EpochTime\":" + time.getEpochSecond() + "}";
    }

    /** As CloudFront writes it to a log. */
    static String escaped(String sent) {
        StringBuilder logged = new StringBuilder(sent.length());
        for (byte each : sent.getBytes(StandardCharsets.UTF_8)) {
            int value = each & 0xff;
            logged.append(
                    value <= 32 || value >= 127 || ESCAPED.indexOf(value) >= 0
                            ? "%%%02X".formatted(value)
                            : String.valueOf((char) value));
        }
        return logged.toString();
    }
}
