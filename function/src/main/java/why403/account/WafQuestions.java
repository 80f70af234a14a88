package why403.account;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.wafv2.model.GetSampledRequestsResponse;
import software.amazon.awssdk.services.wafv2.model.GetWebAclResponse;

/** The questions about AWS WAF. What it has for CloudFront is in us-east-1. */
public final class WafQuestions {

    private static final Optional<String> REGION = Optional.of("us-east-1");
    private static final Argument SCOPE = Argument.option("--scope", "CLOUDFRONT");

    /** AWS WAF keeps samples for three hours, and logs are delivered up to half an hour after the last request in them. */
    private static final Duration LONGEST_WINDOW = Duration.ofMinutes(150);

    /** The most that one call returns. */
    private static final String MOST_SAMPLES = "500";

    private static final Operation<GetWebAclResponse> GET_WEB_ACL =
            new Operation<>("wafv2", "get-web-acl", GetWebAclResponse::builder, "wafv2:GetWebACL");

    private static final Operation<GetSampledRequestsResponse> GET_SAMPLED_REQUESTS = new Operation<>(
            "wafv2", "get-sampled-requests", GetSampledRequestsResponse::builder, "wafv2:GetSampledRequests");

    static final List<Operation<?>> OPERATIONS = List.of(GET_WEB_ACL, GET_SAMPLED_REQUESTS);

    private WafQuestions() {}

    /**
     * A CloudFront web ACL.
     *
     * @param name the part of its ARN before the id
     * @param id the ARN's last part
     */
    public static Question<GetWebAclResponse> webAcl(String name, String id) {
        return new Question<>(
                GET_WEB_ACL, List.of(Argument.name("--id", id), Argument.option("--name", name), SCOPE), REGION);
    }

    /**
     * A sample of the requests that a rule of a CloudFront web ACL decided about. The time is not in the recording's path: a
     * recording has the samples of its incident.
     *
     * @param webAclArn whose last part names the recording
     * @param metricName of the rule; that of the web ACL for requests that no rule decided about
     * @param from when the first request of interest was answered; if that is too long ago for AWS WAF, the window begins later
     * @param to when the last one was answered
     * @see <a href="https://docs.aws.amazon.com/waf/latest/APIReference/API_GetSampledRequests.html">AWS:
     *     GetSampledRequests</a>
     */
    public static Question<GetSampledRequestsResponse> sampledRequests(
            String webAclArn, String metricName, Instant from, Instant to) {
        Instant end = to.truncatedTo(ChronoUnit.MINUTES).plus(1, ChronoUnit.MINUTES);
        Instant earliest = end.minus(LONGEST_WINDOW);
        Instant start = (from.isBefore(earliest) ? earliest : from).truncatedTo(ChronoUnit.MINUTES);
        return new Question<>(
                GET_SAMPLED_REQUESTS,
                List.of(
                        Argument.named("--web-acl-arn", webAclArn, webAclArn.substring(webAclArn.lastIndexOf('/') + 1)),
                        Argument.name("--rule-metric-name", metricName),
                        SCOPE,
                        Argument.option("--time-window", "StartTime=" + start + ",EndTime=" + end),
                        Argument.option("--max-items", MOST_SAMPLES)),
                REGION);
    }
}
