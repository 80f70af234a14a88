package why403.diagnosis.hotspot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import why403.cause.HotSpot;
import why403.diagnosis.Logged;
import why403.diagnosis.Site;
import why403.log.Field;
import why403.log.LogRecord;
import why403.sample.Dimension;
import why403.sample.Sample;
import why403.sample.Sample.Examined;
import why403.sample.Strata;
import why403.seeded.Generator;
import why403.seeded.Seeds;

/**
 * In the traffic of a site, exactly one part is forbidden, and it must be found. The seeds are fixed, because random
 * traffic can contain a second cause by chance.
 */
class HotSpotFinderTest {

    private static final List<String> PATHS = List.of("/img/", "/video/", "/api/", "/css/", "/docs/");
    private static final List<String> COUNTRIES = List.of("DE", "FR", "US", "BR", "IN", "JP");
    private static final List<String> EDGES = List.of("FRA60-P1", "CDG52-P2", "SEA900-P1", "GRU3-C1");

    private static Logged any(Random random) {
        return Logged.served()
                .path(PATHS.get(random.nextInt(PATHS.size())) + random.nextInt(100))
                .with(Field.COUNTRY, COUNTRIES.get(random.nextInt(COUNTRIES.size())))
                .with(Field.EDGE_LOCATION, EDGES.get(random.nextInt(EDGES.size())))
                .with(Field.METHOD, random.nextInt(10) == 0 ? "POST" : "GET")
                .with(Field.CLIENT_ADDRESS, "192.0." + random.nextInt(3) + "." + random.nextInt(250));
    }

    /** 3,000 lines before and 1,500 during, of which every line planted is forbidden, and one in 200 of all lines. */
    private static Sample planted(Random random, Predicate<LogRecord> cause) {
        List<LogRecord> before = new ArrayList<>();
        List<LogRecord> forbiddenBefore = new ArrayList<>();
        for (int i = 0; i < 3_000; i++) {
            (random.nextInt(200) == 0 ? forbiddenBefore : before)
                    .add(any(random).record());
        }
        List<LogRecord> during = new ArrayList<>();
        List<Examined> forbidden = new ArrayList<>();
        for (int i = 0; i < 1_500; i++) {
            Logged line = any(random);
            if (cause.test(line.record()) || random.nextInt(200) == 0) {
                forbidden.add(new Examined(
                        line.status(403)
                                .detail("Error")
                                .with(Field.RESULT_TYPE, "Error")
                                .record(),
                        false));
            } else {
                during.add(line.record());
            }
        }
        return new Sample(
                forbidden, forbidden.size(), Strata.ofAll(during, List.of()), Strata.ofAll(before, forbiddenBefore));
    }

    private static Predicate<LogRecord> is(Dimension dimension, String value) {
        return record -> dimension.valueIn(record).filter(value::equals).isPresent();
    }

    @ParameterizedTest
    @Seeds(20)
    void findsAPlantedPath(Generator given) {
        List<HotSpot> where = HotSpotFinder.of(planted(given.random(), is(Dimension.PATH, "/video/")), 0.005);
        assertThat(where.get(0).dimension()).isEqualTo("path");
        assertThat(where.get(0).value()).isEqualTo("/video/");
        assertThat(where.get(0).explained()).isGreaterThan(0.9);
        assertThat(where.get(0).timesElsewhere().orElse(1_000)).isGreaterThan(20);
    }

    @ParameterizedTest
    @Seeds(20)
    void findsAPlantedCountry(Generator given) {
        List<HotSpot> where = HotSpotFinder.of(planted(given.random(), is(Dimension.COUNTRY, "BR")), 0.005);
        assertThat(where.get(0)).extracting(HotSpot::dimension, HotSpot::value).containsExactly("country", "BR");
    }

    @ParameterizedTest
    @Seeds(20)
    void drillsDownToASecondDimension(Generator given) {
        Predicate<LogRecord> cause = is(Dimension.PATH, "/api/").and(is(Dimension.COUNTRY, "US"));
        List<HotSpot> where = HotSpotFinder.of(planted(given.random(), cause), 0.005);
        assertThat(where.subList(0, 2)).extracting(HotSpot::value).containsExactlyInAnyOrder("/api/", "US");
    }

    @ParameterizedTest
    @Seeds(20)
    void findsTwoIndependentCauses(Generator given) {
        Predicate<LogRecord> cause = is(Dimension.PATH, "/api/").or(is(Dimension.COUNTRY, "JP"));
        List<HotSpot> where = HotSpotFinder.of(planted(given.random(), cause), 0.005);
        assertThat(where).extracting(HotSpot::value).contains("/api/", "JP");
    }

    @ParameterizedTest
    @Seeds(20)
    void findsAtMostThree(Generator given) {
        assertThat(HotSpotFinder.of(planted(given.random(), line -> given.oneIn(3)), 0.005))
                .hasSizeLessThanOrEqualTo(3);
    }

    @Test
    void aValueThatWasAlwaysForbiddenIsNotAHotSpot() {
        LogRecord usual = Logged.forbidden().path("/private/a").record();
        LogRecord broken =
                Logged.forbidden().path("/img/a").with(Field.COUNTRY, "DE").record();
        List<Examined> forbidden = new ArrayList<>();
        List<LogRecord> before = new ArrayList<>();
        List<LogRecord> during = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            forbidden.add(new Examined(usual, false));
            forbidden.add(new Examined(broken, false));
            before.add(usual);
            during.add(Logged.served().path("/css/a").record());
        }
        Sample sample = new Sample(forbidden, 200, Strata.ofAll(during, List.of()), Strata.ofAll(during, before));
        assertThat(HotSpotFinder.of(sample, 0.5))
                .extracting(HotSpot::value)
                .contains("/img/")
                .doesNotContain("/private/");
    }

    @Test
    void timesElsewhereIsEmptyIfNothingElseIsForbidden() {
        Sample sample = new Sample(
                examined(Logged.forbidden().path("/api/a"), 20),
                20,
                Strata.ofAll(records(Logged.served().path("/css/a"), 20), List.of()),
                Strata.NONE);
        assertThat(HotSpotFinder.of(sample, 0).get(0).timesElsewhere()).isEmpty();
    }

    @Test
    void sampledLinesCountWithTheirWeight() {
        List<Examined> forbidden = examined(Logged.forbidden().path("/api/a"), 30);
        forbidden.addAll(examined(Logged.forbidden().path("/css/a"), 30));
        Strata css = Strata.ofAll(records(Logged.served().path("/css/a"), 30), List.of());
        Sample sample = new Sample(forbidden, 600, new Strata(css.ordinary(), 90, List.of(), 1), Strata.NONE);
        HotSpot first = HotSpotFinder.of(sample, 0).get(0);
        assertThat(first.value()).isEqualTo("/api/");
        assertThat(first.timesElsewhere().orElseThrow()).isCloseTo(10, within(1e-9));
    }

    @Test
    void aFewRefusedRequestsShowNoPlaceThatHalfOfAllRequestsHave() {
        List<LogRecord> served = records(Logged.served().path("/api/a"), 100);
        served.addAll(records(Logged.served().path("/css/a"), 100));
        Sample sample = new Sample(
                examined(Logged.forbidden().path("/api/a"), 5), 5, Strata.ofAll(served, List.of()), Strata.NONE);
        assertThat(HotSpotFinder.of(sample, 0)).isEmpty();
    }

    @ParameterizedTest
    @Seeds(20)
    void whereEverythingFailsEvenlyNothingIsNamed(Generator given) {
        assertThat(HotSpotFinder.of(planted(given.random(), line -> given.oneIn(3)), 0.005))
                .isEmpty();
    }

    /** The rate of /private/ is six times that of other paths, and it was so before. */
    @Test
    void aPlaceThatAlwaysHadMoreIsNotNamedIfItRisesNoMoreThanOthers() {
        List<Examined> forbidden = examined(Logged.forbidden().path("/private/a"), 120);
        forbidden.addAll(examined(Logged.forbidden().path("/css/a"), 80));
        List<LogRecord> during = records(Logged.served().path("/private/a"), 380);
        during.addAll(records(Logged.served().path("/css/a"), 1_420));
        List<LogRecord> before = records(Logged.served().path("/private/a"), 800);
        before.addAll(records(Logged.served().path("/css/a"), 2_985));
        List<LogRecord> forbiddenBefore =
                records(Logged.forbidden().path("/private/a").detail("Error"), 200);
        forbiddenBefore.addAll(records(Logged.forbidden().path("/css/a").detail("Error"), 15));
        Sample sample =
                new Sample(forbidden, 200, Strata.ofAll(during, List.of()), Strata.ofAll(before, forbiddenBefore));
        assertThat(HotSpotFinder.of(sample, 0.05)).isEmpty();
    }

    /** Only /api/ from the US fails. Whatever is asked below /api/ is asked with POST, which is rare elsewhere. */
    @Test
    void whatNarrowsTheFirstDownComesBeforeWhatOnlyRepeatsIt() {
        Logged api = Logged.served().path("/api/a").with(Field.METHOD, "POST");
        List<LogRecord> usual = records(api.with(Field.COUNTRY, "US"), 70);
        usual.addAll(records(api.with(Field.COUNTRY, "FR"), 30));
        usual.addAll(records(Logged.served().path("/css/a").with(Field.COUNTRY, "US"), 700));
        usual.addAll(records(Logged.served().path("/css/a").with(Field.COUNTRY, "FR"), 300));
        Logged refused = Logged.forbidden().path("/api/a").with(Field.METHOD, "POST");
        List<LogRecord> during = records(api.with(Field.COUNTRY, "FR"), 60);
        during.addAll(usual.subList(100, usual.size()));
        Sample sample = new Sample(
                examined(refused.with(Field.COUNTRY, "US"), 140),
                140,
                Strata.ofAll(during, List.of()),
                Strata.ofAll(usual, List.of()));
        assertThat(HotSpotFinder.of(sample, 0).subList(0, 2))
                .extracting(HotSpot::value)
                .containsExactly("/api/", "US");
    }

    @Test
    void ifNothingNarrowsTheFirstDownWhatSaysTheSameInOtherWordsFollows() {
        Logged api = Logged.served().path("/api/a").with(Field.METHOD, "POST");
        List<LogRecord> usual = records(api, 100);
        usual.addAll(records(Logged.served().path("/css/a"), 1_000));
        Sample sample = new Sample(
                examined(Logged.forbidden().path("/api/a").with(Field.METHOD, "POST"), 100),
                100,
                Strata.ofAll(usual.subList(100, usual.size()), List.of()),
                Strata.ofAll(usual, List.of()));
        assertThat(HotSpotFinder.of(sample, 0)).extracting(HotSpot::value).containsExactly("/api/", "POST");
    }

    /** A country that a geographic restriction refuses on one path, in a log without countries. */
    @Test
    void aResultTypeIsFollowedByThePlaceWhereItIs() {
        Logged refused = Logged.forbidden().detail("ClientGeoBlocked").path("/shop/a");
        List<LogRecord> usual = records(Logged.served().path("/shop/a"), 200);
        usual.addAll(records(Logged.served().path("/css/a"), 800));
        Sample sample = new Sample(
                examined(refused, 80),
                80,
                Strata.ofAll(usual.subList(80, usual.size()), List.of()),
                Strata.ofAll(usual, List.of()));
        assertThat(HotSpotFinder.of(sample, 0))
                .extracting(HotSpot::value)
                .containsExactly("ClientGeoBlocked", "/shop/");
    }

    private static List<Examined> examined(Logged line, int count) {
        return new ArrayList<>(Collections.nCopies(count, new Examined(line.record(), false)));
    }

    private static List<LogRecord> records(Logged line, int count) {
        return new ArrayList<>(Collections.nCopies(count, line.record()));
    }

    @Test
    void withoutAnExcessThereIsNoHotSpot() {
        assertThat(HotSpotFinder.of(Site.sample(), 0.01)).isEmpty();
    }
}
