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
 * What Lambda is answered when the log objects of an event have been seen to: which messages of an SQS batch come again.
 * An event that is no SQS batch has no parts, and fails whole or not at all.
 *
 * <p>The event source mapping must have {@code ReportBatchItemFailures} among its function response types; without it
 * SQS takes every answer for success, and the messages named here would be lost.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html">AWS: partial batch
 *     responses</a>
 */
final class BatchAnswer {

    /**
     * A message that was not seen to.
     *
     * @param why one sentence
     */
    record Failure(Message message, String why) {}

    private BatchAnswer() {}

    /**
     * The JSON text that names the failed messages, none if there is none.
     *
     * @throws FailedEventException if a failed message has no id, and so cannot be named: leaving it out would tell SQS
     *     to delete it
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
                + " As an SQS message without an id cannot be named among the failed ones, its whole batch" + " fails"
                + (others == 0 ? "." : ", with " + others + " other failures.");
    }
}
