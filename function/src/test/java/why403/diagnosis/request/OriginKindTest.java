package why403.diagnosis.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.cloudfront.model.Origin;

/** What answers at an origin, as its host name says. */
class OriginKindTest {

    private static Origin at(String host) {
        return Origin.builder().id("one").domainName(host).build();
    }

    @ParameterizedTest
    @CsvSource({
        "example-assets.s3.eu-west-1.amazonaws.com, S3_REST",
        "example-assets.s3.amazonaws.com, S3_REST",
        "example-assets.s3-website-eu-west-1.amazonaws.com, S3_WEBSITE",
        "example-assets.s3-website.eu-central-1.amazonaws.com, S3_WEBSITE",
        "abcdefghijklmnopqrstuvwxyz012345.lambda-url.eu-west-1.on.aws, FUNCTION_URL",
        "A1B2C3D4E5.execute-api.us-gov-west-1.amazonaws.com, API_GATEWAY",
        "my-lb-1234567890.ap-southeast-1.elb.amazonaws.com, LOAD_BALANCER",
        "dualstack.internal-my-lb-1.eu-west-1.elb.amazonaws.com, LOAD_BALANCER",
        "d111111abcdef8.cloudfront.net, CLOUDFRONT",
        "main.d1example.amplifyapp.com, CLOUDFRONT",
        "api.example.com, OTHER",
        "execute-api.eu-west-1.amazonaws.com.example.com, OTHER",
        "my-nlb-1234567890abcdef.elb.eu-west-1.amazonaws.com, OTHER"
    })
    void followsFromTheHost(String host, OriginKind kind) {
        assertThat(OriginKind.of(at(host))).isEqualTo(kind);
    }

    @Test
    void theSettingsOfABucketCountForMoreThanItsHost() {
        assertThat(OriginKind.of(at("assets.example.com").toBuilder()
                        .s3OriginConfig(config -> config.originAccessIdentity(""))
                        .build()))
                .isEqualTo(OriginKind.S3_REST);
    }

    @Test
    void theRegionIsPartOfSomeHosts() {
        Origin api = at("a1b2c3d4e5.execute-api.eu-west-1.amazonaws.com");
        Origin other = at("api.example.com");

        assertThat(OriginKind.of(api).region(api)).contains("eu-west-1");
        assertThat(OriginKind.of(other).region(other)).isEqualTo(Optional.empty());
    }
}
