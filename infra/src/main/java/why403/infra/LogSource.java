package why403.infra;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.events.EventPattern;
import software.amazon.awscdk.services.events.Rule;
import software.amazon.awscdk.services.events.targets.SqsQueue;
import software.amazon.awscdk.services.iam.Effect;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.s3.BlockPublicAccess;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.s3.BucketEncryption;
import software.amazon.awscdk.services.s3.EventType;
import software.amazon.awscdk.services.s3.IBucket;
import software.amazon.awscdk.services.s3.NotificationKeyFilter;
import software.amazon.awscdk.services.s3.ObjectOwnership;
import software.amazon.awscdk.services.s3.notifications.SqsDestination;
import software.amazon.awscdk.services.sqs.IQueue;
import software.constructs.Construct;

/** The bucket that logs come into, and how it tells of them. */
final class LogSource extends Construct {

    private final IBucket bucket;
    private final Optional<String> prefix;

    LogSource(Construct scope, Why403Props props) {
        super(scope, "LogSource");
        this.bucket = props.logBucket().map(this::existing).orElseGet(this::made);
        this.prefix = props.logPrefix();
    }

    IBucket bucket() {
        return bucket;
    }

    /** Known to the stack by its name, so that the notifications of one leave it when another takes its place. */
    private IBucket existing(String name) {
        return Bucket.fromBucketName(this, name, name);
    }

    /**
     * Standard logging (legacy) writes by the bucket's ACL, so ACLs stay on; version 2 by the bucket's policy, which
     * stays as long as the bucket does, since logging does not end with the stack.
     */
    private IBucket made() {
        Bucket made = Bucket.Builder.create(this, "Bucket")
                .encryption(BucketEncryption.S3_MANAGED)
                .blockPublicAccess(BlockPublicAccess.BLOCK_ALL)
                .enforceSsl(true)
                .objectOwnership(ObjectOwnership.BUCKET_OWNER_PREFERRED)
                .removalPolicy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE)
                .build();
        made.addToResourcePolicy(deliveryByTheLogsService(made));
        made.getPolicy().applyRemovalPolicy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE);
        return made;
    }

    /**
     * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/AWS-logs-infrastructure-V2-S3.html">AWS:
     *     logs sent to Amazon S3</a>
     */
    private PolicyStatement deliveryByTheLogsService(IBucket to) {
        Stack stack = Stack.of(this);
        String sources = "arn:" + stack.getPartition() + ":logs:us-east-1:" + stack.getAccount() + ":delivery-source:*";
        return PolicyStatement.Builder.create()
                .sid("LogDelivery")
                .effect(Effect.ALLOW)
                .principals(List.of(new ServicePrincipal("delivery.logs.amazonaws.com")))
                .actions(List.of("s3:PutObject"))
                .resources(List.of(to.arnForObjects("*")))
                .conditions(Map.of(
                        "StringEquals",
                        Map.of("s3:x-amz-acl", "bucket-owner-full-control", "aws:SourceAccount", stack.getAccount()),
                        "ArnLike",
                        Map.of("aws:SourceArn", sources)))
                .build();
    }

    /** From now on every new log object is told to the queue. */
    void tell(IQueue queue, LogEvents how) {
        switch (how) {
            case NOTIFICATIONS -> notify(queue);
            case EVENTBRIDGE -> announce(queue);
        }
    }

    /** On a bucket that was there before, by a function of CDK's own that keeps the notifications of others. */
    private void notify(IQueue queue) {
        NotificationKeyFilter[] filters = prefix.map(LogSource::asFiltersHaveIt).stream()
                .map(begin -> NotificationKeyFilter.builder().prefix(begin).build())
                .toArray(NotificationKeyFilter[]::new);
        bucket.addEventNotification(EventType.OBJECT_CREATED, new SqsDestination(queue), filters);
    }

    /**
     * A space as a plus sign, and other special characters percent-encoded, such as the {@code =} of Hive's paths.
     *
     * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-how-to-filtering.html">AWS:
     *     filtering event notifications by object key names</a>
     */
    private static String asFiltersHaveIt(String begin) {
        return URLEncoder.encode(begin, StandardCharsets.UTF_8)
                .replace("%2F", "/")
                .replace("%21", "!")
                .replace("%27", "'")
                .replace("%28", "(")
                .replace("%29", ")");
    }

    private void announce(IQueue queue) {
        bucket.enableEventBridgeNotification();
        Map<String, Object> ofBucket = Map.of("name", List.of(bucket.getBucketName()));
        Map<String, Object> detail = prefix.<Map<String, Object>>map(begin ->
                        Map.of("bucket", ofBucket, "object", Map.of("key", List.of(Map.of("prefix", begin)))))
                .orElse(Map.of("bucket", ofBucket));
        Rule.Builder.create(this, "ObjectCreated")
                .description("New log objects of CloudFront")
                .eventPattern(EventPattern.builder()
                        .source(List.of("aws.s3"))
                        .detailType(List.of("Object Created"))
                        .detail(detail)
                        .build())
                .targets(List.of(new SqsQueue(queue)))
                .build();
    }
}
