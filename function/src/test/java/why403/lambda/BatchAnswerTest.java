package why403.lambda;

import static com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers.serializerFor;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import why403.lambda.BatchAnswer.Failure;
import why403.seeded.Generator;
import why403.seeded.Seeds;
import why403.trigger.Delivery;
import why403.trigger.LogObject;
import why403.trigger.Message;
import why403.trigger.Purpose;

/** The official type is the oracle: the answer is the text that it writes, and it reads the same failures from it. */
class BatchAnswerTest {

    private static final String WHY = "The object s3://example-logs/a.gz is gone.";

    private static Message message(String id) {
        return new Message(
                Optional.of(id).filter(text -> !text.isEmpty()),
                List.of(new LogObject("example-logs", "a.gz")),
                List.of(),
                Purpose.WATCH,
                Optional.empty());
    }

    private static Delivery delivery(Message... messages) {
        return new Delivery(List.of(messages), Optional.empty());
    }

    @Test
    void theFailedMessagesAreNamedAndTheOthersAreNot() {
        Delivery delivery = delivery(message("id-1"), message("id-2"), message("id-3"));
        List<Failure> failures = List.of(new Failure(message("id-3"), WHY), new Failure(message("id-1"), WHY));
        assertThat(BatchAnswer.to(delivery, failures))
                .isEqualTo("{\"batchItemFailures\":[{\"itemIdentifier\":\"id-3\"},{\"itemIdentifier\":\"id-1\"}]}");
    }

    @Test
    void aMessageThatFailsTwiceIsNamedOnce() {
        List<Failure> failures = List.of(new Failure(message("id-1"), WHY), new Failure(message("id-1"), "Also this."));
        assertThat(BatchAnswer.to(delivery(message("id-1")), failures))
                .isEqualTo("{\"batchItemFailures\":[{\"itemIdentifier\":\"id-1\"}]}");
    }

    @Test
    void noFailureIsAnEmptyList() {
        assertThat(BatchAnswer.to(delivery(message("id-1")), List.of())).isEqualTo("{\"batchItemFailures\":[]}");
    }

    @ParameterizedTest
    @Seeds(200)
    void theAnswerHasTheFormatOfTheOfficialType(Generator given) throws JsonProcessingException {
        Set<String> ids = given.set(10, () -> given.text(1, 255));
        List<Failure> failures =
                ids.stream().map(id -> new Failure(message(id), WHY)).toList();
        String answer = BatchAnswer.to(delivery(message("id-1")), failures);
        List<BatchItemFailure> official =
                ids.stream().map(BatchItemFailure::new).toList();
        assertThat(Json.read(answer))
                .isEqualTo(Json.read(new JsonMapper().writeValueAsString(new SQSBatchResponse(official))));
        assertThat(serializerFor(SQSBatchResponse.class, BatchAnswerTest.class.getClassLoader())
                        .fromJson(answer)
                        .getBatchItemFailures())
                .isEqualTo(official);
    }

    @Test
    void anEventThatIsNotABatchFailsWithItsReason() {
        assertThatThrownBy(() -> BatchAnswer.to(delivery(message("")), List.of(new Failure(message(""), WHY))))
                .isInstanceOf(FailedEventException.class)
                .hasMessage(WHY);
    }

    @Test
    void anSqsMessageWithoutAnIdFailsTheWholeBatch() {
        Delivery delivery = delivery(message("id-1"), message(""));
        assertThatThrownBy(() -> BatchAnswer.to(
                        delivery, List.of(new Failure(message("id-1"), "Another."), new Failure(message(""), WHY))))
                .isInstanceOf(FailedEventException.class)
                .hasMessageStartingWith(WHY)
                .hasMessageContaining("The SQS message has no id, so the response cannot name it")
                .hasMessageContaining("with 1 other");
    }

    @Test
    void anSqsMessageWithoutAnIdThatSucceededFailsNothing() {
        assertThat(BatchAnswer.to(
                        delivery(message("id-1"), message("")), List.of(new Failure(message("id-1"), "Another."))))
                .isEqualTo("{\"batchItemFailures\":[{\"itemIdentifier\":\"id-1\"}]}");
    }
}
