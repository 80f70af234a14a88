package why403.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.time.InstantSource;
import why403.json.JsonProblem;
import why403.json.JsonTree;
import why403.watch.Timekeeper;

/** Runs a function's task for each event, and reports what fails. Handles one event at a time. */
final class EventRunner {

    private final EventTask task;
    private final PrintStream output;
    private final InstantSource clock;

    /** @param output receives log lines and metrics */
    EventRunner(EventTask task, PrintStream output, InstantSource clock) {
        this.task = task;
        this.output = output;
        this.clock = clock;
    }

    /**
     * Handles an event.
     *
     * @param event JSON
     * @param requestId the invocation's request id
     * @param left the time that the invocation has left
     * @return the JSON response
     * @throws FailedEventException if the whole event fails
     */
    String handle(byte[] event, String requestId, Duration left) {
        Report report = new Report(new JsonLog(output, clock, requestId), new SilenceMetric(output, clock), clock);
        try {
            return task.handle(tree(event), report, Timekeeper.within(clock, left));
        } catch (RuntimeException failed) {
            throw failed(String.valueOf(failed.getMessage()), failed, report);
        } catch (VirtualMachineError | LinkageError broken) {
            throw failed("The event could not be handled (" + broken + ").", broken, report);
        }
    }

    /** The Lambda runtime prints the exception, so it must not contain more than the log does. */
    private static FailedEventException failed(String sentence, Throwable why, Report report) {
        report.failed(sentence, why);
        return new FailedEventException(Redaction.of(sentence));
    }

    private static JsonNode tree(byte[] event) {
        try {
            return JsonTree.read(event);
        } catch (IOException unreadable) {
            throw new FailedEventException("The event " + JsonProblem.of(unreadable) + ". Expected JSON.");
        }
    }
}
