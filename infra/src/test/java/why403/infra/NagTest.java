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

/** The AwsSolutions rules of cdk-nag find only what is listed here, each with a reason. */
class NagTest {

    private static final String KNOWN_AT_RUN_TIME =
            "Which buckets, objects, keys, functions, APIs and web ACLs a distribution uses is known only at run time.";
    private static final String NO_RESOURCE_TYPE =
            "Some actions of CloudFront, Elastic Load Balancing and S3 do not support resources.";

    private static final String EXECUTIONS = "AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:states:<AWS::Region>"
            + ":<AWS::AccountId>:execution:{\"Fn::Select\":[6,{\"Fn::Split\":[\":\","
            + "{\"Ref\":\"Why403BackfillStateMachineEEC8CF71\"}]}]}";
    private static final String OWN_EXECUTIONS = "A distributed map starts executions of its own state machine.";

    private static final Map<String, String> ALWAYS = Map.ofEntries(
            Map.entry(EXECUTIONS + ":*]", OWN_EXECUTIONS),
            Map.entry(EXECUTIONS + "/*:*]", OWN_EXECUTIONS),
            Map.entry(
                    "AwsSolutions-SF1",
                    "The backfill runs once. The history of its execution shows every failure, without a log."),
            Map.entry("AwsSolutions-SF2", "The backfill runs once, so nobody needs its traces."),
            Map.entry(
                    "AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole]",
                    "CDK's function that sets bucket notifications uses this managed policy."),
            Map.entry("AwsSolutions-IAM5[Resource::*]", NO_RESOURCE_TYPE),
            Map.entry(
                    "AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:cloudfront::<AWS::AccountId>:function/*]",
                    KNOWN_AT_RUN_TIME),
            Map.entry(
                    "AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:cloudfront::<AWS::AccountId>:origin-access-control/*]",
                    KNOWN_AT_RUN_TIME),
            Map.entry(
                    "AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:cloudfront::<AWS::AccountId>:origin-access-identity/*]",
                    KNOWN_AT_RUN_TIME),
            Map.entry("AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:s3:::*]", KNOWN_AT_RUN_TIME),
            Map.entry(
                    "AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:wafv2:us-east-1:<AWS::AccountId>:global/webacl/*/*]",
                    KNOWN_AT_RUN_TIME),
            Map.entry("AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:apigateway:*::/apis/*]", KNOWN_AT_RUN_TIME),
            Map.entry("AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:apigateway:*::/restapis/*]", KNOWN_AT_RUN_TIME),
            Map.entry(
                    "AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:cloudfront::<AWS::AccountId>:cache-policy/*]",
                    KNOWN_AT_RUN_TIME),
            Map.entry(
                    "AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:cloudfront::<AWS::AccountId>:origin-request-policy/*]",
                    KNOWN_AT_RUN_TIME),
            Map.entry(
                    "AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:kms:*:<AWS::AccountId>:key/*]",
                    KNOWN_AT_RUN_TIME),
            Map.entry(
                    "AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:lambda:*:<AWS::AccountId>:function:*]",
                    KNOWN_AT_RUN_TIME));

    private static final Map<String, String> WITHOUT_ANY_OPTION = Map.of(
            "AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:cloudfront::<AWS::AccountId>:distribution/*]",
            "All distributions of the account are watched.",
            "AwsSolutions-IAM5[Resource::<Why403LogSourceBucketEBE4F446.Arn>/*]",
            "Every object in the new bucket is a log.",
            "AwsSolutions-S1",
            "The new bucket holds access logs. Access logs about reading access logs would never end.");

    private static final Map<String, String> WITH_ALL_OPTIONS = Map.of(
            "AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:s3:::example-logs/cdn/*]",
            "Every object with this prefix is a log.",
            "AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:s3:::*/*]",
            "The option readContent needs it.");

    @SuppressWarnings("deprecation") // The CDK's assertions return this type.
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
    void everyFindingHasAReasonWithoutOptions() {
        assertThat(found(Map.of())).isEqualTo(expected(WITHOUT_ANY_OPTION));
    }

    @Test
    void everyFindingHasAReasonWithAllOptions() {
        assertThat(found(Synthesized.ALL_OPTIONS)).isEqualTo(expected(WITH_ALL_OPTIONS));
    }
}
