package why403.benchmark.detection;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * Something that happens to the paths of a simulated site.
 *
 * @param begin the first minute, from the start of the site
 * @param path the path that fails; -1 if all fail, or if it is a scan
 * @param denied the part of the good requests that are refused; 0 if it is a scan
 * @param scanners how many addresses request a path that nobody else uses; 0 if it is no scan
 */
record PathIncident(int begin, int minutes, int path, double denied, int scanners) {

    private static final int FIRST_DAY = 24 * 60;
    private static final int MINUTES_BETWEEN = 7 * 60;

    /** What happens to a site. */
    @FunctionalInterface
    interface Plan {

        List<PathIncident> incidents(SitePaths paths, int minutes, UniformRandomProvider random);

        /** Nothing happens. */
        static Plan none() {
            return (paths, minutes, random) -> List.of();
        }

        /** The path with about this share of the requests fails completely, for 15 minutes, every 7 to 9 hours. */
        static Plan outages(double share) {
            return (paths, minutes, random) -> begins(minutes, random).stream()
                    .map(begin -> new PathIncident(begin, 15, paths.withShare(share), 1, 0))
                    .toList();
        }

        /** All paths fail in part, for 15 to 60 minutes. */
        static Plan everywhere() {
            return (paths, minutes, random) -> begins(minutes, random).stream()
                    .map(begin -> new PathIncident(
                            begin,
                            15 * (1 + random.nextInt(4)),
                            -1,
                            List.of(0.1, 0.3, 0.8).get(random.nextInt(3)),
                            0))
                    .toList();
        }

        /** Three addresses request a path that nobody else uses, for 20 minutes. */
        static Plan scans() {
            return (paths, minutes, random) -> begins(minutes, random).stream()
                    .map(begin -> new PathIncident(begin, 20, -1, 0, 3))
                    .toList();
        }

        private static List<Integer> begins(int minutes, UniformRandomProvider random) {
            List<Integer> begins = new ArrayList<>();
            for (int begin = FIRST_DAY;
                    begin < minutes - MINUTES_BETWEEN;
                    begin += MINUTES_BETWEEN + random.nextInt(120)) {
                begins.add(begin);
            }
            return begins;
        }
    }

    boolean isScan() {
        return scanners > 0;
    }

    boolean concerns(int otherPath) {
        return path < 0 || path == otherPath;
    }

    boolean contains(int minute) {
        return minute >= begin && minute < begin + minutes;
    }

    /** The minutes in which an alert belongs to it: its own, and five more. */
    IntStream alertMinutes() {
        return IntStream.range(begin, begin + minutes + 5);
    }
}
