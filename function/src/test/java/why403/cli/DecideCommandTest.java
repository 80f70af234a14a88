package why403.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The command decide: its arguments and its line of JSON. */
class DecideCommandTest {

    private static final String DISTRIBUTION = "arn:aws:cloudfront::123456789012:distribution/E2EXAMPLE";
    private static final String FILE = "arn:aws:s3:::example-assets/css/site.css";
    private static final String GRANT = "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Sid\":\"AllowCloudFront\","
            + "\"Effect\":\"Allow\",\"Principal\":{\"Service\":\"cloudfront.amazonaws.com\"},\"Action\":\"s3:GetObject\","
            + "\"Resource\":\"arn:aws:s3:::example-assets/*\",\"Condition\":{\"StringEquals\":{\"AWS:SourceArn\":\""
            + DISTRIBUTION + "\"}}}]}";

    @TempDir
    private Path folder;

    private Run decide(String policy, String... more) throws IOException {
        Path file = Files.writeString(folder.resolve("policy.json"), policy);
        List<String> arguments = new ArrayList<>(List.of("decide", "--policy", file.toString()));
        arguments.addAll(List.of(more));
        return Run.of(arguments.toArray(String[]::new));
    }

    private String decided(String policy, String principal, String... more) throws IOException {
        List<String> arguments =
                new ArrayList<>(List.of("--principal", principal, "--action", "s3:GetObject", "--resource", FILE));
        arguments.addAll(List.of(more));
        Run run = decide(policy, arguments.toArray(String[]::new));
        assertThat(run.err()).isEmpty();
        assertThat(run.exit()).isZero();
        assertThat(run.lines()).hasSize(1);
        return run.lines().get(0);
    }

    private static String statement(String rest) {
        return "{\"Version\":\"2012-10-17\",\"Statement\":{\"Resource\":\"*\",\"Action\":\"s3:*\"," + rest + "}}";
    }

    @Test
    void anAllowedRequestHasTheStatementThatAllowsIt() throws IOException {
        assertThat(decided(GRANT, "oac", "--distribution", DISTRIBUTION))
                .isEqualTo("{\"decision\":\"allow\",\"statements\":[\"AllowCloudFront\"],\"unknownKeys\":[],"
                        + "\"nearMiss\":null}");
    }

    @Test
    void aRequestThatNoStatementAllowsHasItsNearestMiss() throws IOException {
        assertThat(decided(GRANT, "oac", "--distribution", DISTRIBUTION + "X"))
                .isEqualTo("{\"decision\":\"implicit-deny\",\"statements\":[],\"unknownKeys\":[],\"nearMiss\":{"
                        + "\"statement\":\"AllowCloudFront\",\"part\":\"condition\",\"expected\":\"StringEquals"
                        + " AWS:SourceArn " + DISTRIBUTION + "\",\"found\":\"" + DISTRIBUTION + "X\"}}");
    }

    @Test
    void aDecisionThatDependsOnAnUnknownKeyNamesIt() throws IOException {
        assertThat(decided(GRANT, "oac"))
                .startsWith("{\"decision\":\"undetermined\",\"statements\":[\"AllowCloudFront\"],"
                        + "\"unknownKeys\":[\"AWS:SourceArn\"],");
    }

    @Test
    void anExplicitDenyHasTheStatementThatDenies() throws IOException {
        String policy =
                "{\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"s3:*\",\"Resource\":\"*\"},"
                        + "{\"Effect\":\"Deny\",\"Principal\":\"*\",\"Action\":\"s3:*\",\"Resource\":\"*\",\"Condition\":{\"Bool\":{"
                        + "\"aws:SecureTransport\":false}}}]}";

        assertThat(decided(policy, "anonymous", "--context", "aws:SecureTransport=false"))
                .isEqualTo(
                        "{\"decision\":\"explicit-deny\",\"statements\":[\"2\"],\"unknownKeys\":[],\"nearMiss\":null}");
        assertThat(decided(policy, "anonymous", "--context", "aws:securetransport=true"))
                .startsWith("{\"decision\":\"allow\"");
        assertThat(decided(policy, "anonymous")).startsWith("{\"decision\":\"undetermined\"");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            oac                                                                  | {"Service":"cloudfront.amazonaws.com"}       | allow
            anonymous                                                            | {"Service":"cloudfront.amazonaws.com"}       | implicit-deny
            logs.amazonaws.com                                                   | {"Service":"logs.amazonaws.com"}             | allow
            123456789012                                                         | {"AWS":"123456789012"}                       | allow
            arn:aws:iam::123456789012:root                                       | {"AWS":"123456789012"}                       | allow
            arn:aws:iam::123456789012:role/reader                                | {"AWS":"123456789012"}                       | implicit-deny
            arn:aws:sts::123456789012:assumed-role/reader/one                    | {"AWS":"arn:aws:iam::123456789012:role/reader"} | allow
            canonical:79a59df900b949e5                                           | {"CanonicalUser":"79a59df900b949e5"}         | allow
            federated:cognito-identity.amazonaws.com                             | {"Federated":"cognito-identity.amazonaws.com"} | allow
            federated:cognito-identity.amazonaws.com                             | "*"                                          | allow
            arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity E1OAI | {"AWS":"arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity E1OAI"} | allow
            """)
    void anyPrincipalCanBeAskedFor(String principal, String element, String decision) throws IOException {
        assertThat(decided(statement("\"Effect\":\"Allow\",\"Principal\":" + element), principal))
                .startsWith("{\"decision\":\"" + decision + "\"");
    }

    @Test
    void anOriginAccessIdentityIsGivenByItsId() throws IOException {
        String policy = statement("\"Effect\":\"Allow\",\"Principal\":{\"AWS\":"
                + "\"arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity E1OAI\"}");

        assertThat(decided(policy, "oai", "--oai", "E1OAI")).startsWith("{\"decision\":\"allow\"");
        assertThat(decided(policy, "oai", "--oai", "E9OAI")).startsWith("{\"decision\":\"implicit-deny\"");
    }

    @Test
    void aKeyThatIsGivenSeveralTimesHasSeveralValues() throws IOException {
        String policy =
                statement("\"Effect\":\"Allow\",\"Principal\":\"*\",\"Condition\":{\"ForAllValues:StringEquals\":{"
                        + "\"aws:TagKeys\":[\"a\",\"b\"]}}");
        String role = "arn:aws:iam::123456789012:role/reader";

        assertThat(decided(policy, role, "--context", "aws:TagKeys=a", "--context", "aws:TagKeys=b"))
                .startsWith("{\"decision\":\"allow\"");
        assertThat(decided(policy, role, "--context", "aws:TagKeys=a", "--context", "aws:tagkeys=c"))
                .startsWith("{\"decision\":\"implicit-deny\"");
    }

    @Test
    void theTimeIsNowUnlessItIsGiven() throws IOException {
        String policy = statement("\"Effect\":\"Allow\",\"Principal\":\"*\",\"Condition\":{\"DateLessThan\":{"
                + "\"aws:CurrentTime\":\"2026-11-24T10:00:01Z\"}}");

        assertThat(decided(policy, "oac")).startsWith("{\"decision\":\"allow\"");
        assertThat(decided(policy, "oac", "--context", "aws:CurrentTime=2026-11-24T10:00:01Z"))
                .startsWith("{\"decision\":\"implicit-deny\"");
    }

    @Test
    void theOutputOfGetBucketPolicyIsAPolicyToo() throws IOException {
        String answer = "{\"Policy\":\"" + GRANT.replace("\"", "\\\"") + "\"}";

        assertThat(decided(answer, "oac", "--distribution", DISTRIBUTION)).startsWith("{\"decision\":\"allow\"");
    }

    @Test
    void anOriginAccessControlAtAFunctionUrlHasTheKeysOfTheUrl() throws IOException {
        String policy = "{\"Statement\":{\"Effect\":\"Allow\",\"Principal\":{\"Service\":\"cloudfront.amazonaws.com\"},"
                + "\"Action\":\"lambda:InvokeFunction\",\"Resource\":\"*\",\"Condition\":{\"Bool\":{"
                + "\"lambda:InvokedViaFunctionUrl\":\"true\"}}}}";

        Run run = decide(
                policy,
                "--principal",
                "oac",
                "--distribution",
                DISTRIBUTION,
                "--action",
                "lambda:InvokeFunction",
                "--resource",
                "arn:aws:lambda:eu-central-1:123456789012:function:hello");

        assertThat(run.out()).startsWith("{\"decision\":\"allow\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "[]", "{\"Statement\":{\"Effect\":\"Maybe\"}}", "{\"Statement\":[{\"Effect\":\"Allow\"}]}"})
    void aPolicyThatCannotBeReadIsRefusedWithTheReason(String policy) throws IOException {
        Run run = decide(policy, "--principal", "anonymous", "--action", "s3:GetObject", "--resource", FILE);

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).hasLineCount(1).matches("(?s)(The policy|Statement 1 of the policy) .*\\.\\R");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --principal=oac --action=s3:GetObject                                        | The option --resource is missing.
            --principal=oac --resource=arn:aws:s3:::b/a                                  | The option --action is missing.
            --action=s3:GetObject --resource=arn:aws:s3:::b/a                            | The option --principal is missing.
            --principal=oai --action=s3:GetObject --resource=arn:aws:s3:::b/a            | The option --oai is missing.
            --principal=me --action=s3:GetObject --resource=arn:aws:s3:::b/a             | --principal must be oac, oai, anonymous
            --principal=oac --action=s3:* --resource=arn:aws:s3:::b/a                    | --action must be one action such as s3:GetObject
            --principal=oac --distribution=E2 --action=s3:GetObject --resource=arn:b     | --distribution must be an ARN such as
            --principal=oai --oai=E1 --distribution=E2 --action=s3:GetObject --resource=arn:b | --distribution applies only to the principal oac.
            --principal=oac --oai=E1 --action=s3:GetObject --resource=arn:b              | --oai applies only to the principal oai.
            --principal=oac --action=s3:GetObject --resource=arn:b --context=aws:SourceIp | --context must be KEY=VALUE
            """)
    void wrongArgumentsAreNamed(String arguments, String said) throws IOException {
        Run run = decide(GRANT, arguments.split(" ", -1));

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).startsWith(said);
    }

    @Test
    void aFileThatDoesNotExistIsNamed() {
        Run run = Run.of(
                "decide",
                "--policy",
                folder.resolve("none.json").toString(),
                "--principal",
                "oac",
                "--action",
                "s3:GetObject",
                "--resource",
                FILE);

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).startsWith("There is no file " + folder.resolve("none.json") + ".");
    }
}
