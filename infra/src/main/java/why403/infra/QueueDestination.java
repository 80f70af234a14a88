package why403.infra;

import java.util.List;
import software.amazon.awscdk.interfaces.s3.IBucketRef;
import software.amazon.awscdk.services.s3.BucketNotificationDestinationConfig;
import software.amazon.awscdk.services.s3.BucketNotificationDestinationType;
import software.amazon.awscdk.services.s3.IBucketNotificationDestination;
import software.constructs.Construct;

/** The queue as the destination of a bucket's notifications. CDK's own destination accepts a bucket of any account. */
final class QueueDestination implements IBucketNotificationDestination {

    private final Deliveries deliveries;

    QueueDestination(Deliveries deliveries) {
        this.deliveries = deliveries;
    }

    /** The notification depends on the queue's policy, because S3 sends a test message. */
    @Override
    public BucketNotificationDestinationConfig bind(Construct scope, IBucketRef bucket) {
        deliveries.allow("s3.amazonaws.com", bucket.getBucketRef().getBucketArn());
        return BucketNotificationDestinationConfig.builder()
                .arn(deliveries.queue().getQueueArn())
                .type(BucketNotificationDestinationType.QUEUE)
                .dependencies(List.of(deliveries.queue()))
                .build();
    }
}
