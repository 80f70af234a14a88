package why403.infra;

import java.util.List;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.sqs.DeadLetterQueue;
import software.amazon.awscdk.services.sqs.Queue;
import software.amazon.awscdk.services.sqs.QueueEncryption;
import software.constructs.Construct;

/** The queue with the events of new log objects, and its dead-letter queue. */
final class Deliveries extends Construct {

    /** The longest that SQS allows. */
    private static final Duration RETENTION = Duration.days(14);

    /**
     * When a failed message comes back. AWS recommends six times the function's timeout, for batches that wait because the
     * function is throttled. A message that is delivered twice is only counted again with the same result, so twice the
     * timeout is enough, and a failed message does not wait for a quarter of an hour.
     */
    private static final Duration VISIBILITY_TIMEOUT = Duration.minutes(5);

    /** Nearly three hours of attempts, so that a shorter failure of AWS sends no message to the dead-letter queue. */
    private static final int MAX_RECEIVES = 35;

    private final Queue deadLetters;
    private final Queue queue;

    Deliveries(Construct scope) {
        super(scope, "Deliveries");
        this.deadLetters = queue("DeadLetters").build();
        this.queue = queue("Queue")
                .visibilityTimeout(VISIBILITY_TIMEOUT)
                .deadLetterQueue(DeadLetterQueue.builder()
                        .queue(deadLetters)
                        .maxReceiveCount(MAX_RECEIVES)
                        .build())
                .build();
    }

    private Queue.Builder queue(String id) {
        return Queue.Builder.create(this, id)
                .retentionPeriod(RETENTION)
                .encryption(QueueEncryption.SQS_MANAGED)
                .enforceSsl(true);
    }

    /**
     * Lets a service send messages about one source.
     *
     * @param sourceArn an S3 bucket or a rule; the ARN of a bucket does not name its account
     */
    void allow(String service, String sourceArn) {
        queue.addToResourcePolicy(PolicyStatement.Builder.create()
                .principals(List.of(new ServicePrincipal(service)))
                .actions(List.of("sqs:SendMessage"))
                .resources(List.of(queue.getQueueArn()))
                .conditions(Conditions.source(this, sourceArn))
                .build());
    }

    Queue queue() {
        return queue;
    }

    Queue deadLetters() {
        return deadLetters;
    }
}
