package why403.infra;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.s3.IBucket;
import software.amazon.awscdk.services.sqs.IQueue;
import software.amazon.awscdk.services.stepfunctions.DefinitionBody;
import software.amazon.awscdk.services.stepfunctions.DistributedMap;
import software.amazon.awscdk.services.stepfunctions.DistributedMapJsonataProps;
import software.amazon.awscdk.services.stepfunctions.ItemBatcher;
import software.amazon.awscdk.services.stepfunctions.MapJsonataProps;
import software.amazon.awscdk.services.stepfunctions.ProvideItems;
import software.amazon.awscdk.services.stepfunctions.RetryProps;
import software.amazon.awscdk.services.stepfunctions.S3ObjectsItemReader;
import software.amazon.awscdk.services.stepfunctions.StateMachine;
import software.amazon.awscdk.services.stepfunctions.StateMachineType;
import software.amazon.awscdk.services.stepfunctions.TaskInput;
import software.amazon.awscdk.services.stepfunctions.tasks.SqsSendMessage;
import software.amazon.awscdk.services.stepfunctions.tasks.SqsSendMessageJsonataProps;
import software.constructs.Construct;

/**
 * Sends a message for each log object of the last days to the queue, so that the usual rate is known from the first hour.
 * Nothing runs it but its user. The messages say that they are about the past, so what was over before is not reported.
 *
 * @see <a href="https://docs.aws.amazon.com/step-functions/latest/dg/state-map-distributed.html">AWS: distributed map</a>
 */
final class Backfill extends Construct {

    private static final int SECONDS_IN_DAY = 86_400;

    /** As long as records are counted. */
    private static final int DAYS = 8;

    /**
     * The results of all batches are one array, which must stay below 256 KiB, and so must the input of a batch.
     *
     * @see <a href="https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html">AWS: Step Functions quotas</a>
     */
    private static final int OBJECTS_IN_BATCH = 1000;

    private static final int BYTES_IN_BATCH = 200_000;
    private static final int MESSAGES_AT_ONCE = 10;

    /** Bounds how fast the queue fills, so that new log objects do not wait behind the old ones for long. */
    private static final int BATCHES_AT_ONCE = 4;

    private static final int RETRIES = 5;

    private final StateMachine machine;

    /** @param prefix the beginning of the keys of log objects */
    Backfill(Construct scope, IBucket logs, Optional<String> prefix, IQueue queue) {
        super(scope, "Backfill");
        this.machine = StateMachine.Builder.create(this, "StateMachine")
                .comment("Sends the log objects of the last days to the queue of why403")
                .definitionBody(DefinitionBody.fromChainable(eachLogObject(logs, prefix, queue)))
                .timeout(Duration.hours(12))
                .build();
    }

    private DistributedMap eachLogObject(IBucket logs, Optional<String> prefix, IQueue queue) {
        S3ObjectsItemReader.Builder reader =
                S3ObjectsItemReader.Builder.create().bucket(logs);
        prefix.ifPresent(reader::prefix);
        DistributedMap map = DistributedMap.jsonata(
                this,
                "EachLogObject",
                DistributedMapJsonataProps.builder()
                        .mapExecutionType(StateMachineType.EXPRESS)
                        .itemReader(reader.build())
                        .itemBatcher(ItemBatcher.Builder.create()
                                .maxItemsPerBatch(OBJECTS_IN_BATCH)
                                .maxInputBytesPerBatch(BYTES_IN_BATCH)
                                .build())
                        .maxConcurrency(BATCHES_AT_ONCE)
                        .build());
        map.itemProcessor(eachRecentOne(logs, queue));
        return map;
    }

    /** The listing has every object of the bucket, and the time of each in seconds since the epoch. */
    private software.amazon.awscdk.services.stepfunctions.Map eachRecentOne(IBucket logs, IQueue queue) {
        software.amazon.awscdk.services.stepfunctions.Map map =
                software.amazon.awscdk.services.stepfunctions.Map.jsonata(
                        this,
                        "EachRecentOne",
                        MapJsonataProps.builder()
                                .items(ProvideItems.jsonata(
                                        "{% [$states.input.Items[LastModified >= $millis() / 1000 - "
                                                + DAYS * SECONDS_IN_DAY + "]] %}"))
                                .maxConcurrency(MESSAGES_AT_ONCE)
                                .outputs(Map.of())
                                .build());
        map.itemProcessor(send(logs, queue));
        return map;
    }

    private SqsSendMessage send(IBucket logs, IQueue queue) {
        SqsSendMessage task = SqsSendMessage.jsonata(
                this,
                "Send",
                SqsSendMessageJsonataProps.builder()
                        .queue(queue)
                        .messageBody(TaskInput.fromObject(message(logs)))
                        .build());
        task.addRetry(RetryProps.builder()
                .errors(List.of("States.ALL"))
                .maxAttempts(RETRIES)
                .build());
        return task;
    }

    /** In the same order in every build, so that the template does not change. */
    private static Map<String, Object> message(IBucket logs) {
        Map<String, Object> message = new TreeMap<>();
        message.put("why403", "backfill");
        message.put("bucket", Map.of("name", logs.getBucketName()));
        message.put("object", Map.of("key", "{% $states.input.Key %}"));
        return message;
    }

    /** Start it once to count the logs that were there before the deployment. */
    StateMachine machine() {
        return machine;
    }
}
