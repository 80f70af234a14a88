package why403.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.http.HttpExecuteResponse;
import why403.lambda.InterceptingHttpClient.Call;
import why403.lambda.InterceptingHttpClient.Interceptor;
import why403.lambda.InterceptingHttpClient.Send;
import why403.lambda.SpikeSimulation.Outcome;
import why403.trigger.LogObject;

/** The process dies at each write, in one run per write. Then SQS delivers the event again, and the schedule ticks. */
class KilledInvocationFaultsTest {

    private static final List<List<LogObject>> EVENTS =
            List.of(List.of(SpikeSimulation.BEFORE), List.of(SpikeSimulation.SPIKE), List.of(SpikeSimulation.AFTER));

    private static final List<List<LogObject>> ONE_EVENT =
            List.of(List.of(SpikeSimulation.BEFORE, SpikeSimulation.SPIKE, SpikeSimulation.AFTER));

    private final SpikeSimulation simulation = SpikeSimulation.start();

    @AfterEach
    void close() {
        simulation.close();
    }

    /** Stands for the end of the process. */
    private static final class Died extends Error {
        private static final long serialVersionUID = 1L;
    }

    /** Kills the process once, at the n-th matching call. */
    private static final class Death implements Interceptor {

        private final int number;
        private final Predicate<Call> mayBeLast;
        private final boolean carriedOut;
        private int calls;
        private String lastWrite = "";
        private String lastWriteBeforeDeath = "";

        private Death(int number, Predicate<Call> mayBeLast, boolean carriedOut) {
            this.number = number;
            this.mayBeLast = mayBeLast;
            this.carriedOut = carriedOut;
        }

        static Death after(int write) {
            return new Death(write, Call::isWrite, true);
        }

        static Death before(int number, String operation) {
            return new Death(number, call -> call.operation().equals(operation), false);
        }

        boolean came() {
            return calls >= number;
        }

        @Override
        public HttpExecuteResponse at(Call call, Send send) throws IOException {
            boolean dies = mayBeLast.test(call) && ++calls == number;
            if (dies && !carriedOut) {
                throw die();
            }
            HttpExecuteResponse answer = send.send();
            lastWrite = call.isWrite() ? call.operation() : lastWrite;
            if (dies) {
                throw die();
            }
            return answer;
        }

        private Died die() {
            lastWriteBeforeDeath = lastWrite;
            return new Died();
        }
    }

    private void deliver(List<LogObject> objects) {
        untilItSurvives(() -> assertThat(simulation.function().deliver(objects.toArray(LogObject[]::new)))
                .isEmpty());
        do {
            untilItSurvives(simulation.function()::tick);
        } while (simulation.storedItems().hasPendingWork());
    }

    private void untilItSurvives(Runnable invocation) {
        for (boolean done = false; !done; simulation.clock().advance(Duration.ofMinutes(1))) {
            try {
                invocation.run();
                done = true;
            } catch (Died again) {
                assertThat(again).isNotNull();
            }
        }
    }

    private Outcome run(Interceptor interceptor, List<List<LogObject>> events) {
        simulation.reset();
        simulation.function().wire().intercept(interceptor);
        events.forEach(this::deliver);
        return simulation.end();
    }

    private void losesNothing(Death death, List<List<LogObject>> events, Outcome withoutFaults) {
        Outcome outcome = run(death, events);
        String which = "death " + death.number + " after " + death.lastWriteBeforeDeath;
        assertThat(outcome.storedItems()).as(which).isEqualTo(withoutFaults.storedItems());
        assertThat(outcome.notices().stream().distinct()).as(which).isEqualTo(withoutFaults.notices());
        assertThat(outcome.notices()).as(which).hasSize(death.lastWriteBeforeDeath.equals("Publish") ? 3 : 2);
    }

    /** Dying before a write leaves the same stored items as dying after the previous write. */
    private int writesAtWhichDyingLosesNothing(List<List<LogObject>> events) {
        Outcome withoutFaults = run(Interceptor.NONE, events);
        int writes = -1;
        Death death;
        do {
            writes++;
            death = Death.after(writes + 1);
            losesNothing(death, events, withoutFaults);
        } while (death.came());
        return writes;
    }

    @Test
    void dyingAfterAnyWriteLosesNothingAndRepeatsAtMostTheLastNotice() {
        assertThat(writesAtWhichDyingLosesNothing(EVENTS)).isGreaterThan(20);
    }

    /** With one event, the first step contains the whole spike. */
    @Test
    void dyingAfterAnyWriteOfOneLargeEventLosesNothing() {
        assertThat(writesAtWhichDyingLosesNothing(ONE_EVENT)).isGreaterThan(10);
    }

    @ParameterizedTest
    @CsvSource({"1, PutItem", "1, TransactWriteItems", "2, Publish", "3, Query", "1, cloudfront"})
    void dyingBeforeAnyCallLosesNothingAndRepeatsNoNotice(int number, String operation) {
        Outcome withoutFaults = run(Interceptor.NONE, EVENTS);
        Death death = Death.before(number, operation);

        losesNothing(death, EVENTS, withoutFaults);

        assertThat(death.came()).isTrue();
    }

    @Test
    void withoutFaultsTheIncidentOpensAndResolvesOnce() {
        Outcome withoutFaults = run(Interceptor.NONE, EVENTS);

        assertThat(withoutFaults.notices())
                .extracting(notice -> notice.attributes().get("event"))
                .containsExactly("opened", "resolved");
        assertThat(withoutFaults.storedItems().hasPendingWork()).isFalse();
    }
}
