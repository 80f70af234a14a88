package why403.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import why403.aws.table.DynamoTallies;
import why403.aws.table.LocalTable;
import why403.folder.MemoryTallies;
import why403.seeded.Generator;
import why403.seeded.Seeds;
import why403.tally.Counting;
import why403.tally.Counting.Request;
import why403.tally.ErrorMapping;
import why403.tally.Scope;
import why403.tally.Tally;

/**
 * Tallies come, and come again with other counts, while two processes watch, and lose their memory, and clear marks that the
 * other one has not seen. Whatever a process remembers, it sees what a complete reading gives.
 */
class RecentHoursPropertyTest {

    private static final String DISTRIBUTION = Counting.DISTRIBUTION;
    private static final long FIRST_HOUR = Counting.START_HOUR;
    private static final int HOURS = 3;
    private static final Instant NOW = Counting.START;
    private static final List<Set<Scope>> FOLLOWED =
            List.of(Set.of(), Set.of(new Scope("path:/img/")), Set.of(new Scope("path:/p7/")));

    /** One process: what it remembers. Another process has another one. */
    private static final class Watcher {

        private RecentHours recent = new RecentHours(1 << 24);
    }

    /** What the processes share: a store whose states list only some of the arrivals, as when lists are full. */
    private static final class Store {

        private final Tallies tallies;
        private final Set<Long> unlistedHours = new HashSet<>();

        Store(Tallies tallies) {
            this.tallies = tallies;
        }

        Optional<DistributionState> state() {
            return tallies.state(DISTRIBUTION)
                    .map(state -> new DistributionState(
                            state.distribution(),
                            state.newestMinute(),
                            state.newestTally(),
                            state.marks(),
                            state.minutes(),
                            state.newestRecords(),
                            listed(state.arrivals()),
                            state.past()));
        }

        private Arrivals listed(Arrivals all) {
            Map<Long, Arrivals.OfHour> hours = new HashMap<>();
            all.hours().forEach((hour, arrived) -> {
                int listed = unlistedHours.contains(hour)
                        ? arrived.keys().size() / 2
                        : arrived.keys().size();
                hours.put(
                        hour,
                        new Arrivals.OfHour(
                                arrived.keys().subList(0, listed),
                                arrived.keys().size() - listed));
            });
            return new Arrivals(all.number(), hours);
        }
    }

    private Store store = new Store(new MemoryTallies());
    private final List<Watcher> processes = List.of(new Watcher(), new Watcher());
    private int objects;

    @ParameterizedTest
    @Seeds(120)
    void aProcessSeesWhatACompleteReadingGives(Generator given) {
        run(given, 50, () -> toggle(store.unlistedHours, hour(given)));
    }

    @ParameterizedTest
    @Seeds(10)
    void alsoWithATableThatAnEarlierReleaseUsesAtTheSameTime(Generator given) {
        try (LocalTable table = LocalTable.create()) {
            store = new Store(new DynamoTallies(
                    table.client(),
                    table.name(),
                    () -> NOW,
                    problem -> assertThat(problem).isEmpty()));
            run(given, 40, () -> actAsEarlierRelease(given, table));
        }
    }

    private void run(Generator given, int steps, Runnable disturb) {
        for (int step = 0; step < steps; step++) {
            switch (given.between(0, 9)) {
                case 0, 1, 2, 3 -> put(given);
                case 4 -> process(given).recent = new RecentHours(given.between(0, 1) << 24);
                case 5 -> disturb.run();
                case 6 -> store.state().ifPresent(store.tallies::watched);
                default -> pass(given, process(given));
            }
        }
    }

    /** It marks an hour without listing the tally, or clears a mark and leaves the list. */
    private void actAsEarlierRelease(Generator given, LocalTable table) {
        long hour = hour(given);
        String change;
        if (given.between(0, 1) == 0) {
            put(given);
            change = "REMOVE k" + hour + ", u" + hour;
        } else {
            change = "REMOVE m" + hour + ", b" + hour;
        }
        table.client()
                .updateItem(update -> update.tableName(table.name())
                        .key(Map.of("pk", AttributeValue.fromS("S"), "sk", AttributeValue.fromS(DISTRIBUTION)))
                        .updateExpression(change));
    }

    private static long hour(Generator given) {
        return FIRST_HOUR + given.between(0, HOURS - 1);
    }

    private Watcher process(Generator given) {
        return processes.get(given.between(0, 1));
    }

    private static void toggle(Set<Long> hours, long hour) {
        if (!hours.remove(hour)) {
            hours.add(hour);
        }
    }

    /** New objects, and earlier ones under another mapping or with other counts. */
    private void put(Generator given) {
        List<Tally> batch = new ArrayList<>();
        Set<Integer> numbers = new HashSet<>();
        for (int i = given.between(1, 4); i > 0; i--) {
            int number = given.between(0, 2) == 0 ? given.between(0, objects) : objects++;
            if (numbers.add(number)) {
                batch.addAll(tallies(given, number));
            }
        }
        store.tallies.putAll(batch, Marking.WATCHED, NOW);
    }

    private static List<Tally> tallies(Generator given, int number) {
        List<Request> requests = new ArrayList<>();
        for (int i = given.between(1, 30); i > 0; i--) {
            requests.add(new Request(
                    given.between(0, HOURS * 3600 - 1),
                    given.between(1, 5),
                    "www.example.com",
                    given.between(0, 1) == 0 ? "/img/a" : "/p" + given.between(0, 70) + "/a",
                    given.between(0, 2) > 0));
        }
        ErrorMapping mapping =
                given.between(0, 3) == 0 ? new ErrorMapping(Map.of(404, 403)) : new ErrorMapping(Map.of());
        return Counting.talliesOf("o" + number, requests).stream()
                .map(tally -> new Tally(
                        tally.distribution(), tally.hour(), tally.object(), mapping, tally.scopes(), tally.totals()))
                .toList();
    }

    /** As a pass does it: reads the state, sums, and perhaps clears. Other tallies can come between any two of these. */
    private void pass(Generator given, Watcher process) {
        Optional<DistributionState> state = store.state();
        if (state.isEmpty()) {
            return;
        }
        process.recent.learn(state.get());
        boolean disturbed = given.between(0, 3) == 0;
        if (disturbed) {
            put(given);
        }
        for (long hour = FIRST_HOUR; hour < FIRST_HOUR + HOURS; hour++) {
            if (given.between(0, 3) > 0) {
                Set<Scope> followed = FOLLOWED.get(given.between(0, FOLLOWED.size() - 1));
                HourSummary seen = process.recent.summary(store.tallies, DISTRIBUTION, hour, followed);
                if (!disturbed) {
                    assertSame(seen, complete(hour, followed), hour);
                }
            }
        }
        if (given.between(0, 3) == 0) {
            put(given);
        }
        if (given.between(0, 2) > 0) {
            process.recent.cleared(DISTRIBUTION, store.tallies.watched(state.get()));
        }
    }

    private HourSummary complete(long hour, Set<Scope> followed) {
        return HourSummary.of(
                DISTRIBUTION, hour, followed, visitor -> store.tallies.visit(DISTRIBUTION, hour, visitor));
    }

    private static void assertSame(HourSummary seen, HourSummary complete, long hour) {
        assertThat(seen.sum()).isEqualTo(complete.sum());
        assertThat(seen.traffic().scopes()).isEqualTo(complete.traffic().scopes());
        DistributionTraffic mine = new DistributionTraffic(Map.of(hour, seen.traffic()), List.of(seen.sum()));
        DistributionTraffic all = new DistributionTraffic(Map.of(hour, complete.traffic()), List.of(complete.sum()));
        for (Scope scope : complete.traffic().scopes()) {
            for (long minute = hour * 60; minute < (hour + 1) * 60; minute++) {
                assertThat(mine.minute(scope, minute)).isEqualTo(all.minute(scope, minute));
            }
            for (long bin = hour * 12; bin < (hour + 1) * 12; bin++) {
                assertThat(mine.clients(scope, bin)).isEqualTo(all.clients(scope, bin));
            }
        }
    }
}
