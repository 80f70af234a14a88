package why403.infra;

import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.sqs.DeadLetterQueue;
import software.amazon.awscdk.services.sqs.Queue;
import software.amazon.awscdk.services.sqs.QueueEncryption;
import software.constructs.Construct;

/** The queue with the events of new log objects, and its dead-letter queue. */
final class Deliveries extends Construct {

    /** The longest that SQS allows. */
    private static final Duration RETENTION = Duration.days(14);

    private static final int MAX_RECEIVES = 5;

    /** AWS recommends six times the function's timeout, so that no message is delivered again while it is processed. */
    private static final int VISIBILITY_TIMEOUT_FACTOR = 6;

    private final Queue deadLetters;
    private final Queue queue;

    Deliveries(Construct scope, Duration timeout) {
        super(scope, "Deliveries");
        this.deadLetters = queue("DeadLetters").build();
        this.queue = queue("Queue")
                .visibilityTimeout(Duration.seconds(timeout.toSeconds().longValue() * VISIBILITY_TIMEOUT_FACTOR))
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

    Queue queue() {
        return queue;
    }

    Queue deadLetters() {
        return deadLetters;
    }
}
