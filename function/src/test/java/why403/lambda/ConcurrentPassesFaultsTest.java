package why403.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
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
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.http.HttpExecuteResponse;
import why403.lambda.InterceptingHttpClient.Call;
import why403.lambda.InterceptingHttpClient.Interceptor;
import why403.lambda.InterceptingHttpClient.Send;
import why403.lambda.SpikeSimulation.Outcome;
import why403.trigger.LogObject;

/** Two processes watch the same distribution at the same time. */
class ConcurrentPassesFaultsTest {

    private static final Outcome WITHOUT_FAULTS = SpikeSimulation.withoutFaults();
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final LogObject MORE = SpikeSimulation.object("E2EXAMPLE", "more");

    private final SpikeSimulation simulation = SpikeSimulation.start();
    private final Deployment function = simulation.function();

    @AfterEach
    void close() {
        simulation.close();
    }

    /** Runs an action once, at a matching call. */
    private static final class Once implements Interceptor {

        private final String operation;
        private final String inBody;
        private final boolean before;
        private final Runnable meanwhile;
        private final AtomicInteger left;

        private Once(String operation, String inBody, boolean before, int number, Runnable meanwhile) {
            this.operation = operation;
            this.inBody = inBody;
            this.before = before;
            this.left = new AtomicInteger(number);
            this.meanwhile = meanwhile;
        }

        static Once before(String operation, Runnable meanwhile) {
            return new Once(operation, "", true, 1, meanwhile);
        }

        /** Runs the action after the response to the n-th call arrived and before the caller gets it. */
        static Once after(String operation, String inBody, int number, Runnable meanwhile) {
            return new Once(operation, inBody, false, number, meanwhile);
        }

        @Override
        public HttpExecuteResponse at(Call call, Send send) throws IOException {
            boolean now = call.operation().equals(operation) && call.body().contains(inBody);
            boolean runs = now && left.decrementAndGet() == 0;
            if (runs && before) {
                meanwhile.run();
            }
            HttpExecuteResponse answer = send.send();
            if (runs && !before) {
                meanwhile.run();
            }
            return answer;
        }
    }

    @ParameterizedTest
    @CsvSource({"T#E2EXAMPLE#2026-11-24T09, 1", "I#E2EXAMPLE, 2", "H#E2EXAMPLE, 1"})
    void aTallyPutDuringAPassIsSeenByTheNextPass(String read, int time) {
        simulation.put(MORE, SpikeSimulation.quiet("2026-11-24T09:40:00Z", 5));
        Deployment other = Deployment.in(simulation.cloud(), simulation.clock());
        function.deliverAndTick(SpikeSimulation.BEFORE);
        simulation.clock().advance(MINUTE);
        AtomicBoolean came = new AtomicBoolean();
        function.wire().intercept(Once.after("Query", read, time, () -> {
            assertThat(other.deliver(MORE)).isEmpty();
            came.set(true);
        }));
        function.deliverAndTick(SpikeSimulation.SPIKE);
        assertThat(came).isTrue();
        assertThat(simulation.storedItems().hasPendingWork()).isTrue();
        simulation.clock().advance(MINUTE);
        function.tick();
        Outcome outcome = simulation.end();

        assertThat(outcome.storedItems().counts())
                .isEqualTo(countsOf(SpikeSimulation.BEFORE, SpikeSimulation.SPIKE, MORE));
        assertThat(outcome.notices()).isEqualTo(WITHOUT_FAULTS.notices().subList(0, 1));
    }

    private static Map<String, ?> countsOf(LogObject... objects) {
        try (SpikeSimulation calm = SpikeSimulation.start()) {
            calm.put(MORE, SpikeSimulation.quiet("2026-11-24T09:40:00Z", 5));
            calm.function().deliver(objects);
            return calm.end().storedItems().counts();
        }
    }

    /** The other clock is ahead, so the claim of the first pass has expired for it. */
    @RepeatedTest(5)
    void twoConcurrentPassesReportASpikeOnce() {
        Deployment other = Deployment.in(
                simulation.cloud(), () -> simulation.clock().instant().plus(Duration.ofMinutes(10)));
        function.deliverAndTick(SpikeSimulation.BEFORE);
        function.deliver(SpikeSimulation.SPIKE);
        simulation.clock().advance(MINUTE);
        CyclicBarrier bothHaveRead = new CyclicBarrier(2);
        for (Deployment each : List.of(function, other)) {
            each.wire().intercept((call, send) -> {
                if (call.operation().equals("TransactWriteItems")) {
                    await(bothHaveRead);
                }
                return send.send();
            });
        }
        // New threads, because the common pool of a small machine has only one.
        ExecutorService threads = Executors.newFixedThreadPool(2);
        CompletableFuture.allOf(
                        CompletableFuture.runAsync(function::tick, threads),
                        CompletableFuture.runAsync(other::tick, threads))
                .join();
        threads.shutdown();
        function.wire().stopIntercepting();
        simulation.clock().advance(MINUTE);
        function.deliverAndTick(SpikeSimulation.AFTER);

        assertThat(simulation.end()).isEqualTo(WITHOUT_FAULTS);
    }

    @Test
    void aDistributionThatAnotherTickWatchesIsNotWatchedBesideIt() {
        Deployment other = Deployment.in(simulation.cloud(), simulation.clock());
        List<String> writes = new ArrayList<>();
        other.wire().intercept((call, send) -> {
            if (call.operation().equals("TransactWriteItems") || call.body().contains("T#E2EXAMPLE")) {
                writes.add(call.operation());
            }
            return send.send();
        });
        function.deliverAndTick(SpikeSimulation.BEFORE);
        function.deliver(SpikeSimulation.SPIKE);
        simulation.clock().advance(MINUTE);
        function.wire().intercept(Once.before("TransactWriteItems", other::tick));
        function.tick();

        assertThat(writes).isEmpty();
        simulation.clock().advance(MINUTE);
        function.deliverAndTick(SpikeSimulation.AFTER);
        assertThat(simulation.end()).isEqualTo(WITHOUT_FAULTS);
    }

    private static void await(CyclicBarrier barrier) throws IOException {
        try {
            barrier.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException | BrokenBarrierException | TimeoutException alone) {
            throw new IOException("The other one did not come", alone);
        }
    }

    @Test
    void aTickDuringAnotherTicksPublishingPublishesNothing() {
        Deployment other = Deployment.in(simulation.cloud(), simulation.clock());
        function.deliverAndTick(SpikeSimulation.BEFORE);
        simulation.clock().advance(MINUTE);
        function.wire().intercept(Once.before("Publish", () -> {
            other.tick();
            assertThat(simulation.cloud().topics().received()).isEmpty();
        }));
        function.deliverAndTick(SpikeSimulation.SPIKE);
        simulation.clock().advance(MINUTE);
        function.deliverAndTick(SpikeSimulation.AFTER);

        assertThat(simulation.end()).isEqualTo(WITHOUT_FAULTS);
    }

    @Test
    void logsThatArriveWhileATickPublishesAreLeftToTheNextTick() {
        Deployment other = Deployment.in(simulation.cloud(), simulation.clock());
        function.deliverAndTick(SpikeSimulation.BEFORE);
        simulation.clock().advance(MINUTE);
        function.wire().intercept(Once.before("Publish", () -> {
            assertThat(other.deliver(SpikeSimulation.AFTER)).isEmpty();
            other.tick();
            assertThat(simulation.cloud().topics().received()).isEmpty();
        }));
        function.deliverAndTick(SpikeSimulation.SPIKE);

        assertThat(simulation.end()).isEqualTo(WITHOUT_FAULTS);
    }

    /** The two processes take turns. The clock of the simulation is right. */
    @ParameterizedTest
    @ValueSource(ints = {-60, -1, 1, 5, 60})
    void aProcessWithAWrongClockReportsAndCountsTheSame(int minutes) {
        InstantSource wrong = () -> simulation.clock().instant().plus(MINUTE.multipliedBy(minutes));
        Deployment other = Deployment.in(simulation.cloud(), wrong);
        List<Deployment> turns = List.of(other, function, other);
        List<LogObject> objects = List.of(SpikeSimulation.BEFORE, SpikeSimulation.SPIKE, SpikeSimulation.AFTER);
        for (int turn = 0; turn < turns.size(); turn++) {
            turns.get(turn).deliverAndTick(objects.get(turn));
            simulation.clock().advance(MINUTE);
            function.tick();
        }

        assertThat(simulation.end()).isEqualTo(WITHOUT_FAULTS);
    }

    @ParameterizedTest
    @ValueSource(ints = {-60, 2, 60})
    void aClaimOfADeadProcessWithAWrongClockBlocksNoOtherProcess(int minutes) {
        InstantSource wrong = () -> simulation.clock().instant().plus(MINUTE.multipliedBy(minutes));
        Deployment other = Deployment.in(simulation.cloud(), wrong);
        function.deliverAndTick(SpikeSimulation.BEFORE);
        simulation.clock().advance(MINUTE);
        other.wire().intercept(Once.before("Publish", () -> {
            throw new Ended();
        }));
        other.deliver(SpikeSimulation.SPIKE);
        assertThat(catchThrowable(other::tick)).isInstanceOf(Ended.class);
        simulation.clock().advance(MINUTE);
        function.deliverAndTick(SpikeSimulation.AFTER);

        assertThat(simulation.end()).isEqualTo(WITHOUT_FAULTS);
    }

    /** Stands for the end of the process. */
    private static final class Ended extends Error {
        private static final long serialVersionUID = 1L;
    }
}
