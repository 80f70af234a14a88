package why403.infra;

import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.sqs.DeadLetterQueue;
import software.amazon.awscdk.services.sqs.Queue;
import software.amazon.awscdk.services.sqs.QueueEncryption;
import software.constructs.Construct;

/** The queue that keeps each new log object until it is counted, and the one for what cannot be. */
final class Deliveries extends Construct {

    /** As long as SQS keeps anything. */
    private static final Duration KEPT = Duration.days(14);

    private static final int MOST_RECEIVES = 5;

    /** What AWS asks for, so that no message comes again while it is being worked at. */
    private static final int TIMES_TIMEOUT = 6;

    private final Queue dead;
    private final Queue queue;

    Deliveries(Construct scope, Duration timeout) {
        super(scope, "Deliveries");
        this.dead = kept("DeadLetters").build();
        this.queue = kept("Queue")
                .visibilityTimeout(Duration.seconds(timeout.toSeconds().longValue() * TIMES_TIMEOUT))
                .deadLetterQueue(DeadLetterQueue.builder()
                        .queue(dead)
                        .maxReceiveCount(MOST_RECEIVES)
                        .build())
                .build();
    }

    private Queue.Builder kept(String id) {
        return Queue.Builder.create(this, id)
                .retentionPeriod(KEPT)
                .encryption(QueueEncryption.SQS_MANAGED)
                .enforceSsl(true);
    }

    Queue queue() {
        return queue;
    }

    Queue dead() {
        return dead;
    }
}
