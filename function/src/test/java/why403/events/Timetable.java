package why403.events;

import java.time.Instant;

/** The times of a scenario: its records and, within them, its incident. Both ends are exclusive. */
record Timetable(Instant from, Instant incidentFrom, Instant incidentTo, Instant to) {

    static Timetable of(String from, String incidentFrom, String incidentTo, String to) {
        return new Timetable(day(from), day(incidentFrom), day(incidentTo), day(to));
    }

    boolean isDuringIncident(Instant time) {
        return !time.isBefore(incidentFrom) && time.isBefore(incidentTo);
    }

    private static Instant day(String time) {
        return Instant.parse("2026-11-24T" + time + ":00Z");
    }
}
