package why403.lambda;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import why403.json.JsonTree;
import why403.trigger.Delivery;
import why403.trigger.Message;

/**
 * The function's response to an event with log objects. It names the messages of an SQS batch that SQS must deliver again.
 * An event that is not an SQS batch either succeeds or fails as a whole.
 *
 * <p>The event source mapping must have {@code ReportBatchItemFailures} among its function response types. Without it,
 * SQS treats every response as success and deletes the messages named here.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html">AWS: partial batch
 *     responses</a>
 */
final class BatchAnswer {

    /**
     * A message that failed.
     *
     * @param why what happened and what to do
     */
    record Failure(Message message, String why) {}

    private BatchAnswer() {}

    /**
     * The JSON text that names the failed messages; an empty list if no message failed.
     *
     * @throws FailedEventException if a failed message has no id. The response cannot name it, and if it did not, SQS
     *     would delete it
     */
    static String to(Delivery delivery, List<Failure> failures) {
        failures.stream()
                .filter(failure -> failure.message().id().isEmpty())
                .findFirst()
                .ifPresent(nameless -> {
                    throw new FailedEventException(whole(delivery, nameless, failures.size() - 1));
                });
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        ArrayNode items = answer.putArray("batchItemFailures");
        failures.stream()
                .map(failure -> failure.message().id())
                .flatMap(Optional::stream)
                .distinct()
                .forEach(id -> items.addObject().put("itemIdentifier", id));
        return JsonTree.write(answer);
    }

    private static String whole(Delivery delivery, Failure nameless, int others) {
        if (delivery.messages().size() == 1) {
            return nameless.why();
        }
        return nameless.why()
                + " The SQS message has no id, so the response cannot name it, and the whole batch fails"
                + (others == 0
                        ? "."
                        : others == 1 ? ", with 1 other failure." : ", with " + others + " other failures.");
    }
}
