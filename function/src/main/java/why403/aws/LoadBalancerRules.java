package why403.aws;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeListenersResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeLoadBalancersResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeRulesResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Listener;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancer;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerNotFoundException;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Rule;
import why403.account.LoadBalancerQuestions;
import why403.account.Question;

/**
 * Answers which rules an origin reaches: finds the load balancer by its host, then its listeners, then their rules.
 *
 * @see <a href="https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_DescribeRules.html">AWS:
 *     DescribeRules</a>
 */
final class LoadBalancerRules {

    private static final int BAD_REQUEST = 400;

    private final ElasticLoadBalancingV2Client client;
    private final RequestArguments arguments;

    private LoadBalancerRules(ElasticLoadBalancingV2Client client, RequestArguments arguments) {
        this.client = client;
        this.arguments = arguments;
    }

    static SdkPojo call(Clients clients, Question<?> question) {
        return new LoadBalancerRules(
                        clients.of(
                                ElasticLoadBalancingV2Client.class,
                                ElasticLoadBalancingV2Client::builder,
                                question.region()),
                        RequestArguments.of(question))
                .rules();
    }

    private DescribeRulesResponse rules() {
        List<Rule> rules = new ArrayList<>();
        for (Listener listener : listeners(loadBalancer())) {
            Pages.each("DescribeRules", marker -> {
                DescribeRulesResponse page = present(client.describeRules(
                        request -> request.listenerArn(listener.listenerArn()).marker(marker.orElse(null))));
                rules.addAll(page.rules());
                return Optional.ofNullable(page.nextMarker());
            });
        }
        return DescribeRulesResponse.builder().rules(rules).build();
    }

    private String loadBalancer() {
        // A name with this prefix has the same addresses, and IPv6 ones.
        String host = arguments.value(LoadBalancerQuestions.DNS_NAME).orElse("").replaceFirst("^dualstack\\.", "");
        List<LoadBalancer> found = new ArrayList<>();
        Pages.each("DescribeLoadBalancers", marker -> {
            DescribeLoadBalancersResponse page =
                    present(client.describeLoadBalancers(request -> request.marker(marker.orElse(null))));
            page.loadBalancers().stream()
                    .filter(each -> host.equalsIgnoreCase(each.dnsName()))
                    .forEach(found::add);
            return found.isEmpty() ? Optional.ofNullable(page.nextMarker()) : Optional.empty();
        });
        return found.stream()
                .findFirst()
                .orElseThrow(LoadBalancerRules::notFound)
                .loadBalancerArn();
    }

    private List<Listener> listeners(String loadBalancerArn) {
        List<Listener> reached = new ArrayList<>();
        Pages.each("DescribeListeners", marker -> {
            DescribeListenersResponse page = present(client.describeListeners(
                    request -> request.loadBalancerArn(loadBalancerArn).marker(marker.orElse(null))));
            page.listeners().stream().filter(this::isReached).forEach(reached::add);
            return Optional.ofNullable(page.nextMarker());
        });
        return reached;
    }

    private boolean isReached(Listener listener) {
        String port = String.valueOf(listener.port());
        return switch (listener.protocolAsString()) {
            case "HTTP" ->
                arguments
                        .value(LoadBalancerQuestions.HTTP_PORT)
                        .filter(port::equals)
                        .isPresent();
            case "HTTPS" ->
                arguments
                        .value(LoadBalancerQuestions.HTTPS_PORT)
                        .filter(port::equals)
                        .isPresent();
            default -> false;
        };
    }

    private static <R extends SdkPojo> R present(R page) {
        if (SdkMembers.isEmpty(page)) {
            throw new UnreadableResponseException("Elastic Load Balancing returned no list");
        }
        return page;
    }

    private static RuntimeException notFound() {
        return LoadBalancerNotFoundException.builder()
                .statusCode(BAD_REQUEST)
                .awsErrorDetails(AwsErrorDetails.builder()
                        .errorCode("LoadBalancerNotFound")
                        .errorMessage("No load balancer of this account and region has this host")
                        .build())
                .build();
    }
}
