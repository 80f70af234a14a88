package why403.account;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeRulesResponse;

/** The questions about an Application Load Balancer. */
public final class LoadBalancerQuestions {

    /** The flag of the load balancer's host. {@code aws} has no such flag: several calls make up the answer. */
    public static final String DNS_NAME = "--dns-name";

    /** The flag of a port that the origin reaches over HTTP. */
    public static final String HTTP_PORT = "--http-port";

    /** The flag of a port that the origin reaches over HTTPS. */
    public static final String HTTPS_PORT = "--https-port";

    private static final List<String> ACTIONS = List.of(
            "elasticloadbalancing:DescribeLoadBalancers",
            "elasticloadbalancing:DescribeListeners",
            "elasticloadbalancing:DescribeRules");

    private static final Operation<DescribeRulesResponse> DESCRIBE_RULES = new Operation<>(
            "elbv2", "describe-rules", DescribeRulesResponse::builder, ACTIONS, ACTIONS, LoadBalancerCommand::line);

    static final List<Operation<?>> OPERATIONS = List.of(DESCRIBE_RULES);

    private LoadBalancerQuestions() {}

    /**
     * The rules of all listeners that an origin reaches; none if no listener has the protocol and port. The code is
     * {@code LoadBalancerNotFound} if no load balancer of the account in that region has the host.
     *
     * @param host the host of the origin
     * @param httpPort the origin's port for HTTP; empty if CloudFront never connects over HTTP
     * @param httpsPort the origin's port for HTTPS; empty if CloudFront never connects over HTTPS
     * @param region the region that the host names, if known
     */
    public static Question<DescribeRulesResponse> rules(
            String host, Optional<Integer> httpPort, Optional<Integer> httpsPort, Optional<String> region) {
        List<Argument> arguments = Stream.of(
                        Optional.of(Argument.name(DNS_NAME, host.toLowerCase(Locale.ROOT))),
                        httpPort.map(port -> Argument.option(HTTP_PORT, port.toString())),
                        httpsPort.map(port -> Argument.option(HTTPS_PORT, port.toString())))
                .flatMap(Optional::stream)
                .toList();
        return new Question<>(DESCRIBE_RULES, arguments, region);
    }
}
