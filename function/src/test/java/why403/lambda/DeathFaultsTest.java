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
import why403.lambda.Story.Outcome;
import why403.lambda.Wire.Call;
import why403.lambda.Wire.Interference;
import why403.lambda.Wire.Send;
import why403.trigger.LogObject;

/** The process dies at each single write, one run a write; the queue brings the event again, and the schedule ticks. */
class DeathFaultsTest {

    private static final List<List<LogObject>> EVENTS =
            List.of(List.of(Story.BEFORE), List.of(Story.SPIKE), List.of(Story.AFTER));

    private static final List<List<LogObject>> ONE_EVENT = List.of(List.of(Story.BEFORE, Story.SPIKE, Story.AFTER));

    private final Story story = Story.begin();

    @AfterEach
    void close() {
        story.close();
    }

    /** The process ended there and then. */
    private static final class Died extends Error {
        private static final long serialVersionUID = 1L;
    }

    /** Has the process die once: at a call, counted among those that may be its last. */
    private static final class Death implements Interference {

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
        for (boolean done = false; !done; story.clock().moveOn(Duration.ofMinutes(1))) {
            try {
                assertThat(story.function().deliver(objects.toArray(LogObject[]::new)))
                        .isEmpty();
                done = true;
            } catch (Died again) {
                assertThat(again).isNotNull();
            }
        }
    }

    private Outcome run(Interference interference, List<List<LogObject>> events) {
        story.startOver();
        story.function().wire().interfere(interference);
        events.forEach(this::deliver);
        return story.end();
    }

    private void losesNothing(Death death, List<List<LogObject>> events, Outcome undisturbed) {
        Outcome outcome = run(death, events);
        String which = "death " + death.number + " after " + death.lastWriteBeforeDeath;
        assertThat(outcome.kept()).as(which).isEqualTo(undisturbed.kept());
        assertThat(outcome.notices().stream().distinct()).as(which).isEqualTo(undisturbed.notices());
        assertThat(outcome.notices()).as(which).hasSize(death.lastWriteBeforeDeath.equals("Publish") ? 3 : 2);
    }

    /** To die before a write is, for all that is kept, to die after the one before it. */
    private int writesAtWhichDyingLosesNothing(List<List<LogObject>> events) {
        Outcome undisturbed = run(Interference.NONE, events);
        int writes = -1;
        Death death;
        do {
            writes++;
            death = Death.after(writes + 1);
            losesNothing(death, events, undisturbed);
        } while (death.came());
        return writes;
    }

    @Test
    void whoeverDiesAfterAnyWriteLosesNothingAndTellsNothingTwiceButWhatHeHadJustPublished() {
        assertThat(writesAtWhichDyingLosesNothing(EVENTS)).isGreaterThan(20);
    }

    /** Then the whole trouble is in the first step of all. */
    @Test
    void soDoesWhoeverDiesOverOneEventThatBringsItAll() {
        assertThat(writesAtWhichDyingLosesNothing(ONE_EVENT)).isGreaterThan(10);
    }

    @ParameterizedTest
    @CsvSource({"1, PutItem", "1, TransactWriteItems", "2, Publish", "3, Query", "1, cloudfront"})
    void whoeverDiesBeforeACallLosesNothingAndTellsNothingTwice(int number, String operation) {
        Outcome undisturbed = run(Interference.NONE, EVENTS);
        Death death = Death.before(number, operation);

        losesNothing(death, EVENTS, undisturbed);

        assertThat(death.came()).isTrue();
    }

    @Test
    void undisturbedItOpensAndResolvesOnce() {
        Outcome undisturbed = run(Interference.NONE, EVENTS);

        assertThat(undisturbed.notices())
                .extracting(notice -> notice.attributes().get("event"))
                .containsExactly("opened", "resolved");
        assertThat(undisturbed.kept().somethingIsLeft()).isFalse();
    }
}
