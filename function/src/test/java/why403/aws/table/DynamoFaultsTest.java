package why403.aws.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import why403.aws.ClientTimeouts;
import why403.history.AllTallies;
import why403.history.Marking;
import why403.history.StoreException;
import why403.spike.ScopeIncidents;
import why403.tally.Counting;
import why403.tally.Counting.Request;
import why403.tally.Scope;
import why403.tally.Tally;

/** If DynamoDB fails, each call either succeeds after retries or fails with a message that says what to do. */
class DynamoFaultsTest {

    private static final Instant NOW = Instant.parse("2026-11-24T10:05:00Z");
    private static final String DISTRIBUTION = Counting.DISTRIBUTION;
    private static final long HOUR = Counting.START_HOUR;
    private static final ScopeIncidents STATE =
            new ScopeIncidents(DISTRIBUTION, Scope.WHOLE, 0, List.of(), "causes", List.of("one"));

    private final LocalTable table = LocalTable.create();
    private final FailingHttpClient http = new FailingHttpClient();
    private final DynamoDbClient client = table.client(
            http, new ClientTimeouts(3, Duration.ofSeconds(30), Duration.ofSeconds(60), Duration.ofMillis(1)));
    private final DynamoTallies tallies = tallies(table.name());
    private final DynamoIncidents incidents = new DynamoIncidents(client, table.name(), InstantSource.fixed(NOW));

    @AfterEach
    void close() {
        client.close();
        table.close();
    }

    private DynamoTallies tallies(String name) {
        return new DynamoTallies(
                client,
                name,
                InstantSource.fixed(NOW),
                problem -> assertThat(problem).isEmpty());
    }

    private static Tally tally() {
        return Counting.talliesOf("a", List.of(new Request(185, 1, "www.example.com", "/img/a", true)))
                .get(0);
    }

    @Test
    void briefThrottlingIsRetried() {
        http.fail("PutItem", 2, "ThrottlingException");
        tallies.put(tally(), NOW);

        assertThat(http.asked()).containsExactly("PutItem", "PutItem", "PutItem", "UpdateItem");
        assertThat(AllTallies.of(tallies, DISTRIBUTION, HOUR)).containsExactly(tally());
    }

    @ParameterizedTest
    @ValueSource(strings = {"ThrottlingException", "ProvisionedThroughputExceededException", "RequestLimitExceeded"})
    void longThrottlingFailsAfterThreeAttemptsAndTheRetryCountsOnce(String code) {
        http.fail("UpdateItem", 99, code);
        assertThatThrownBy(() -> tallies.put(tally(), NOW))
                .isInstanceOf(StoreException.class)
                .hasMessage("DynamoDB throttled table " + table.name()
                        + ". why403 tries again. If this continues, raise the table's maximum throughput.");
        assertThat(Collections.frequency(http.asked(), "UpdateItem")).isEqualTo(3);

        http.heal();
        tallies.put(tally(), NOW);
        assertThat(AllTallies.of(tallies, DISTRIBUTION, HOUR)).containsExactly(tally());
        assertThat(tallies.state(DISTRIBUTION).orElseThrow().marks()).containsOnlyKeys(HOUR);
    }

    @Test
    void ofManyTalliesTheFirstFailureEndsTheRest() {
        List<Tally> many = IntStream.range(0, 100)
                .mapToObj(i -> new Tally(
                        "E" + i + "EXAMPLE",
                        HOUR,
                        tally().object(),
                        tally().mapping(),
                        tally().scopes(),
                        tally().totals()))
                .toList();
        http.fail("PutItem", 9999, "AccessDeniedException");
        assertThatThrownBy(() -> tallies.putAll(many, Marking.WATCHED, NOW))
                .hasMessageContaining("Allow the function's role");
        assertThat(http.asked()).hasSizeLessThan(10);

        http.heal();
        tallies.putAll(many, Marking.WATCHED, NOW);
        assertThat(tallies.states()).hasSize(100);
    }

    @Test
    void aThrottledWriteOfIncidentsIsNotALostRace() {
        http.fail("TransactWriteItems", 99, "ThrottlingException");
        assertThatThrownBy(() -> incidents.write(List.of(STATE), STATE, NOW))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("throttled");

        http.heal();
        assertThat(incidents.write(List.of(STATE), STATE, NOW)).isTrue();
    }

    @Test
    void anUnreachableServerIsReportedWithTheTable() {
        http.fail("*", 99, "");
        assertThatThrownBy(() -> tallies.states())
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("A call to DynamoDB table " + table.name() + " failed on the network");
    }

    @Test
    void aDeniedCallIsReportedWithTheMissingAction() {
        http.fail("*", 99, "AccessDeniedException");
        String denied = "DynamoDB denied access to table " + table.name() + ". Allow the function's role ";

        assertThatThrownBy(() -> tallies.put(tally(), NOW)).hasMessage(denied + "dynamodb:PutItem on it.");
        assertThatThrownBy(() -> AllTallies.of(tallies, DISTRIBUTION, HOUR))
                .hasMessage(denied + "dynamodb:Query on it.");
        assertThatThrownBy(() -> tallies.state(DISTRIBUTION)).hasMessage(denied + "dynamodb:GetItem on it.");
        assertThatThrownBy(() -> tallies.claim(DISTRIBUTION, NOW)).hasMessage(denied + "dynamodb:UpdateItem on it.");
        assertThatThrownBy(() -> incidents.write(List.of(STATE), STATE, NOW))
                .hasMessage(denied + "dynamodb:PutItem and dynamodb:ConditionCheckItem on it.");
    }

    @Test
    void anyOtherErrorIsReportedWithDynamosCodeAndMessage() {
        http.fail("*", 99, "ValidationException");
        assertThatThrownBy(() -> tallies.states())
                .isInstanceOf(StoreException.class)
                .hasMessage("A call to DynamoDB table " + table.name()
                        + " failed with ValidationException: set by the test");
    }

    @Test
    void aMissingTableIsReportedWithWhatToDo() {
        String missing =
                "DynamoDB table why403-gone does not exist. Deploy the stack, or set WHY403_TABLE to the name of the"
                        + " stack's table.";
        DynamoIncidents gone = new DynamoIncidents(client, "why403-gone", InstantSource.fixed(NOW));

        assertThatThrownBy(() -> tallies("why403-gone").put(tally(), NOW))
                .isInstanceOf(StoreException.class)
                .hasMessage(missing);
        assertThatThrownBy(() -> tallies("why403-gone").states()).hasMessage(missing);
        assertThatThrownBy(() -> gone.of(DISTRIBUTION)).hasMessage(missing);
        assertThatThrownBy(() -> gone.write(List.of(STATE), STATE, NOW)).hasMessage(missing);
    }

    @Test
    void aTallyWithoutItsMarkIsMarkedWhenTheMessageIsDeliveredAgain() {
        http.fail("UpdateItem", 99, "InternalServerError");
        assertThatThrownBy(() -> tallies.put(tally(), NOW)).isInstanceOf(StoreException.class);
        assertThat(tallies.state(DISTRIBUTION)).isEmpty();

        http.heal();
        tallies.put(tally(), NOW);
        assertThat(tallies.state(DISTRIBUTION).orElseThrow().isDirty()).isTrue();
        assertThat(AllTallies.of(tallies, DISTRIBUTION, HOUR)).hasSize(1);
    }

    @Test
    void aWriteWhoseResponseWasLostIsRecognizedAsDone() {
        http.loseAnswers("TransactWriteItems", 1);
        assertThat(incidents.write(List.of(STATE), STATE, NOW)).isTrue();
        assertThat(incidents.of(DISTRIBUTION)).containsExactly(STATE.withVersion(1));
    }

    @Test
    void aClaimWhoseAnswerIsLostIsTheCallersClaim() {
        tallies.put(tally(), NOW);
        http.loseAnswers("UpdateItem", 1);

        assertThat(tallies.claimAndRead(DISTRIBUTION, NOW)).isPresent();
        assertThat(tallies.claimAndRead(DISTRIBUTION, NOW)).isEmpty();
    }

    @Test
    void aNoticeIsRemovedOnceEvenIfTheResponseWasLost() {
        incidents.write(List.of(STATE.withPending(List.of("one", "two"))), STATE, NOW);
        http.loseAnswers("UpdateItem", 1);
        incidents.published(STATE, "one");

        assertThat(incidents.of(DISTRIBUTION))
                .extracting(ScopeIncidents::pending)
                .containsExactly(List.of("two"));
    }

    @Test
    void aMarkIsRaisedTwiceIfTheFirstResponseWasLost() {
        http.loseAnswers("UpdateItem", 1);
        tallies.put(tally(), NOW);

        assertThat(AllTallies.of(tallies, DISTRIBUTION, HOUR)).containsExactly(tally());
        assertThat(tallies.state(DISTRIBUTION).orElseThrow().marks()).containsEntry(HOUR, NOW.toEpochMilli() + 2);
    }

    @Test
    void tableCallsTimeOutBeforeTheInvocationDoes() {
        assertThat(ClientTimeouts.forTable().configuration().apiCallTimeout()).contains(Duration.ofSeconds(8));
        assertThat(ClientTimeouts.forTable()
                        .configuration()
                        .retryStrategy()
                        .orElseThrow()
                        .maxAttempts())
                .isEqualTo(5);
    }
}
