package why403.benchmark.where;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;
import why403.benchmark.where.Incident.Answered;
import why403.benchmark.where.LogText.Reply;
import why403.benchmark.where.Trial.Kind;
import why403.hash.HashKey;
import why403.log.FieldSelection;
import why403.log.LogReader;
import why403.sample.Dimension;
import why403.sample.DimensionReader;
import why403.sample.Sample;
import why403.sample.Strata;
import why403.trigger.LogObject;

class WhereBenchmarkTest {

    private static final Reply SERVED = new Reply(200, "Hit", "Hit");

    /** Few trials, so the floor is far below the figures of the documentation. */
    @Test
    void theProductFindsMostPlantedCausesAndNoOthers() throws InterruptedException, ExecutionException {
        WhereTable table = new WhereTable(WhereBenchmark.trials(WhereArguments.parse("--seeds 1 --trials 40")));

        assertThat(table.right(0, Kind.ONE)).isGreaterThan(0.9);
        assertThat(table.right(0, Kind.TWO)).isGreaterThan(0.75);
        assertThat(table.right(0, Kind.EVENLY)).isGreaterThan(0.7);
    }

    @Test
    void theSameSeedGivesTheSameTrial() {
        assertThat(Trial.of(3, 4)).isEqualTo(Trial.of(3, 4));
        assertThat(Trial.of(3, 4)).isNotEqualTo(Trial.of(4, 4));
    }

    @Test
    void ofTwentyTrialsElevenHaveOneValueAndSevenTwo() {
        List<Kind> kinds = new ArrayList<>();
        for (int index = 0; index < 20; index++) {
            kinds.add(Trial.kind(index));
        }

        assertThat(kinds).filteredOn(Kind.ONE::equals).hasSize(11);
        assertThat(kinds).filteredOn(Kind.TWO::equals).hasSize(7);
    }

    /** Otherwise an answer would be compared with another name of the planted value. */
    @Test
    void theProductReadsFromTheLogWhatWasDrawn() {
        for (long seed = 1; seed <= 6; seed++) {
            SiteTraffic traffic = new SiteTraffic(RandomSource.XO_RO_SHI_RO_128_PP.create(seed));
            List<Request> requests = new ArrayList<>();
            LogText text = new LogText(traffic.isNewLog());
            for (int i = 0; i < 300; i++) {
                Request request = traffic.next();
                requests.add(request);
                text.add(Instant.parse("2026-11-24T12:00:00Z"), request, i, SERVED);
            }

            assertThat(placesIn(text))
                    .isEqualTo(requests.stream()
                            .map(request -> places(request, traffic.dimensions()))
                            .toList());
        }
    }

    private static List<Map<Dimension, String>> placesIn(LogText text) {
        List<Map<Dimension, String>> places = new ArrayList<>();
        DimensionReader reader = new DimensionReader();
        new LogReader(host -> Optional.empty(), HashKey.OF_REPLAY)
                .read(
                        new LogObject("logs", "E2EXAMPLE.2026-11-24-12.a.log"),
                        new ByteArrayInputStream(text.bytes()),
                        (distribution, line) -> {
                            Map<Dimension, String> values = new EnumMap<>(
                                    reader.of(line.toRecord(FieldSelection.ALL)).values());
                            values.remove(Dimension.RESULT_TYPE);
                            places.add(values);
                        });
        return places;
    }

    private static Map<Dimension, String> places(Request request, Set<Dimension> dimensions) {
        Map<Dimension, String> values = new EnumMap<>(Dimension.class);
        dimensions.forEach(dimension -> values.put(dimension, request.in(dimension)));
        return values;
    }

    @Test
    void anotherValueOfTheSameRequestsIsRightAndALargerOneIsNot() {
        Value path = new Value(Dimension.PATH, "/api/");
        List<Answered> requests = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            requests.add(request("/api/", "/api/*"));
            requests.add(request("/css/", "*"));
        }
        requests.add(request("/css/", "/api/*"));
        Incident incident = new Incident(
                new PlantedCause(List.of(path), 1, false, PlantedCause.ERROR),
                0,
                new Sample(List.of(), 0, Strata.NONE, Strata.NONE),
                requests);

        assertThat(incident.isFirstRight(List.of(path))).isTrue();
        assertThat(incident.isFirstRight(List.of(new Value(Dimension.BEHAVIOR, "/api/*"))))
                .isTrue();
        assertThat(incident.isFirstRight(List.of(new Value(Dimension.METHOD, "GET"), path)))
                .isFalse();
        assertThat(incident.isFirstRight(List.of())).isFalse();
    }

    private static Answered request(String path, String behavior) {
        Request.Client client =
                new Request.Client("DE", "AS64512", 64_512, "10.0.0.1", new Request.UserAgent("curl/8.9.1", "curl"));
        return new Answered(
                new Request(
                        "www.example.com",
                        new Request.Path(path, Request.Kind.API),
                        behavior,
                        "GET",
                        "https",
                        client,
                        "FRA"),
                SERVED);
    }

    @Test
    void anUnknownArgumentIsNamed() {
        assertThatThrownBy(() -> WhereArguments.parse("--sites 3")).hasMessageContaining("no argument --sites");
    }
}
