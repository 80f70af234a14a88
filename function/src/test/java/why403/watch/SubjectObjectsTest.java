package why403.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import why403.sample.SampleReader.Source;
import why403.spike.Incident;
import why403.spike.Phase;
import why403.tally.Counting;
import why403.tally.Counting.Request;
import why403.tally.Scope;
import why403.tally.Tally;

/** Which of an hour's many objects a diagnosis reads. The incident is from 10:05 to 11:03. */
class SubjectObjectsTest {

    private static final Instant FROM = Counting.START.plusSeconds(300);
    private static final Instant TO = Counting.START.plusSeconds(3780);

    private final Subject subject = new Subject(
            new Incident(
                    "id",
                    Counting.DISTRIBUTION,
                    Scope.WHOLE,
                    FROM,
                    FROM,
                    TO,
                    Phase.OPEN,
                    false,
                    0.01,
                    true,
                    FROM,
                    Optional.empty(),
                    true,
                    Optional.empty()),
            FROM,
            TO);

    /** So many forbidden requests in 10:10. */
    private static Tally tally(int object, int forbidden) {
        List<Request> requests = new ArrayList<>(List.of(new Request(0, 1, "www.example.com", "/a", true)));
        IntStream.range(0, forbidden).forEach(i -> requests.add(new Request(600, 1, "www.example.com", "/a", true)));
        return Counting.talliesOf(String.format("%05d", object), requests).get(0);
    }

    private static Tally in(long hour, Tally tally) {
        return new Tally(tally.distribution(), hour, tally.object(), tally.mapping(), tally.scopes(), tally.totals());
    }

    private SubjectObjects chosen(List<Tally> tallies) {
        SubjectObjects objects = new SubjectObjects(subject);
        objects.hours().forEach(hour -> {
            tallies.stream().filter(tally -> tally.hour() == hour).forEach(objects::add);
            objects.endHour();
        });
        return objects;
    }

    @Test
    void theObjectsWithMostOfTheForbiddenRecordsAreReadInAnyOrderOfTallies() {
        List<Tally> tallies = new ArrayList<>(
                IntStream.range(0, 3_000).mapToObj(i -> tally(i, i % 5)).toList());
        SubjectObjects inOrder = chosen(tallies);
        Collections.shuffle(tallies, new Random(1));
        SubjectObjects shuffled = chosen(tallies);

        assertThat(inOrder.wanted().during())
                .hasSize(500)
                .allSatisfy(source -> assertThat(source.forbidden()).isEqualTo(4))
                .extracting(source -> source.object().key())
                .isSorted();
        assertThat(keys(shuffled.wanted().during()))
                .isEqualTo(keys(inOrder.wanted().during()));
        assertThat(keys(shuffled.wanted().before()))
                .isEqualTo(keys(inOrder.wanted().before()));
        assertThat(inOrder.unread()).isEqualTo(600 * (1 + 2 + 3 + 4) - 500 * 4);
        assertThat(shuffled.unread()).isEqualTo(inOrder.unread());
    }

    private static List<String> keys(List<Source> sources) {
        return sources.stream().map(source -> source.object().key()).toList();
    }

    @Test
    void anObjectWithRecordsInTwoHoursCountsBoth() {
        Tally first = tally(1, 7);
        Tally second = in(Counting.START_HOUR + 1, tally(1, 9));

        List<Source> during = chosen(List.of(first, second)).wanted().during();

        assertThat(during)
                .extracting(Source::forbidden)
                .as("in 10:10, and at 11:00")
                .containsExactly(8L);
    }

    @Test
    void onlyTheHoursOfTheIncidentAndThreeHoursBeforeAreWanted() {
        assertThat(chosen(List.of()).hours())
                .containsExactly(
                        Counting.START_HOUR - 3,
                        Counting.START_HOUR - 2,
                        Counting.START_HOUR - 1,
                        Counting.START_HOUR,
                        Counting.START_HOUR + 1);
        assertThat(chosen(List.of(in(Counting.START_HOUR - 4, tally(1, 1))))
                        .wanted()
                        .during())
                .isEmpty();
    }

    @Test
    void theObjectsOfTheTimeBeforeAreSpreadOverTheHours() {
        List<Tally> tallies = IntStream.range(0, 300)
                .mapToObj(i -> in(Counting.START_HOUR - i % 3 - 1, tally(i, 0)))
                .toList();

        List<Source> before = chosen(tallies).wanted().before();

        Map<Long, Long> hours = new TreeMap<>();
        assertThat(before).hasSize(6).doesNotHaveDuplicates();
        before.forEach(source -> hours.merge(hourOf(tallies, source), 1L, Long::sum));
        assertThat(hours.values()).containsExactly(2L, 2L, 2L);
    }

    private static long hourOf(List<Tally> tallies, Source source) {
        return tallies.stream()
                .filter(tally -> tally.object().equals(source.object()))
                .mapToLong(Tally::hour)
                .findFirst()
                .orElseThrow();
    }
}
