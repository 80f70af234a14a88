package why403.account;

import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import why403.text.Shell;

/**
 * The shell command that prints the rules of a load balancer. {@code aws} describes rules by listener, and finds a load
 * balancer by its name or ARN only. So the command looks for the host among all load balancers, and joins the rules of the
 * listeners that the origin reaches. It is for bash and zsh, like the commands of a notice, and needs {@code jq}.
 */
final class LoadBalancerCommand {

    /** {@code jq}: the ARN of the load balancer with the host, or an error in the form of {@code aws}. */
    private static final String FIND =
            "first(.LoadBalancers[] | select((.DNSName | ascii_downcase) == $host) | .LoadBalancerArn)"
                    + " // (\"An error occurred (LoadBalancerNotFound) when calling the DescribeLoadBalancers operation:"
                    + " No load balancer of this account and region has this host\\n\" | halt_error(1))";

    private final Question<?> question;

    private LoadBalancerCommand(Question<?> question) {
        this.question = question;
    }

    static String line(Question<?> question) {
        return new LoadBalancerCommand(question).line();
    }

    /** zsh divides the output of a command into words, but not a variable. */
    private String line() {
        return "{ all=$(aws elbv2 describe-load-balancers" + region() + " --output json)"
                + " && balancer=$(printf '%s\\n' \"$all\" | jq -r --arg host " + Shell.quoted(host()) + " "
                + Shell.quoted(FIND) + ")"
                + " && listeners=$(aws elbv2 describe-listeners --load-balancer-arn \"$balancer\" --query "
                + Shell.quoted("Listeners[?" + reached() + "].ListenerArn") + region() + " --output text)"
                + " && rules=$(for listener in $(printf '%s\\n' \"$listeners\"); do"
                + " aws elbv2 describe-rules --listener-arn \"$listener\"" + region() + " --output json || exit; done)"
                + " && printf '%s\\n' \"$rules\" | jq -s '{Rules: map(.Rules[])}'; }";
    }

    private String region() {
        return question.region()
                .map(region -> " --region " + Shell.word(region))
                .orElse("");
    }

    /** A name with this prefix has the same addresses, and IPv6 ones. */
    private String host() {
        return value(LoadBalancerQuestions.DNS_NAME).orElse("").replaceFirst("^dualstack\\.", "");
    }

    /** A condition of JMESPath on a listener. */
    private String reached() {
        String conditions = Stream.of(
                        value(LoadBalancerQuestions.HTTP_PORT).map(port -> listens("HTTP", port)),
                        value(LoadBalancerQuestions.HTTPS_PORT).map(port -> listens("HTTPS", port)))
                .flatMap(Optional::stream)
                .collect(Collectors.joining(" || "));
        return conditions.isEmpty() ? "`false`" : conditions;
    }

    private static String listens(String protocol, String port) {
        return "(Protocol==`\"" + protocol + "\"` && Port==`" + port + "`)";
    }

    private Optional<String> value(String flag) {
        return question.arguments().stream()
                .filter(argument -> argument.flag().equals(flag))
                .findFirst()
                .flatMap(Argument::value);
    }
}
