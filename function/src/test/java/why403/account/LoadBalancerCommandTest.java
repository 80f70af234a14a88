package why403.account;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import why403.remedies.RequiredPrograms;

/** A real shell runs the command with a fake {@code aws} that answers for one load balancer with two listeners. */
class LoadBalancerCommandTest {

    private static final String HOST = "Shop-1234567890.eu-west-1.elb.amazonaws.com";

    /** {@code %s} is a call that fails. The fourth argument of describe-rules is the ARN of a listener. */
    private static final String AWS = """
            aws() {
              printf '%%s\\n' "$*" >> calls
              case "$2" in
                %s) echo "An error occurred (AccessDenied) when calling the X operation: no" >&2; return 254;;
                describe-load-balancers) echo '{"LoadBalancers": [{"DNSName": "other.example", "LoadBalancerArn": "arn:other"},
                    {"DNSName": "%s", "LoadBalancerArn": "arn:shop"}]}';;
                describe-listeners) printf 'arn:l1\\tarn:l2\\n';;
                describe-rules) printf '{"Rules": [{"RuleArn": "%%s-a"}, {"RuleArn": "%%s-b"}]}\\n' "$4" "$4";;
              esac
            }
            """;

    @TempDir
    private Path folder;

    @BeforeAll
    static void findPrograms() {
        RequiredPrograms.orSkip();
    }

    private static Question<?> question(String host) {
        return LoadBalancerQuestions.rules(host, Optional.of(8080), Optional.of(443), Optional.of("eu-west-1"));
    }

    private void record(String host, String failing) throws IOException, InterruptedException {
        Process shell = new ProcessBuilder("sh")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        try (var input = shell.getOutputStream()) {
            String script = AWS.formatted(failing, HOST) + question(host).commandLine("account");
            input.write(script.getBytes(StandardCharsets.UTF_8));
        }
        shell.getInputStream().readAllBytes();
        shell.waitFor();
    }

    private JsonNode recorded(String host) throws IOException {
        return new JsonMapper()
                .readTree(Files.readString(
                        folder.resolve("account").resolve(question(host).recordingPath())));
    }

    @Test
    void theRulesOfAllListenersAreRecordedInOneFile() throws Exception {
        record(HOST, "none");

        assertThat(recorded(HOST).path("Rules").findValuesAsText("RuleArn"))
                .containsExactly("arn:l1-a", "arn:l1-b", "arn:l2-a", "arn:l2-b");
        assertThat(folder.resolve("account").resolve(question(HOST).errorPath()))
                .doesNotExist();
    }

    @Test
    void theCallsNameTheLoadBalancerItsPortsAndTheRegion() throws Exception {
        record("dualstack." + HOST, "none");

        assertThat(Files.readAllLines(folder.resolve("calls")))
                .containsExactly(
                        "elbv2 describe-load-balancers --region eu-west-1 --output json",
                        "elbv2 describe-listeners --load-balancer-arn arn:shop --query Listeners[?(Protocol==`\"HTTP\"` &&"
                                + " Port==`8080`) || (Protocol==`\"HTTPS\"` && Port==`443`)].ListenerArn"
                                + " --region eu-west-1 --output text",
                        "elbv2 describe-rules --listener-arn arn:l1 --region eu-west-1 --output json",
                        "elbv2 describe-rules --listener-arn arn:l2 --region eu-west-1 --output json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"describe-load-balancers", "describe-listeners", "describe-rules"})
    void anErrorOfAnyCallIsRecordedInsteadOfTheRules(String failing) throws Exception {
        record(HOST, failing);

        assertThat(folder.resolve("account").resolve(question(HOST).recordingPath()))
                .doesNotExist();
        assertThat(folder.resolve("account").resolve(question(HOST).errorPath()))
                .content()
                .contains("(AccessDenied) when calling the");
    }

    @Test
    void aHostThatNoLoadBalancerHasIsRecordedAsAnError() throws Exception {
        record("gone-1.eu-west-1.elb.amazonaws.com", "none");

        assertThat(folder.resolve("account")
                        .resolve(question("gone-1.eu-west-1.elb.amazonaws.com").errorPath()))
                .content()
                .startsWith(
                        "An error occurred (LoadBalancerNotFound) when calling the DescribeLoadBalancers operation: ");
        assertThat(Files.readAllLines(folder.resolve("calls"))).hasSize(1);
    }

    @Test
    void aHostileHostRunsNothing() throws Exception {
        String host = "--a'$(touch x)`touch x`\"; touch x\\n";

        record(host, "none");

        assertThat(folder.resolve("x")).doesNotExist();
        assertThat(folder.resolve("account").resolve(question(host).errorPath()))
                .exists();
    }
}
