package why403.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.function.Predicate;
import java.util.stream.Stream;
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

    private static final Outcome UNDISTURBED = Story.undisturbed();

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

    private void deliver(LogObject object) {
        for (boolean done = false; !done; story.clock().moveOn(Duration.ofMinutes(1))) {
            try {
                assertThat(story.function().deliver(object)).isEmpty();
                done = true;
            } catch (Died again) {
                assertThat(again).isNotNull();
            }
        }
    }

    private Outcome run(Death death) {
        story.startOver();
        story.function().wire().interfere(death);
        Stream.of(Story.BEFORE, Story.SPIKE, Story.AFTER).forEach(this::deliver);
        return story.end();
    }

    private void losesNothing(Death death) {
        Outcome outcome = run(death);
        String which = "death " + death.number + " after " + death.lastWriteBeforeDeath;
        assertThat(outcome.kept()).as(which).isEqualTo(UNDISTURBED.kept());
        assertThat(outcome.notices().stream().distinct()).as(which).isEqualTo(UNDISTURBED.notices());
        assertThat(outcome.notices()).as(which).hasSize(death.lastWriteBeforeDeath.equals("Publish") ? 3 : 2);
    }

    /** To die before a write is, for all that is kept, to die after the one before it. */
    @Test
    void whoeverDiesAfterAnyWriteLosesNothingAndTellsNothingTwiceButWhatHeHadJustPublished() {
        int writes = -1;
        Death death;
        do {
            writes++;
            death = Death.after(writes + 1);
            losesNothing(death);
        } while (death.came());
        assertThat(writes).isGreaterThan(20);
    }

    @ParameterizedTest
    @CsvSource({"1, PutItem", "1, TransactWriteItems", "2, Publish", "3, Query", "1, cloudfront"})
    void whoeverDiesBeforeACallLosesNothingAndTellsNothingTwice(int number, String operation) {
        Death death = Death.before(number, operation);
        losesNothing(death);
        assertThat(death.came()).isTrue();
    }

    @Test
    void undisturbedItOpensAndResolvesOnce() {
        assertThat(UNDISTURBED.notices())
                .extracting(notice -> notice.attributes().get("event"))
                .containsExactly("opened", "resolved");
        assertThat(UNDISTURBED.kept().somethingIsLeft()).isFalse();
    }
}
