package why403.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import why403.hash.HashKey;
import why403.log.Field;
import why403.log.LogReader;
import why403.log.LogStore;
import why403.log.UnreadableObjectException;
import why403.sample.SampleReader.Reread;
import why403.sample.SampleReader.Source;
import why403.sample.SampleReader.Wanted;
import why403.tally.ErrorMapping;
import why403.tally.Forbidden;
import why403.trigger.LogObject;

/** Log objects in memory, each named as CloudFront names them. */
class SampleReaderTest {

    private static final String ID = "E2EXAMPLE";
    private static final Instant FROM = Instant.parse("2026-11-24T12:00:00Z");
    private static final Instant TO = Instant.parse("2026-11-24T12:10:00Z");
    private static final Forbidden PLAIN = Forbidden.under(ErrorMapping.NONE);

    private final Map<LogObject, String> stored = new HashMap<>();
    private int opened;

    private LogObject store(String hour, String... lines) {
        LogObject object = new LogObject("logs", ID + ".2026-11-24-" + hour + "." + stored.size() + ".log");
        stored.put(
                object,
                "#Version: 1.0\n#Fields: date time cs-uri-stem sc-status x-edge-result-type x-edge-response-result-type\n"
                        + String.join("\n", lines) + "\n");
        return object;
    }

    private static String line(String time, String path, int status, String type) {
        return String.join("\t", "2026-11-24", time, path, Integer.toString(status), type, type);
    }

    private static String[] lines(int count, IntFunction<String> line) {
        return IntStream.range(0, count).mapToObj(line).toArray(String[]::new);
    }

    private Reread read(Wanted... wanted) {
        return read(new ExcerptCache(Long.MAX_VALUE), wanted);
    }

    private Reread read(ExcerptCache excerpts, Wanted... wanted) {
        return read(excerpts, SampleMemory.ofHeap(1L << 30), HashKey.OF_REPLAY, wanted);
    }

    private Reread read(ExcerptCache excerpts, SampleMemory memory, HashKey seed, Wanted... wanted) {
        LogStore store = object -> {
            opened++;
            return open(object);
        };
        LogReader reader = new LogReader(host -> Optional.empty(), HashKey.OF_REPLAY);
        return new SampleReader(store, reader, excerpts, memory, seed, () -> true).read(List.of(wanted));
    }

    /** Excerpts as they are made while an object is tallied. */
    private ExcerptCache excerpts(LogObject... objects) {
        ExcerptCache excerpts = new ExcerptCache(Long.MAX_VALUE);
        for (LogObject object : objects) {
            ObjectExcerpt taking = excerpts.begin();
            InputStream bytes = new ByteArrayInputStream(stored.get(object).getBytes(StandardCharsets.UTF_8));
            new LogReader(host -> Optional.empty(), HashKey.OF_REPLAY)
                    .read(object, bytes, (distribution, line) -> taking.add(distribution, line, PLAIN.verdict(line)));
            excerpts.keep(object, taking);
        }
        return excerpts;
    }

    private static List<String> places(Strata strata) {
        return strata.ordinary().stream()
                .map(place -> place.in(Dimension.PATH).orElse(""))
                .toList();
    }

    private InputStream open(LogObject object) throws UnreadableObjectException {
        if (!stored.containsKey(object)) {
            throw new UnreadableObjectException(object + " is gone");
        }
        return new ByteArrayInputStream(stored.get(object).getBytes(StandardCharsets.UTF_8));
    }

    private static Wanted wanted(LineFilter scope, List<Source> during, List<Source> before) {
        return new Wanted(ID, scope, FROM, TO, during, before);
    }

    private static Wanted whole(Source... during) {
        return wanted(line -> true, List.of(during), List.of());
    }

    private static List<String> paths(Sample sample) {
        return sample.forbidden().stream()
                .map(examined -> examined.record().value(Field.URI_STEM).orElse(""))
                .collect(Collectors.toList());
    }

    @Test
    void servedRequestsAreCountedByPathOverAllObjects() {
        LogObject one = store(
                "12",
                line("12:01:00", "/a", 200, "Hit"),
                line("12:02:00", "/a", 403, "Error"),
                line("12:03:00", "/b", 404, "Error"),
                line("12:03:01", "/c", 0, "Error").replace("\t0\t", "\t000\t"));
        LogObject other = store("12", line("12:04:00", "/a", 304, "Hit"), line("12:04:01", "/d", 301, "Redirect"));

        ServedRequests served = read(whole(new Source(one, PLAIN, 1), new Source(other, PLAIN, 0)))
                .samples()
                .get(0)
                .served();

        assertThat(served.of("/a", ""))
                .contains(new ServedRequests.Served(
                        2, Instant.parse("2026-11-24T12:01:00Z"), Instant.parse("2026-11-24T12:04:00Z")));
        assertThat(served.pathsAndMethods().map(ServedRequests.PathAndMethod::path))
                .containsExactly("/a");
    }

    @Test
    void servedPathsAreThoseThatCloudFrontGotBecauseItsLogEncodesThemOnceMore() {
        LogObject object = store(
                "12",
                line("12:00:00", "/a%2520b", 200, "Hit"),
                line("12:00:01", "/%C3%A9", 200, "Hit"),
                line("12:00:02", "/%c3%a9", 200, "Hit"));

        ServedRequests served =
                read(whole(new Source(object, PLAIN, 0))).samples().get(0).served();

        assertThat(served.pathsAndMethods().map(ServedRequests.PathAndMethod::path))
                .containsExactly("/a%20b", "/é");
        assertThat(served.of("/é", ""))
                .contains(new ServedRequests.Served(
                        2, Instant.parse("2026-11-24T12:00:01Z"), Instant.parse("2026-11-24T12:00:02Z")));
    }

    @Test
    void servedRequestsOfAnObjectThatFailsHalfwayAreNotCounted() {
        LogObject broken = store("12", line("12:01:00", "/a", 200, "Hit"));
        stored.remove(broken);
        LogObject whole = store("12", line("12:02:00", "/a", 403, "Error"));

        ServedRequests served = read(whole(new Source(whole, PLAIN, 1), new Source(broken, PLAIN, 0)))
                .samples()
                .get(0)
                .served();

        assertThat(served.of("/a", "")).isEmpty();
    }

    @Test
    void theForbiddenRecordsOfTheIncidentAreTakenInOrderOfTime() {
        LogObject object = store(
                "12",
                line("12:09:59", "/late", 403, "Error"),
                line("12:00:00", "/first", 403, "Error"),
                line("12:10:00", "/after", 403, "Error"),
                line("11:54:59", "/before", 403, "Error"),
                line("11:55:00", "/rising", 403, "Error"),
                line("11:59:59", "/rising", 403, "Error"),
                line("12:05:00", "/fine", 200, "Hit"));
        Sample sample = read(whole(new Source(object, PLAIN, 2))).samples().get(0);
        assertThat(paths(sample)).containsExactly("/first", "/late");
        assertThat(sample.forbiddenInAll()).isEqualTo(2);
        assertThat(sample.during().ordinary()).hasSize(1);
        assertThat(sample.before().forbidden()).hasSize(1);
    }

    @Test
    void eachObjectContributesTheSameEvenlySpacedFraction() {
        LogObject large = store("12", lines(30_000, i -> line("12:00:00", "/large/" + i, 403, "Error")));
        LogObject small = store("12", lines(10_000, i -> line("12:01:00", "/small/" + i, 403, "Error")));
        Sample sample = read(whole(new Source(large, PLAIN, 30_000), new Source(small, PLAIN, 10_000)))
                .samples()
                .get(0);
        assertThat(sample.forbiddenInAll()).isEqualTo(40_000);
        assertThat(sample.forbidden()).hasSize(10_000);
        assertThat(paths(sample)).filteredOn(path -> path.startsWith("/small/")).hasSize(2_500);
        assertThat(paths(sample)).contains("/small/3", "/small/7", "/small/9999");
    }

    @Test
    void objectsWithOneForbiddenRecordContributeTheSameFractionToo() {
        List<Source> sources = IntStream.range(0, 20)
                .mapToObj(i -> store("12", line("12:00:00", "/" + i, 403, "Error")))
                .map(object ->
                        new Source(object, PLAIN, 1_000)) // 20,000 are expected, so every second record is examined
                .toList();

        Sample sample = read(wanted(line -> true, sources, List.of())).samples().get(0);

        assertThat(sample.forbidden()).hasSize(10);
        assertThat(sample.forbiddenInAll()).isEqualTo(20);
    }

    @Test
    void fewerRecordsAreExaminedIfTheirBytesExceedTheMemory() {
        String path = "x".repeat(12_000);
        LogObject large = store("12", lines(900, i -> line("12:00:00", "/large/" + path, 403, "Error")));
        LogObject small = store("12", lines(300, i -> line("12:01:00", "/small/" + path, 403, "Error")));
        SampleMemory memory = new SampleMemory(8_000_000); // half of it is for these records

        Sample sample = read(
                        new ExcerptCache(0),
                        memory,
                        HashKey.OF_REPLAY,
                        whole(new Source(large, PLAIN, 900), new Source(small, PLAIN, 300)))
                .samples()
                .get(0);

        assertThat(sample.forbiddenInAll()).isEqualTo(1_200);
        assertThat(sample.forbidden()).hasSize(300);
        assertThat(paths(sample)).filteredOn(text -> text.startsWith("/small/")).hasSize(75);
    }

    @Test
    void allIncidentsShareTheMemory() {
        String path = "x".repeat(12_000);
        LogObject object = store("12", lines(200, i -> line("12:00:00", "/" + path, 403, "Error")));
        Wanted wanted = whole(new Source(object, PLAIN, 200));
        Wanted[] four = {wanted, wanted, wanted, wanted};

        List<Sample> samples = read(new ExcerptCache(0), new SampleMemory(8_000_000), HashKey.OF_REPLAY, four)
                .samples();

        assertThat(samples).allSatisfy(sample -> assertThat(sample.forbidden()).hasSize(50));
    }

    @Test
    void theSeedDoesNotChangeWhichServedRequestsAreCounted() {
        LogObject object = store(
                "12",
                lines(
                        5_000,
                        i -> line("12:00:00", "/" + i, 200, "Hit") + "\n" + line("12:00:09", "/" + i, 200, "Hit")));
        Wanted wanted = whole(new Source(object, PLAIN, 1));
        SampleMemory memory = new SampleMemory(800_000); // a part of the paths does not fit

        List<ServedRequests> served = Stream.of(
                        HashKey.OF_REPLAY, HashKey.of("another key of16".getBytes(StandardCharsets.US_ASCII)))
                .map(seed -> read(new ExcerptCache(0), memory, seed, wanted)
                        .samples()
                        .get(0)
                        .served())
                .toList();

        for (ServedRequests one : served) {
            assertThat(one.of("/0", "").map(ServedRequests.Served::requests)).contains(2L);
            assertThat(one.of("/4999", "")).isEmpty();
        }
        for (int i = 0; i < 5_000; i++) {
            assertThat(served.get(0).of("/" + i, "")).isEqualTo(served.get(1).of("/" + i, ""));
        }
    }

    @Test
    void anObjectIsReadWithTheErrorMappingOfItsTally() {
        Forbidden mapped = Forbidden.under(new ErrorMapping(Map.of(403, 404)));
        LogObject object =
                store("12", line("12:00:00", "/maybe", 404, "Error"), line("12:00:01", "/served", 404, "Hit"));
        Sample sample = read(whole(new Source(object, mapped, 1))).samples().get(0);
        assertThat(paths(sample)).containsExactly("/maybe");
        assertThat(sample.forbidden().get(0).ambiguous()).isTrue();
    }

    @Test
    void anObjectIsOpenedOnceForAllIncidents() {
        byte[] second = "/b".getBytes(StandardCharsets.US_ASCII);
        LogObject object = store("12", line("12:00:00", "/a", 403, "Error"), line("12:00:00", "/b", 403, "Error"));
        Source source = new Source(object, PLAIN, 2);
        List<Sample> samples = read(
                        whole(source), wanted(line -> line.is(Field.URI_STEM, second), List.of(source), List.of()))
                .samples();
        assertThat(samples).extracting(SampleReaderTest::paths).containsExactly(List.of("/a", "/b"), List.of("/b"));
        assertThat(opened).isEqualTo(1);
    }

    @Test
    void aMissingObjectDoesNotAffectTheOthers() {
        LogObject object = store("12", line("12:00:00", "/a", 403, "Error"));
        LogObject gone = new LogObject("logs", ID + ".2026-11-24-12.gone.gz");
        Reread reread = read(whole(new Source(object, PLAIN, 1), new Source(gone, PLAIN, 9)));
        assertThat(paths(reread.samples().get(0))).containsExactly("/a");
        assertThat(reread.problems()).singleElement().asString().contains(gone.toString());
    }

    @Test
    void anObjectThatIsNotALogContributesNothing() {
        LogObject broken = new LogObject("logs", ID + ".2026-11-24-12.broken.gz");
        stored.put(broken, "PAR1 and more");
        Reread reread = read(whole(new Source(broken, PLAIN, 9)));
        assertThat(reread.samples().get(0).forbidden()).isEmpty();
        assertThat(reread.problems()).hasSize(1);
    }

    @Test
    void theWeightsOfSampledOrdinaryLinesSumToAllLines() {
        LogObject before = store("10", lines(50_000, i -> line("10:30:00", "/p/" + i, 200, "Hit")));
        Sample sample = read(wanted(line -> true, List.of(), List.of(new Source(before, PLAIN, 0))))
                .samples()
                .get(0);
        Strata strata = sample.before();
        assertThat(strata.ordinary()).hasSizeBetween(2_500, 5_000);
        assertThat(strata.ordinaryEach() * strata.ordinary().size()).isEqualTo(50_000);
    }

    @Test
    void linesOlderThanThreeHoursAreIgnored() {
        LogObject old = store("08", line("08:59:59", "/a", 200, "Hit"), line("09:00:00", "/b", 200, "Hit"));
        Sample sample = read(wanted(line -> true, List.of(), List.of(new Source(old, PLAIN, 0))))
                .samples()
                .get(0);
        assertThat(sample.before().ordinary()).hasSize(1);
    }

    @Test
    void anExcerptGivesTheSameSampleAsItsObject() {
        byte[] second = "/b/1".getBytes(StandardCharsets.US_ASCII);
        LogObject object = store("12", lines(3_000, i -> switch (i % 4) {
            case 0 -> line("12:00:00", "/a/" + i, 403, "Error");
            case 1 -> line("12:01:00", "/b/" + i, 200, "Hit");
            case 2 -> line("11:00:00", "/c/" + i, i % 3 == 0 ? 403 : 200, "Error");
            default -> line("12:30:00", "/late/" + i, 403, "Error");
        }));
        Source source = new Source(object, PLAIN, 750);
        Wanted[] wanted = {
            wanted(line -> true, List.of(source), List.of(source)),
            wanted(line -> line.is(Field.URI_STEM, second), List.of(source), List.of())
        };
        List<Sample> again = read(wanted).samples();
        opened = 0;
        List<Sample> excerpted = read(excerpts(object), wanted).samples();
        assertThat(opened).isZero();
        for (int i = 0; i < wanted.length; i++) {
            assertThat(paths(excerpted.get(i))).isEqualTo(paths(again.get(i)));
            assertThat(excerpted.get(i).forbiddenInAll()).isEqualTo(again.get(i).forbiddenInAll());
            assertThat(places(excerpted.get(i).during()))
                    .isEqualTo(places(again.get(i).during()));
            assertThat(places(excerpted.get(i).before()))
                    .isEqualTo(places(again.get(i).before()));
            assertThat(excerpted.get(i).before().forbidden())
                    .hasSameSizeAs(again.get(i).before().forbidden());
        }
    }

    @Test
    void theWeightsOfAnExcerptsOrdinaryLinesSumToAllLinesOfItsObject() {
        LogObject large = store("12", lines(50_000, i -> line("12:00:00", "/large/" + i, 200, "Hit")));
        LogObject small = store("12", lines(100, i -> line("12:01:00", "/small/" + i, 200, "Hit")));
        Wanted wanted = whole(new Source(large, PLAIN, 1), new Source(small, PLAIN, 0));
        Strata during = read(excerpts(large), wanted).samples().get(0).during();
        assertThat(opened).isEqualTo(1);
        assertThat(during.ordinaryEach() * during.ordinary().size()).isCloseTo(50_100, within(1e-6));
        assertThat(places(during).stream().filter("/small/"::equals).count() * during.ordinaryEach())
                .isBetween(50.0, 150.0);
    }

    @Test
    void theObjectIsReadAgainIfItsExcerptHasTooFewLinesOfTheScope() {
        LogObject object = store("12", lines(50_000, i -> line("12:00:00", i % 500 == 0 ? "/b" : "/a", 200, "Hit")));
        byte[] narrow = "/b".getBytes(StandardCharsets.US_ASCII);
        Wanted wanted =
                wanted(line -> line.is(Field.URI_STEM, narrow), List.of(new Source(object, PLAIN, 1)), List.of());
        assertThat(read(excerpts(object), wanted).samples().get(0).during().ordinary())
                .hasSize(100);
        assertThat(opened).isEqualTo(1);
    }

    @Test
    void fewOrdinaryLinesAreEnoughIfNearlyAllRequestsWereForbidden() {
        LogObject object = store(
                "12",
                lines(
                        40_000,
                        i -> i < 20_000
                                ? line("11:59:00", "/a", 200, "Hit")
                                : line("12:00:00", "/a", i % 1000 == 0 ? 200 : 403, "Error")));
        Sample sample = read(excerpts(object), whole(new Source(object, PLAIN, 19_980)))
                .samples()
                .get(0);
        assertThat(opened).isZero();
        assertThat(sample.forbiddenInAll()).isEqualTo(19_980);
    }

    @Test
    void aSpikeIsReadOnceBecauseTheExcerptIsASampleOfItsForbiddenRecords() {
        LogObject object = store(
                "12",
                lines(
                        75_000,
                        i -> i % 15 == 0
                                ? line("11:30:00", "/before", 200, "Hit")
                                : line("12:00:00", "/" + i, i % 8 == 0 ? 200 : 403, "Error")));
        long forbidden = IntStream.range(0, 75_000)
                .filter(i -> i % 15 != 0 && i % 8 != 0)
                .count();

        Sample sample = read(excerpts(object), whole(new Source(object, PLAIN, forbidden)))
                .samples()
                .get(0);

        assertThat(opened).isZero();
        assertThat(forbidden).isGreaterThan(61_000);
        assertThat(sample.forbiddenInAll()).isEqualTo(forbidden);
        assertThat(sample.forbidden()).hasSize(10_000);
        assertThat(paths(sample).stream()
                        .filter(path -> Integer.parseInt(path.substring(1)) < 37_500)
                        .count())
                .isBetween(4_900L, 5_100L);
    }

    @Test
    void excerptsContributeTheSameFractionWhateverTheirWeights() {
        LogObject large = store("12", lines(61_000, i -> line("12:00:00", "/large/" + i, 403, "Error")));
        LogObject small = store("12", lines(6_100, i -> line("12:01:00", "/small/" + i, 403, "Error")));
        LogObject unread = store("12", lines(3_050, i -> line("12:01:00", "/read/" + i, 403, "Error")));
        Wanted wanted = whole(
                new Source(large, PLAIN, 61_000), new Source(small, PLAIN, 6_100), new Source(unread, PLAIN, 3_050));

        Sample sample = read(excerpts(large, small), wanted).samples().get(0);

        assertThat(opened).isEqualTo(1);
        assertThat(sample.forbiddenInAll()).isEqualTo(70_150);
        Map<String, Long> examined = paths(sample).stream()
                .collect(Collectors.groupingBy(path -> path.substring(1, path.indexOf('/', 1)), Collectors.counting()));
        double fraction = examined.get("large") / 61_000.0;
        assertThat(fraction).isGreaterThan(0.1);
        assertThat(examined.get("small") / 6_100.0).isCloseTo(fraction, within(0.001));
        assertThat(examined.get("read") / 3_050.0).isCloseTo(fraction, within(0.001));
    }

    @Test
    void aNarrowIncidentIsReadAgainIfTheExcerptHasOnlyAFractionOfIt() {
        byte[] narrow = "/narrow".getBytes(StandardCharsets.US_ASCII);
        LogObject object =
                store("12", lines(61_000, i -> line("12:00:00", i % 61 == 0 ? "/narrow" : "/a", 403, "Error")));
        Wanted wanted =
                wanted(line -> line.is(Field.URI_STEM, narrow), List.of(new Source(object, PLAIN, 1_000)), List.of());

        assertThat(read(excerpts(object), wanted).samples().get(0).forbidden()).hasSize(1_000);
        assertThat(opened).isEqualTo(1);
    }

    @Test
    void excerptsAreThinnedTogetherWhenTheirMemoryRunsOut() {
        String long403 = "x".repeat(1_000);
        LogObject[] objects = IntStream.range(0, 12)
                .mapToObj(number ->
                        store("12", lines(8_000, i -> line("12:00:00", "/" + number + "/" + long403, 403, "Error"))))
                .toArray(LogObject[]::new);
        Wanted wanted = whole(Stream.of(objects)
                .map(object -> new Source(object, PLAIN, 8_000))
                .toArray(Source[]::new));

        Sample sample = read(excerpts(objects), wanted).samples().get(0);

        assertThat(opened).isZero();
        assertThat(sample.forbiddenInAll()).isEqualTo(96_000);
        assertThat(paths(sample).stream()
                        .collect(Collectors.groupingBy(
                                path -> path.substring(1, path.indexOf('/', 1)), Collectors.counting()))
                        .values())
                .hasSize(12)
                .allSatisfy(count ->
                        assertThat(count * 12.0).isCloseTo(sample.forbidden().size(), within(250.0)));
    }

    @Test
    void aCacheWithoutMemoryKeepsNothing() {
        ExcerptCache none = new ExcerptCache(0);
        LogObject object = store("12", line("12:00:00", "/a", 403, "Error"));
        ObjectExcerpt excerpt = none.begin();
        new LogReader(host -> Optional.empty(), HashKey.OF_REPLAY)
                .read(
                        object,
                        new ByteArrayInputStream(stored.get(object).getBytes(StandardCharsets.UTF_8)),
                        (distribution, line) -> excerpt.add(distribution, line, PLAIN.verdict(line)));
        none.keep(object, excerpt);

        assertThat(none.isUsed()).isFalse();
        assertThat(excerpt.forbidden().size()).isZero();
        assertThat(none.of(object)).isEmpty();
    }

    @Test
    void aSmallIncidentWithMoreForbiddenRecordsThanTheCacheHoldsIsReadAgain() {
        String long403 = "/" + "x".repeat(4_000);
        LogObject object = store("12", lines(10_000, i -> line("12:00:00", long403, 403, "Error")));
        Sample sample = read(excerpts(object), whole(new Source(object, PLAIN, 10_000)))
                .samples()
                .get(0);
        assertThat(opened).isEqualTo(1);
        assertThat(sample.forbiddenInAll()).isEqualTo(10_000);
    }

    @Test
    void allExcerptsOfAnEventTogetherHaveBoundedMemory() {
        String long403 = "/" + "x".repeat(4_000);
        LogObject first = store("12", lines(5_000, i -> line("12:00:00", long403, 403, "Error")));
        LogObject next = store("12", lines(5_000, i -> line("12:00:00", long403, 403, "Error")));
        read(excerpts(first, next), whole(new Source(first, PLAIN, 5_000), new Source(next, PLAIN, 5_000)));
        assertThat(opened).isEqualTo(1);
    }

    @Test
    void alternatingKindsOfLinesAreSampledEqually() {
        LogObject object = store("12", lines(50_000, i -> line("12:00:00", i % 2 == 0 ? "/a/" : "/b/", 200, "Hit")));
        Strata during = read(excerpts(object), whole(new Source(object, PLAIN, 1)))
                .samples()
                .get(0)
                .during();
        assertThat(opened).isZero();
        assertThat(places(during).stream().filter("/a/"::equals).count())
                .isBetween(during.ordinary().size() * 4L / 10, during.ordinary().size() * 6L / 10);
    }

    @Test
    void theObjectIsReadAgainIfItsExcerptHasNoLineOfTheScope() {
        LogObject object = store(
                "12",
                lines(
                        50_000,
                        i -> i < 49_900
                                ? line("12:00:00", "/a", 200, "Hit")
                                : line("12:00:00", "/b", i % 5 == 0 ? 200 : 403, "Error")));
        byte[] narrow = "/b".getBytes(StandardCharsets.US_ASCII);
        Wanted wanted =
                wanted(line -> line.is(Field.URI_STEM, narrow), List.of(new Source(object, PLAIN, 80)), List.of());
        assertThat(read(excerpts(object), wanted).samples().get(0).during().ordinary())
                .hasSize(20);
        assertThat(opened).isEqualTo(1);
    }

    @Test
    void theObjectIsReadAgainIfItsExcerptHasTooFewLinesBeforeTheIncident() {
        LogObject object = store("10", lines(50_000, i -> line("10:30:00", i % 500 == 0 ? "/b" : "/a", 200, "Hit")));
        byte[] narrow = "/b".getBytes(StandardCharsets.US_ASCII);
        Wanted wanted =
                wanted(line -> line.is(Field.URI_STEM, narrow), List.of(), List.of(new Source(object, PLAIN, 0)));
        assertThat(read(excerpts(object), wanted).samples().get(0).before().ordinary())
                .hasSize(100);
        assertThat(opened).isEqualTo(1);
    }
}
