package why403.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Answers of the edge to signed URLs and cookies, or to requests without these. */
class SignedCausesTest extends ReplayedCauses {

    private static final String TRUSTED_KEY_GROUPS = "/DefaultCacheBehavior/TrustedKeyGroups";
    private static final String KEY_GROUP = "cloudfront/get-key-group/a1b2c3d4-5678-90ab-cdef-EXAMPLE22222.json";

    /** A cache behavior that requires signatures by key {@code K1EXAMPLE}, and an error of the edge of that length. */
    private static ReplayedCase restricted(String length) {
        return ReplayedCase.ofServer("app.example.net")
                .config(
                        TRUSTED_KEY_GROUPS,
                        "{'Enabled':true,'Quantity':1,'Items':['a1b2c3d4-5678-90ab-cdef-EXAMPLE22222']}")
                .with(KEY_GROUP, """
                        {"KeyGroup":{"Id":"a1b2c3d4-5678-90ab-cdef-EXAMPLE22222","LastModifiedTime":"2026-01-12T09:00:00Z",
                         "KeyGroupConfig":{"Name":"links","Items":["K1EXAMPLE"]}}}""")
                .with(publicKey("K1EXAMPLE"), "{\"PublicKey\":{\"Id\":\"K1EXAMPLE\"}}")
                .with(publicKey("K2EXAMPLE"), "{\"PublicKey\":{\"Id\":\"K2EXAMPLE\"}}")
                .ofTheEdge()
                .answer("text/xml", length);
    }

    private static String publicKey(String id) {
        return "cloudfront/get-public-key/" + id + ".json";
    }

    /** A signature that expired one hour before the first request. */
    private static String expired(String key) {
        return "Expires=1795507200&Signature=Zm9yYmlkZGVu&Key-Pair-Id=" + key;
    }

    @Test
    void theCacheBehaviorDecidesWhetherASignatureIsMissing() throws IOException {
        assertThat(diagnosed(restricted("146"))).isEqualTo("signed-request-missing confirmed");
        assertThat(diagnosed(restricted("146").config(TRUSTED_KEY_GROUPS, "{'Enabled':false,'Quantity':0}")))
                .isEqualTo("unexplained possible");
    }

    @Test
    void theKeyGroupDecidesWhetherTheKeyIsUnknown() throws IOException {
        ReplayedCase unknown = restricted("-").column("cs-uri-query", expired("K2EXAMPLE"));

        assertThat(diagnosed(unknown)).isEqualTo("signed-request-unknown-key confirmed");
        assertThat(diagnosed(unknown.change(KEY_GROUP, "\"K1EXAMPLE\"", "\"K1EXAMPLE\",\"K2EXAMPLE\"")))
                .isEqualTo("signed-request-expired confirmed");
    }

    @Test
    void theQueryDecidesBetweenAnExpiredSignatureAndAnUnknownKey() throws IOException {
        ReplayedCase late = restricted("-").column("cs-uri-query", expired("K1EXAMPLE"));

        assertThat(diagnosed(late)).isEqualTo("signed-request-expired confirmed");
        assertThat(diagnosed(late.column("cs-uri-query", expired("K2EXAMPLE"))))
                .isEqualTo("signed-request-unknown-key confirmed");
    }
}
