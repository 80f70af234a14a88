package why403.infra;

import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.lambda.Alias;
import software.amazon.awscdk.services.logs.ILogGroup;
import software.amazon.awscdk.services.s3.IBucket;
import software.amazon.awscdk.services.sns.ITopic;
import software.amazon.awscdk.services.sqs.IQueue;
import software.amazon.awscdk.services.stepfunctions.IStateMachine;
import software.constructs.Construct;

/** The stack outputs that {@code cdk deploy} prints. It prints names and values only, so the names say what to do. */
final class NextSteps {

    private final Construct scope;

    NextSteps(Construct scope) {
        this.scope = scope;
    }

    void print(
            IBucket logs, ITopic topic, ILogGroup ownLog, Alias function, IStateMachine backfill, IQueue deadLetters) {
        String region = " --region " + Stack.of(scope).getRegion();
        output(
                "Next1TurnLoggingOnInto",
                "Log bucket: turn on standard logging of your distributions into this bucket",
                logs.getBucketName());
        output(
                "Next2SendSample",
                "Command that publishes a sample notice",
                "printf '{\"why403\":\"sample\"}' | aws lambda invoke" + region + " --function-name "
                        + function.getFunctionArn() + " --payload fileb:///dev/stdin /dev/stdout");
        output(
                "Next3CountOldLogs",
                "Command that counts the logs of the last eight days, if the bucket has some: run it once",
                "aws stepfunctions start-execution" + region + " --state-machine-arn " + backfill.getStateMachineArn());
        output("TopicOfNotices", "SNS topic of notices and alarms: subscribe more receivers here", topic.getTopicArn());
        output("LogOfFunction", "Log group of both functions", ownLog.getLogGroupName());
        output(
                "RedriveDeadLetters",
                "Command that processes the dead-letter queue again: run it after you have fixed the problem",
                "aws sqs start-message-move-task" + region + " --source-arn " + deadLetters.getQueueArn());
    }

    private void output(String id, String description, String value) {
        CfnOutput.Builder.create(scope, id)
                .description(description)
                .value(value)
                .build();
    }
}
