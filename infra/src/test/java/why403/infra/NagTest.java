package why403.infra;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cdklabs.cdknag.AwsSolutionsChecks;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.Aspects;
import software.amazon.awscdk.assertions.Annotations;
import software.amazon.awscdk.assertions.Match;

/** What AWS's own rules for solutions find: this, each for its reason, and nothing else. */
class NagTest {

    private static final String WHICH_IS_KNOWN_LATER =
            "Which buckets, objects, functions and web ACLs a distribution uses is known only when it is looked at.";
    private static final String HAS_NO_RESOURCE = "Three actions of CloudFront have no resource.";

    private static final Map<String, String> ALWAYS = Map.of(
            "AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole]",
            "CDK's own function that sets a bucket's notifications has its basic role.",
            "AwsSolutions-IAM5[Resource::*]",
            HAS_NO_RESOURCE,
            "AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:cloudfront::<AWS::AccountId>:function/*]",
            WHICH_IS_KNOWN_LATER,
            "AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:cloudfront::<AWS::AccountId>:origin-access-control/*]",
            WHICH_IS_KNOWN_LATER,
            "AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:cloudfront::<AWS::AccountId>:origin-access-identity/*]",
            WHICH_IS_KNOWN_LATER,
            "AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:s3:::*]",
            WHICH_IS_KNOWN_LATER,
            "AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:wafv2:us-east-1:<AWS::AccountId>:global/webacl/*/*]",
            WHICH_IS_KNOWN_LATER);

    private static final Map<String, String> WITHOUT_ANY_OPTION = Map.of(
            "AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:cloudfront::<AWS::AccountId>:distribution/*]",
            "All distributions of the account are watched.",
            "AwsSolutions-IAM5[Resource::<Why403LogSourceBucketEBE4F446.Arn>/*]",
            "All that comes into the new bucket is a log.",
            "AwsSolutions-S1",
            "The new bucket holds access logs; logs of reading logs would only feed themselves.");

    private static final Map<String, String> WITH_ALL_OPTIONS = Map.of(
            "AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:s3:::example-logs/cdn/*]",
            "All that begins so is a log.",
            "AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:s3:::*/*]",
            "readContent asks for it.");

    @SuppressWarnings("deprecation") // It is what the CDK's own assertions answer in.
    private static Set<String> found(Map<String, Object> options) {
        Why403Stack stack = Synthesized.stack(options);
        Aspects.of(stack).add(new AwsSolutionsChecks());
        Annotations annotations = Annotations.fromStack(stack);
        return Stream.of(
                        annotations.findError("*", Match.stringLikeRegexp("AwsSolutions.*")),
                        annotations.findWarning("*", Match.stringLikeRegexp("AwsSolutions.*")))
                .flatMap(List::stream)
                .map(message -> message.getEntry()
                        .getData()
                        .toString()
                        .lines()
                        .findFirst()
                        .orElseThrow()
                        .replaceFirst(": .*", ""))
                .collect(Collectors.toSet());
    }

    private static Set<String> expected(Map<String, String> more) {
        return Stream.of(ALWAYS, more)
                .flatMap(reasons -> reasons.keySet().stream())
                .collect(Collectors.toSet());
    }

    @Test
    void nothingIsFoundWithoutAReasonWhereNoOptionIsGiven() {
        assertThat(found(Map.of())).isEqualTo(expected(WITHOUT_ANY_OPTION));
    }

    @Test
    void norWhereAllAre() {
        assertThat(found(Synthesized.ALL_OPTIONS)).isEqualTo(expected(WITH_ALL_OPTIONS));
    }
}
