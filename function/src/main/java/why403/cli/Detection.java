package why403.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.io.Reader;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import why403.spike.Incident;
import why403.spike.IncidentMachine;
import why403.spike.Phase;
import why403.spike.Sensitivity;

/** Applies the detection rule to a series of minutes, as if each minute had been counted as soon as it was over. */
final class Detection {

    private static final String SERIES = "series";

    private final IncidentMachine machine;

    Detection(Sensitivity sensitivity) {
        this.machine = new IncidentMachine(sensitivity);
    }

    /**
     * Prints one line of JSON for each incident, in the order in which they opened, and a sentence for each row that could
     * not be read.
     *
     * @return the exit code: 0 if every row was read, otherwise 1
     * @throws IOException if reading from the series fails
     */
    int run(Reader series, PrintStream out, PrintStream err) throws IOException {
        SeriesReader.Result read = SeriesReader.read(series);
        lines(read.rows()).forEach(out::println);
        read.problems().forEach(err::println);
        return read.problems().isEmpty() ? ExitCode.DONE : ExitCode.SOMETHING_UNREADABLE;
    }

    private List<String> lines(List<SeriesRow> rows) {
        SeriesTraffic traffic = new SeriesTraffic(rows);
        return machine.step(SERIES, traffic, traffic.counted(), OptionalLong.empty(), List.of()).incidents().stream()
                .filter(Incident::reported)
                .map(incident -> line(incident, traffic))
                .toList();
    }

    private static String line(Incident incident, SeriesTraffic traffic) {
        double peakRate = traffic.peakRate(minute(incident.from()), minute(incident.to()));
        return "{\"opened\":\"" + incident.opened()
                + "\",\"from\":\"" + incident.from()
                + "\",\"resolved\":"
                + resolved(incident).map(ended -> "\"" + ended + "\"").orElse("null")
                + ",\"peakRate\":" + Math.round(peakRate * 1000) / 1000.0
                + ",\"oneClient\":" + incident.oneClient() + "}";
    }

    /** Also empty if the incident expired, because an expired incident was not resolved. */
    private static Optional<Instant> resolved(Incident incident) {
        return incident.ended().filter(ended -> incident.phase() == Phase.RESOLVED);
    }

    private static long minute(Instant instant) {
        return Math.floorDiv(instant.getEpochSecond(), 60L);
    }
}
