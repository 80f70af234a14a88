package why403.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static why403.cli.ReplayedServer.server;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Answers of a Lambda function URL. */
class FunctionUrlCausesTest extends ReplayedCauses {

    private static final String HOST = "abcdefghijklmnopqrstuvwxyz012345.lambda-url.eu-west-1.on.aws";
    private static final String FUNCTION = "arn:aws:lambda:eu-west-1:123456789012:function:render";
    private static final String PATH = "cs-uri-stem";

    /** The function or its alias has the URL, and answers with JSON of that length. */
    private static ReplayedCase url(String name, String length) {
        return server(HOST)
                .config("/Origins/Items/0/OriginAccessControlId", "'E1OAC'")
                .with("cloudfront/get-origin-access-control/E1OAC.json", """
                        {"OriginAccessControl":{"Id":"E1OAC","OriginAccessControlConfig":{"Name":"url",
                         "SigningProtocol":"sigv4","SigningBehavior":"always","OriginAccessControlOriginType":"lambda"}}}""")
                .with("lambda/get-function-url-config/" + name.replace(":", "%3A") + ".json", """
                        {"FunctionUrl":"https://%s/","FunctionArn":"%s","AuthType":"AWS_IAM",
                         "CreationTime":"2026-01-12T09:00:00.000Z"}""".formatted(
                                HOST, FUNCTION.replace("render", name)))
                .with(policyOf(name), allowing(name, "InvokeFunctionUrl", "InvokeFunction"))
                .answer("application/json", length);
    }

    private static String policyOf(String name) {
        return "lambda/get-policy/" + name.replace(":", "%3A") + ".json";
    }

    private static String allowing(String name, String... actions) {
        String[] statements = new String[actions.length];
        for (int i = 0; i < actions.length; i++) {
            statements[i] = """
                    {"Sid":"%1$s","Effect":"Allow","Principal":{"Service":"cloudfront.amazonaws.com"},
                     "Action":"lambda:%1$s","Resource":"%2$s","Condition":{"ArnLike":{"AWS:SourceArn":"%3$s"}}}""".formatted(actions[i], FUNCTION.replace("render", name), ReplayedCase.ARN);
        }
        return ReplayedBucket.policy(statements);
    }

    @Test
    void thePolicyOfTheFunctionDecidesWhetherItsGrantIsTheCause() throws IOException {
        ReplayedCase granted = url("render", "144");

        assertThat(diagnosed(granted.with(policyOf("render"), allowing("render", "InvokeFunctionUrl"))))
                .isEqualTo("lambda-url-grant-missing confirmed");
        assertThat(diagnosed(granted)).isEqualTo("custom-origin-forbidden confirmed");
    }

    @Test
    void thePolicyOfTheAliasDecidesWhetherTheGrantOfItsUrlIsTheCause() throws IOException {
        ReplayedCase granted = url("render:live", "144")
                .with(policyOf("render"), allowing("render", "InvokeFunctionUrl", "InvokeFunction"));

        assertThat(diagnosed(granted.error(policyOf("render:live"), "ResourceNotFoundException")))
                .isEqualTo("lambda-url-grant-missing confirmed");
        assertThat(diagnosed(granted)).isEqualTo("custom-origin-forbidden confirmed");
    }

    @Test
    void theMethodDecidesBetweenTheBodyAndTheEncoding() throws IOException {
        ReplayedCase post = url("render", "192").column("cs-method", "POST");

        assertThat(diagnosed(post)).isEqualTo("lambda-url-unsigned-body confirmed");
        assertThat(diagnosed(post.column("cs-method", "GET"))).isEqualTo("origin-signature-mismatch possible");
    }

    @Test
    void theLengthDecidesWhetherTheEncodingOfThePathIsTheCause() throws IOException {
        ReplayedCase escaped = url("render", "192").column(PATH, "/api/a%2520b");

        assertThat(diagnosed(escaped)).isEqualTo("origin-signature-mismatch confirmed");
        assertThat(diagnosed(escaped.answer("application/json", "144"))).isEqualTo("custom-origin-forbidden confirmed");
        assertThat(diagnosed(escaped.column(PATH, "/api/ab"))).isEqualTo("origin-signature-mismatch possible");
    }
}
