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
import software.constructs.Construct;

/** The log bucket and its events. */
final class LogSource extends Construct {

    private final IBucket bucket;
    private final Optional<String> prefix;

    LogSource(Construct scope, Why403Props props) {
        super(scope, "LogSource");
        this.bucket = props.logBucket().map(this::existing).orElseGet(this::newBucket);
        this.prefix = props.logPrefix();
    }

    IBucket bucket() {
        return bucket;
    }

    /** The construct id is the bucket's name, so that another bucket gets new notifications and the old ones are removed. */
    private IBucket existing(String name) {
        return Bucket.fromBucketName(this, name, name);
    }

    /**
     * Standard logging (legacy) needs the bucket's ACL, so ACLs stay enabled. Standard logging v2 needs the bucket's
     * policy. Bucket and policy remain when the stack is deleted, because CloudFront continues to write logs.
     */
    private IBucket newBucket() {
        Bucket created = Bucket.Builder.create(this, "Bucket")
                .encryption(BucketEncryption.S3_MANAGED)
                .blockPublicAccess(BlockPublicAccess.BLOCK_ALL)
                .enforceSsl(true)
                .objectOwnership(ObjectOwnership.BUCKET_OWNER_PREFERRED)
                .removalPolicy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE)
                .build();
        created.addToResourcePolicy(allowLogDelivery(created));
        created.getPolicy().applyRemovalPolicy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE);
        return created;
    }

    /**
     * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/AWS-logs-infrastructure-V2-S3.html">AWS:
     *     logs sent to Amazon S3</a>
     */
    private PolicyStatement allowLogDelivery(IBucket to) {
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

    /** Sends an event to the queue for every new log object. */
    void sendEventsTo(Deliveries deliveries, LogEvents how) {
        switch (how) {
            case NOTIFICATIONS -> addNotification(deliveries);
            case EVENTBRIDGE -> addRule(deliveries);
        }
    }

    /** On an existing bucket, a function of CDK adds the notification and keeps those of others. */
    private void addNotification(Deliveries deliveries) {
        NotificationKeyFilter[] filters = prefix.map(LogSource::encodeForFilter).stream()
                .map(encoded -> NotificationKeyFilter.builder().prefix(encoded).build())
                .toArray(NotificationKeyFilter[]::new);
        bucket.addEventNotification(EventType.OBJECT_CREATED, new QueueDestination(deliveries), filters);
    }

    /**
     * Filters compare encoded keys: a space is a plus sign, and other special characters are percent-encoded, such as the
     * {@code =} in Hive-style paths.
     *
     * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-how-to-filtering.html">AWS:
     *     filtering event notifications by object key names</a>
     */
    private static String encodeForFilter(String keyPrefix) {
        return URLEncoder.encode(keyPrefix, StandardCharsets.UTF_8)
                .replace("%2F", "/")
                .replace("%21", "!")
                .replace("%27", "'")
                .replace("%28", "(")
                .replace("%29", ")");
    }

    private void addRule(Deliveries deliveries) {
        bucket.enableEventBridgeNotification();
        Map<String, Object> ofBucket = Map.of("name", List.of(bucket.getBucketName()));
        Map<String, Object> detail = prefix.<Map<String, Object>>map(keyPrefix ->
                        Map.of("bucket", ofBucket, "object", Map.of("key", List.of(Map.of("prefix", keyPrefix)))))
                .orElse(Map.of("bucket", ofBucket));
        Rule.Builder.create(this, "ObjectCreated")
                .description("Sends new CloudFront log objects to why403")
                .eventPattern(EventPattern.builder()
                        .source(List.of("aws.s3"))
                        .detailType(List.of("Object Created"))
                        .detail(detail)
                        .build())
                .targets(List.of(new QueueTarget(deliveries)))
                .build();
    }
}
