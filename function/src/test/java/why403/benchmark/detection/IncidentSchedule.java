package why403.benchmark.detection;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.ListSampler;

/**
 * The incidents of a site, one after the other. Each combination of rise, length and kind comes once, in random order,
 * before the first comes again.
 *
 * @param first from when to when the first incident begins, in minutes
 * @param apart how many minutes lie between the end of one and the begin of the next
 * @param rises how far the rate rises, as a fraction of the requests
 * @param lengths in minutes; if the rate rises slowly, how long it rises
 * @param ramps whether the rate rises slowly
 */
record IncidentSchedule(Range first, Range apart, List<Double> rises, List<Integer> lengths, boolean ramps) {

    /** Six to twelve hours. */
    static final Range APART = new Range(6 * 60, 12 * 60);

    /** After a ramp the rate stays high for this long. */
    private static final int AFTER_RAMP_MINUTES = 15;

    /** A site never refuses everything: some requests are answered from caches, monitors and health checks. */
    private static final double HIGHEST_RATE = 0.95;

    private static final List<Double> RISES = List.of(0.02, 0.05, 0.1, 0.3, 0.8);
    private static final List<Integer> LENGTHS = List.of(5, 15, 60);

    /** The incidents of the fixed mix. */
    static IncidentSchedule fixedMix() {
        return new IncidentSchedule(APART, APART, RISES, LENGTHS, false);
    }

    /** Minutes of [from, to). */
    record Range(int from, int to) {

        int draw(UniformRandomProvider random) {
            return random.nextInt(from, to);
        }
    }

    IncidentSchedule withRises(Double... newRises) {
        return new IncidentSchedule(first, apart, List.of(newRises), lengths, ramps);
    }

    IncidentSchedule withLengths(Integer... newLengths) {
        return new IncidentSchedule(first, apart, rises, List.of(newLengths), ramps);
    }

    IncidentSchedule withFirst(int from, int to) {
        return new IncidentSchedule(new Range(from, to), apart, rises, lengths, ramps);
    }

    IncidentSchedule withApart(int from, int to) {
        return new IncidentSchedule(first, new Range(from, to), rises, lengths, ramps);
    }

    IncidentSchedule withRamps(Integer... newLengths) {
        return new IncidentSchedule(first, apart, rises, List.of(newLengths), true);
    }

    /** @param rate the usual rate: an incident is less high where the rate could not rise so far */
    List<PlannedIncident> draw(UniformRandomProvider random, int minutes, double rate) {
        List<PlannedIncident> drawn = new ArrayList<>();
        List<PlannedIncident> shapes = new ArrayList<>();
        int begin = first.draw(random);
        while (true) {
            if (shapes.isEmpty()) {
                shapes.addAll(shapes(rate));
                ListSampler.shuffle(random, shapes);
            }
            PlannedIncident shape = shapes.remove(shapes.size() - 1);
            int end = begin + shape.end();
            if (end >= minutes) {
                return drawn;
            }
            drawn.add(new PlannedIncident(begin, end, shape.rise(), shape.ramp(), shape.flooding()));
            begin = end + apart.draw(random);
        }
    }

    private List<PlannedIncident> shapes(double rate) {
        List<PlannedIncident> shapes = new ArrayList<>();
        for (double rise : rises) {
            for (int length : lengths) {
                for (boolean flooding : new boolean[] {false, true}) {
                    double possible = Math.min(rise, HIGHEST_RATE - rate);
                    shapes.add(
                            ramps
                                    ? new PlannedIncident(0, length + AFTER_RAMP_MINUTES, possible, length, flooding)
                                    : new PlannedIncident(0, length, possible, 1, flooding));
                }
            }
        }
        return shapes;
    }
}
