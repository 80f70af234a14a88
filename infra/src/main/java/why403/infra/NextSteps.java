package why403.infra;

import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.lambda.Alias;
import software.amazon.awscdk.services.logs.ILogGroup;
import software.amazon.awscdk.services.s3.IBucket;
import software.amazon.awscdk.services.sns.ITopic;
import software.amazon.awscdk.services.sqs.IQueue;
import software.constructs.Construct;

/** What {@code cdk deploy} prints at its end: names and values, so that the names say what to do. */
final class NextSteps {

    private final Construct scope;

    NextSteps(Construct scope) {
        this.scope = scope;
    }

    void print(IBucket logs, ITopic topic, ILogGroup ownLog, Alias function, IQueue dead) {
        String region = " --region " + Stack.of(scope).getRegion();
        output("Next1TurnLoggingOnInto", "Turn standard logging on into it", logs.getBucketName());
        output(
                "Next2SendSample",
                "Sends a sample notice",
                "printf '{\"why403\":\"sample\"}' | aws lambda invoke" + region + " --function-name "
                        + function.getFunctionArn() + " --payload fileb:///dev/stdin /dev/stdout");
        output("TopicOfNotices", "Subscribe whoever should hear", topic.getTopicArn());
        output("LogOfFunction", "What the function says", ownLog.getLogGroupName());
        output(
                "RedriveDeadLetters",
                "Counts again what ended in the dead-letter queue, once its cause is mended",
                "aws sqs start-message-move-task" + region + " --source-arn " + dead.getQueueArn());
    }

    private void output(String id, String description, String value) {
        CfnOutput.Builder.create(scope, id)
                .description(description)
                .value(value)
                .build();
    }
}
