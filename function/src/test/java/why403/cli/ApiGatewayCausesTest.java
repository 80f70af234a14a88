package why403.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static why403.cli.ReplayedServer.ALL_HEADERS;
import static why403.cli.ReplayedServer.HEADERS;
import static why403.cli.ReplayedServer.server;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Answers of an API of API Gateway. */
class ApiGatewayCausesTest extends ReplayedCauses {

    private static final String API = "apigateway/get-rest-api/a1b2c3d4e5.json";
    private static final String STAGE = "apigateway/get-stage/a1b2c3d4e5/prod.json";

    /** The API answers with JSON of that length. */
    private static ReplayedCase api(String length) {
        return server("a1b2c3d4e5.execute-api.eu-west-1.amazonaws.com")
                .config("/Origins/Items/0/OriginPath", "'/prod'")
                .with(API, "{\"id\":\"a1b2c3d4e5\",\"name\":\"shop\",\"disableExecuteApiEndpoint\":false}")
                .with(STAGE, "{\"stageName\":\"prod\"}")
                .answer("application/json", length);
    }

    @Test
    void thePolicyDecidesWhetherTheForwardedHostIsTheCause() throws IOException {
        ReplayedCase behavior = api("23").config("/CacheBehaviors", """
                {'Quantity':1,'Items':[{'PathPattern':'/api/*','TargetOriginId':'one','ViewerProtocolPolicy':'allow-all',
                 'OriginRequestPolicyId':'own','CachePolicyId':'4135ea2d-6df8-44a3-9df3-4b5a84be39ad'}]}""");

        assertThat(diagnosed(behavior.with(HEADERS, ALL_HEADERS))).isEqualTo("host-header-forwarded confirmed");
        assertThat(diagnosed(behavior)).isEqualTo("api-gateway-forbidden possible");
        assertThat(diagnosed(api("23").with(HEADERS, ALL_HEADERS))).isEqualTo("host-header-forwarded possible");
    }

    @Test
    void theLengthDecidesWhetherTheDisabledEndpointIsTheCause() throws IOException {
        ReplayedCase disabled = api("23").change(API, "false", "true");

        assertThat(diagnosed(disabled)).isEqualTo("api-gateway-forbidden confirmed");
        assertThat(diagnosed(disabled.answer("application/json", "60")))
                .isEqualTo("api-gateway-authorizer-denied likely");
    }

    @Test
    void theLengthDecidesWhetherAnAuthorizerIsTheCause() throws IOException {
        assertThat(diagnosed(api("60"))).isEqualTo("api-gateway-authorizer-denied likely");
        assertThat(diagnosed(api("23"))).isEqualTo("api-gateway-forbidden possible");
    }

    @Test
    void theLengthDecidesWhetherTheMissingStageIsTheCause() throws IOException {
        assertThat(diagnosed(api("42").error(STAGE, "NotFoundException"))).isEqualTo("api-gateway-no-route confirmed");
        assertThat(diagnosed(api("23").error(STAGE, "NotFoundException"))).isEqualTo("api-gateway-forbidden possible");
        assertThat(diagnosed(api("42"))).isEqualTo("api-gateway-no-route likely");
    }
}
