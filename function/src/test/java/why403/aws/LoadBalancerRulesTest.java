package why403.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeRulesResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Rule;
import why403.account.Answer;
import why403.account.Answer.NotChecked;
import why403.account.Answer.Why;
import why403.account.LoadBalancerQuestions;
import why403.account.Question;

/** The rules of a load balancer, found by its host. */
class LoadBalancerRulesTest {

    private static final String HOST = "shop-1234567890.eu-west-1.elb.amazonaws.com";
    private static final Optional<Integer> NONE = Optional.empty();

    /** The server has the first listener at HTTPS 443 and the second at HTTP 80. */
    private static final String RULES = """
            {"Rules": [
                {"RuleArn": "arn:aws:elasticloadbalancing:eu-west-1:1:listener-rule/app/shop/50dc/443/a", "Priority": "1"},
                {"RuleArn": "arn:aws:elasticloadbalancing:eu-west-1:1:listener-rule/app/shop/50dc/443/b", "Priority": "2"},
                {"RuleArn": "arn:aws:elasticloadbalancing:eu-west-1:1:listener-rule/app/shop/50dc/80/c", "Priority": "3"}
            ]}
            """;

    @TempDir
    private Path scenario;

    private final List<String> problems = new ArrayList<>();
    private AccountServer server;
    private Clients clients;

    @BeforeEach
    void start() throws IOException {
        server = AccountServer.start(scenario, 1);
        clients = LocalClients.of(server.endpoint());
        Path recording = scenario.resolve("account/elbv2/describe-rules/" + HOST + ".json");
        Files.createDirectories(recording.getParent());
        Files.writeString(recording, RULES);
    }

    @AfterEach
    void stop() {
        clients.close();
        server.close();
    }

    private Answer<DescribeRulesResponse> asked(String host, Optional<Integer> http, Optional<Integer> https) {
        Question<DescribeRulesResponse> question =
                LoadBalancerQuestions.rules(host, http, https, Optional.of("eu-west-1"));
        return LocalClients.account(clients, true, problems::add).ask(question);
    }

    private List<String> priorities(Optional<Integer> http, Optional<Integer> https) {
        return asked(HOST, http, https).found().orElseThrow().rules().stream()
                .map(Rule::priority)
                .toList();
    }

    @Test
    void theRulesAreThoseOfTheListenersWithTheProtocolAndPort() {
        assertThat(priorities(NONE, Optional.of(443))).containsExactly("1", "2");
        assertThat(priorities(Optional.of(80), NONE)).containsExactly("3");
        assertThat(priorities(Optional.of(80), Optional.of(443))).containsExactly("1", "2", "3");
        assertThat(problems).isEmpty();
    }

    @Test
    void aPortWithoutAListenerHasNoRules() {
        assertThat(priorities(Optional.of(8080), NONE)).isEmpty();
        assertThat(priorities(Optional.of(443), Optional.of(80))).isEmpty();
        assertThat(problems).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"SHOP-1234567890.eu-west-1.elb.amazonaws.com", "dualstack." + HOST})
    void aHostIsFoundInAnyCaseAndWithTheNameThatAlsoHasIpv6(String host) {
        assertThat(asked(host, NONE, Optional.of(443)).found()).isPresent();
    }

    @Test
    void aHostThatNoLoadBalancerHasIsRefused() {
        assertThat(asked("shop-1.eu-west-1.elb.amazonaws.com", NONE, Optional.of(443))
                        .refusedAs("LoadBalancerNotFound"))
                .isTrue();
    }

    @Test
    void allCallsAreMadeInTheRegionOfTheHost() {
        asked(HOST, NONE, Optional.of(443));

        assertThat(server.asked()).extracting(ParsedRequest::region).containsOnly("eu-west-1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"describe-load-balancers", "describe-listeners", "describe-rules"})
    void aDeniedCallOfTheThreeIsNotChecked(String call) {
        server.make("elbv2 " + call, Fault.DENIED);

        assertThat(asked(HOST, NONE, Optional.of(443))).isEqualTo(new NotChecked<>(Why.DENIED));
    }

    @ParameterizedTest
    @ValueSource(strings = {"describe-load-balancers", "describe-listeners", "describe-rules"})
    void aWebPageInsteadOfOneOfTheThreeIsNotAnAnswer(String call) {
        server.make("elbv2 " + call, Fault.WEB_PAGE);

        assertThat(asked(HOST, NONE, Optional.of(443))).isEqualTo(new NotChecked<>(Why.OUT_OF_REACH));
        assertThat(problems).singleElement().asString().startsWith("elbv2 describe-rules returned a response that");
    }
}
