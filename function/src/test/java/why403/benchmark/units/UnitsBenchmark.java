package why403.benchmark.units;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import why403.benchmark.ArgumentWords;

/**
 * The DynamoDB units of a simulated day: {@code UnitsBenchmark --objects 12,60 --distributions 1,10 --hours 24}. {@code
 * --detail} also prints them by operation.
 */
public final class UnitsBenchmark {

    private List<Long> objects = List.of(12L, 60L, 300L, 1000L);
    private List<Long> distributions = List.of(1L);
    private int hours = 24;
    private int batchSeconds = 30;
    private boolean detail;

    private UnitsBenchmark(List<String> words) {
        for (int i = 0; i < words.size(); i++) {
            switch (words.get(i)) {
                case "--objects" -> objects = ArgumentWords.numbers(ArgumentWords.value(words, ++i));
                case "--distributions" -> distributions = ArgumentWords.numbers(ArgumentWords.value(words, ++i));
                case "--hours" -> hours = Integer.parseInt(ArgumentWords.value(words, ++i));
                case "--batch-seconds" -> batchSeconds = Integer.parseInt(ArgumentWords.value(words, ++i));
                case "--detail" -> detail = true;
                default ->
                    throw new IllegalArgumentException(
                            words.get(i)
                                    + " is unknown. Expected --objects, --distributions, --hours, --batch-seconds or --detail.");
            }
        }
    }

    /** Arguments may be joined by spaces. */
    public static void main(String[] arguments) {
        new UnitsBenchmark(ArgumentWords.of(String.join(" ", arguments))).run();
        System.exit(0); // the server of the table does not end
    }

    private void run() {
        System.out.printf("%d hours, a batch every %d seconds, a tick every minute.%n%n", hours, batchSeconds);
        System.out.println(
                "| distributions | objects an hour each | tally: write units an object | watch: read units an"
                        + " object | watch: write units an object | watch: read units a tick | watch: write units a tick |");
        System.out.println("|---|---|---|---|---|---|---|");
        for (long count : distributions) {
            for (long each : objects) {
                try (MeteredDay day = new MeteredDay((int) count, (int) each, batchSeconds)) {
                    print(count, each, day.run(hours));
                }
            }
        }
    }

    private void print(long count, long each, MeteredDay.Usage used) {
        Units tallied = used.tallying().dividedBy(used.objects());
        Units watched = used.watching().dividedBy(used.objects());
        Units ticked = used.watching().dividedBy(used.ticks());
        System.out.printf(
                Locale.ROOT,
                "| %d | %,d | %.2f | %.2f | %.2f | %.2f | %.2f |%n",
                count,
                each,
                tallied.write(),
                watched.read(),
                watched.write(),
                ticked.read(),
                ticked.write());
        if (detail) {
            for (Map.Entry<String, Units> one : used.byOperation().entrySet()) {
                Units units = one.getValue().dividedBy(used.objects());
                System.err.printf(
                        Locale.ROOT,
                        "%s: %.3f read, %.3f write units an object%n",
                        one.getKey(),
                        units.read(),
                        units.write());
            }
        }
    }
}
