package why403.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeListenersResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeLoadBalancersResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeRulesResponse;
import why403.json.JsonTree;

/**
 * The responses of Elastic Load Balancing that lead to the recorded rules: a load balancer for each recording, and a
 * listener for each one that the ARNs of the rules name. The first listener is at HTTPS 443, the second at HTTP 80. One
 * more listener, at HTTPS 8443, has no rules.
 */
final class LoadBalancerResponses {

    private static final String JSON = ".json";
    private static final String ERROR = ".error.json";
    private static final String NOT_FOUND = "LoadBalancerNotFound";

    private static final Map<String, SdkPojo> TYPES = Map.of(
            "LoadBalancers", DescribeLoadBalancersResponse.builder().build(),
            "Listeners", DescribeListenersResponse.builder().build(),
            "Rules", DescribeRulesResponse.builder().build());

    private final Path recordings;
    private final int pageSize;

    LoadBalancerResponses(Path account, int pageSize) {
        this.recordings = account.resolve("elbv2/describe-rules");
        this.pageSize = pageSize;
    }

    HttpReply reply(ParsedRequest asked) throws IOException {
        for (Path error : files(ERROR)) {
            String recorded = Files.readString(error);
            if (!recorded.contains(NOT_FOUND)) {
                return AccountServer.error("elbv2", recorded);
            }
        }
        if (!Files.isDirectory(recordings)) {
            return WireErrors.denied("elbv2");
        }
        return switch (asked.operation()) {
            case "elbv2 describe-load-balancers" -> page(asked, "LoadBalancers", loadBalancers());
            case "elbv2 describe-listeners" ->
                page(asked, "Listeners", listeners(asked.query().get("LoadBalancerArn")));
            default -> page(asked, "Rules", rules(asked.query().get("ListenerArn")));
        };
    }

    private List<Path> files(String suffix) throws IOException {
        if (!Files.isDirectory(recordings)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(recordings)) {
            return files.filter(file -> file.toString().endsWith(suffix)
                            && (suffix.equals(ERROR) || !file.toString().endsWith(ERROR)))
                    .sorted()
                    .toList();
        }
    }

    private static String host(Path recording) {
        return recording.getFileName().toString().replace(JSON, "");
    }

    /** AWS keeps the capital letters of a load balancer's name in its host. */
    private List<JsonNode> loadBalancers() throws IOException {
        List<JsonNode> all = new ArrayList<>(List.of(loadBalancer("another-1.eu-west-1.elb.amazonaws.com")));
        for (Path recording : files(JSON)) {
            all.add(loadBalancer(host(recording)));
        }
        return all;
    }

    private static JsonNode loadBalancer(String host) {
        return object().put("DNSName", host.substring(0, 1).toUpperCase(Locale.ROOT) + host.substring(1))
                .put("LoadBalancerArn", "arn:aws:elasticloadbalancing:eu-west-1:123456789012:loadbalancer/" + host);
    }

    private List<JsonNode> listeners(String loadBalancerArn) throws IOException {
        Path recording = recordings.resolve(loadBalancerArn.substring(loadBalancerArn.lastIndexOf('/') + 1) + JSON);
        Set<String> arns = new LinkedHashSet<>();
        JsonTree.read(Files.readAllBytes(recording))
                .path("Rules")
                .forEach(rule -> arns.add(listenerArn(rule.path("RuleArn").asText())));
        List<JsonNode> listeners = new ArrayList<>();
        for (String arn : arns) {
            listeners.add(listeners.isEmpty() ? listener(arn, "HTTPS", 443) : listener(arn, "HTTP", 80));
        }
        listeners.add(listener("arn:aws:elasticloadbalancing:eu-west-1:123456789012:listener/none", "HTTPS", 8443));
        return listeners;
    }

    private static JsonNode listener(String arn, String protocol, int port) {
        return object().put("ListenerArn", arn).put("Port", port).put("Protocol", protocol);
    }

    private static String listenerArn(String ruleArn) {
        return ruleArn.substring(0, ruleArn.lastIndexOf('/')).replace(":listener-rule/", ":listener/");
    }

    private List<JsonNode> rules(String listenerArn) throws IOException {
        List<JsonNode> rules = new ArrayList<>();
        for (Path recording : files(JSON)) {
            JsonTree.read(Files.readAllBytes(recording)).path("Rules").forEach(rule -> {
                if (listenerArn(rule.path("RuleArn").asText()).equals(listenerArn)) {
                    rules.add(rule);
                }
            });
        }
        return rules;
    }

    private HttpReply page(ParsedRequest asked, String member, List<JsonNode> all) {
        int from = Integer.parseInt(asked.query().getOrDefault("Marker", "0"));
        int to = Math.min(from + pageSize, all.size());
        ObjectNode printed = object();
        ArrayNode page = printed.putArray(member);
        all.subList(from, to).forEach(page::add);
        if (to < all.size()) {
            printed.put("NextMarker", String.valueOf(to));
        }
        return RestXml.query(asked.query().get("Action"), TYPES.get(member), printed);
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
