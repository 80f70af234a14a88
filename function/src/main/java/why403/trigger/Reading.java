package why403.trigger;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The content of one part of an event.
 *
 * @param time the latest time in the part
 */
record Reading(
        List<LogObject> objects,
        List<String> passedOver,
        List<String> problems,
        Optional<Instant> time,
        Purpose purpose) {

    static Reading object(LogObject object) {
        return new Reading(List.of(object), List.of(), List.of(), Optional.empty(), Purpose.WATCH);
    }

    static Reading passedOver(String what) {
        return new Reading(
                List.of(),
                List.of("Skipped " + what + ": it names no new log object."),
                List.of(),
                Optional.empty(),
                Purpose.WATCH);
    }

    /** @param problem what was found, as the object of "contains" */
    static Reading problem(String problem) {
        return new Reading(List.of(), List.of(), List.of(problem), Optional.empty(), Purpose.WATCH);
    }

    Reading at(Optional<Instant> instant) {
        return new Reading(objects, passedOver, problems, instant, purpose);
    }

    Reading withPurpose(Purpose other) {
        return new Reading(objects, passedOver, problems, time, other);
    }

    static Reading all(List<Reading> parts) {
        return new Reading(
                parts.stream().flatMap(part -> part.objects.stream()).toList(),
                parts.stream().flatMap(part -> part.passedOver.stream()).toList(),
                parts.stream().flatMap(part -> part.problems.stream()).toList(),
                latest(parts.stream()),
                Purpose.WATCH);
    }

    static Optional<Instant> latest(Stream<Reading> parts) {
        return parts.flatMap(part -> part.time.stream()).max(Comparator.naturalOrder());
    }
}
