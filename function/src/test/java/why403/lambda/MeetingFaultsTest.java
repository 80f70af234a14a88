package why403.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.http.HttpExecuteResponse;
import why403.lambda.Story.Outcome;
import why403.lambda.Wire.Call;
import why403.lambda.Wire.Interference;
import why403.lambda.Wire.Send;
import why403.trigger.LogObject;

/** Two processes that meet at the same distribution. */
class MeetingFaultsTest {

    private static final Outcome UNDISTURBED = Story.undisturbed();
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final LogObject MORE = Story.object("E2EXAMPLE", "more");

    private final Story story = Story.begin();
    private final Deployed function = story.function();

    @AfterEach
    void close() {
        story.close();
    }

    /** Does something once, at the first call of its kind. */
    private static final class Once implements Interference {

        private final String operation;
        private final String inBody;
        private final boolean before;
        private final Runnable meanwhile;
        private final AtomicBoolean done = new AtomicBoolean();

        private Once(String operation, String inBody, boolean before, Runnable meanwhile) {
            this.operation = operation;
            this.inBody = inBody;
            this.before = before;
            this.meanwhile = meanwhile;
        }

        static Once before(String operation, Runnable meanwhile) {
            return new Once(operation, "", true, meanwhile);
        }

        /** Once the answer is there, and before anybody has seen it. */
        static Once after(String operation, String inBody, Runnable meanwhile) {
            return new Once(operation, inBody, false, meanwhile);
        }

        @Override
        public HttpExecuteResponse at(Call call, Send send) throws IOException {
            boolean now = call.operation().equals(operation) && call.body().contains(inBody);
            if (now && before && done.compareAndSet(false, true)) {
                meanwhile.run();
            }
            HttpExecuteResponse answer = send.send();
            if (now && !before && done.compareAndSet(false, true)) {
                meanwhile.run();
            }
            return answer;
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"T#E2EXAMPLE#2026-11-24T09", "I#E2EXAMPLE", "H#E2EXAMPLE"})
    void aTallyThatIsPutAfterAReadAndBeforeTheClearingOfItsMarkIsSeenByTheNextPass(String read) {
        story.put(MORE, Story.quiet("2026-11-24T09:40:00Z", 5));
        Deployed other = Deployed.in(story.cloud(), story.clock());
        function.deliver(Story.BEFORE);
        story.clock().moveOn(MINUTE);
        AtomicBoolean came = new AtomicBoolean();
        function.wire().interfere(Once.after("Query", read, () -> {
            assertThat(other.deliver(MORE)).isEmpty();
            came.set(true);
        }));
        function.deliver(Story.SPIKE);
        assertThat(came).isTrue();
        assertThat(story.kept().somethingIsLeft()).isTrue();
        function.tick();
        Outcome outcome = story.end();

        assertThat(outcome.kept().counts()).isEqualTo(countsOf(Story.BEFORE, Story.SPIKE, MORE));
        assertThat(outcome.notices()).isEqualTo(UNDISTURBED.notices().subList(0, 1));
    }

    private static Map<String, ?> countsOf(LogObject... objects) {
        try (Story calm = Story.begin()) {
            calm.put(MORE, Story.quiet("2026-11-24T09:40:00Z", 5));
            calm.function().deliver(objects);
            return calm.end().kept().counts();
        }
    }

    @RepeatedTest(5)
    void twoPassesAtTheSameSpikeAtOnceTellItOnce() {
        function.deliver(Story.BEFORE);
        function.deliver(Story.SPIKE);
        story.clock().moveOn(MINUTE);
        CyclicBarrier bothHaveRead = new CyclicBarrier(2);
        function.wire().interfere((call, send) -> {
            if (call.operation().equals("TransactWriteItems")) {
                await(bothHaveRead);
            }
            return send.send();
        });
        // Threads of their own: the common pool of a small machine has one.
        ExecutorService threads = Executors.newFixedThreadPool(2);
        CompletableFuture.allOf(
                        CompletableFuture.runAsync(function::tick, threads),
                        CompletableFuture.runAsync(function::tick, threads))
                .join();
        threads.shutdown();
        function.wire().heal();
        story.clock().moveOn(MINUTE);
        function.deliver(Story.AFTER);

        assertThat(story.end()).isEqualTo(UNDISTURBED);
    }

    private static void await(CyclicBarrier barrier) throws IOException {
        try {
            barrier.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException | BrokenBarrierException | TimeoutException alone) {
            throw new IOException("The other one did not come", alone);
        }
    }

    @Test
    void aTickInTheMiddleOfAnEventsPublishingPublishesNothing() {
        Deployed other = Deployed.in(story.cloud(), story.clock());
        function.deliver(Story.BEFORE);
        story.clock().moveOn(MINUTE);
        function.wire().interfere(Once.before("Publish", () -> {
            other.tick();
            assertThat(story.cloud().topics().received()).isEmpty();
        }));
        function.deliver(Story.SPIKE);
        story.clock().moveOn(MINUTE);
        function.deliver(Story.AFTER);

        assertThat(story.end()).isEqualTo(UNDISTURBED);
    }

    @Test
    void anEventInTheMiddleOfAnothersPublishingWaitsForTheTick() {
        Deployed other = Deployed.in(story.cloud(), story.clock());
        function.deliver(Story.BEFORE);
        story.clock().moveOn(MINUTE);
        function.wire().interfere(Once.before("Publish", () -> {
            assertThat(other.deliver(Story.AFTER)).isEmpty();
            other.tick();
            assertThat(story.cloud().topics().received()).isEmpty();
        }));
        function.deliver(Story.SPIKE);

        assertThat(story.end()).isEqualTo(UNDISTURBED);
    }

    /** The two take turns; the story's clock is right. */
    @ParameterizedTest
    @ValueSource(ints = {-60, -1, 1, 5, 60})
    void aProcessWhoseClockIsMinutesOffTellsAndCountsTheSame(int minutes) {
        InstantSource wrong = () -> story.clock().instant().plus(MINUTE.multipliedBy(minutes));
        Deployed other = Deployed.in(story.cloud(), wrong);
        List<Deployed> turns = List.of(other, function, other);
        List<LogObject> objects = List.of(Story.BEFORE, Story.SPIKE, Story.AFTER);
        for (int turn = 0; turn < turns.size(); turn++) {
            turns.get(turn).deliver(objects.get(turn));
            story.clock().moveOn(MINUTE);
            function.tick();
        }

        assertThat(story.end()).isEqualTo(UNDISTURBED);
    }

    @ParameterizedTest
    @ValueSource(ints = {-60, 2, 60})
    void aProcessThatDiesWithAWrongClockHoldsNobodyUp(int minutes) {
        InstantSource wrong = () -> story.clock().instant().plus(MINUTE.multipliedBy(minutes));
        Deployed other = Deployed.in(story.cloud(), wrong);
        function.deliver(Story.BEFORE);
        story.clock().moveOn(MINUTE);
        other.wire().interfere(Once.before("Publish", () -> {
            throw new Ended();
        }));
        assertThat(catchThrowable(() -> other.deliver(Story.SPIKE))).isInstanceOf(Ended.class);
        story.clock().moveOn(MINUTE);
        function.deliver(Story.AFTER);

        assertThat(story.end()).isEqualTo(UNDISTURBED);
    }

    /** The process ended there and then. */
    private static final class Ended extends Error {
        private static final long serialVersionUID = 1L;
    }
}
