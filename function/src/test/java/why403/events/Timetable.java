package why403.events;

import java.time.Instant;

/** When a scenario's records begin, when its trouble begins and ends, and when its records end; ends are exclusive. */
record Timetable(Instant from, Instant troubleFrom, Instant troubleTo, Instant to) {

    static Timetable of(String from, String troubleFrom, String troubleTo, String to) {
        return new Timetable(day(from), day(troubleFrom), day(troubleTo), day(to));
    }

    boolean inTrouble(Instant time) {
        return !time.isBefore(troubleFrom) && time.isBefore(troubleTo);
    }

    private static Instant day(String time) {
        return Instant.parse("2026-11-24T" + time + ":00Z");
    }
}
