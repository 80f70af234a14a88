package why403.benchmark.where;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;

/**
 * One incident of one site and what each method answers.
 *
 * @param requestsPerMinute of the site
 * @param answers one of each method, in the order of {@link #LOCATORS}
 */
record Trial(Kind kind, int requestsPerMinute, PlantedCause cause, List<Answer> answers) {

    /**
     * What a method answers.
     *
     * @param isFirstRight whether the first entry is a planted value
     * @param isRight whether the answer is right as a whole: the first entry is the one planted value; the first two are the
     *     two planted ones; there is none where everything fails evenly
     */
    record Answer(List<Value> entries, boolean isFirstRight, boolean isRight) {

        Answer {
            entries = List.copyOf(entries);
        }
    }

    Trial {
        answers = List.copyOf(answers);
    }

    /** How many values are planted. */
    enum Kind {
        ONE,
        TWO,
        EVENLY
    }

    /** The product comes first. */
    static final List<Locator> LOCATORS =
            List.of(new ProductLocator(), new RiskRatio(), new Adtributor(), new TopCount());

    private static final List<Integer> REQUESTS_PER_MINUTE = List.of(100, 500, 3_000, 15_000);
    private static final List<Double> USUAL_RATES = List.of(0.0005, 0.01, 0.05);
    private static final int REFERENCE = 20_000;

    /** Of twenty trials: so many of one value, of two, and the rest evenly. */
    private static final int OF_ONE = 11;

    private static final int OF_ONE_OR_TWO = 18;
    private static final int CYCLE = 20;

    static Kind kind(int index) {
        int place = index % CYCLE;
        return place < OF_ONE ? Kind.ONE : place < OF_ONE_OR_TWO ? Kind.TWO : Kind.EVENLY;
    }

    /** The same seed and index give the same trial. */
    static Trial of(long seed, int index) {
        UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(new long[] {seed, index + 1L});
        Kind kind = kind(index);
        int requestsPerMinute = REQUESTS_PER_MINUTE.get((index / CYCLE + index) % REQUESTS_PER_MINUTE.size());
        while (true) {
            Optional<Incident> incident = incident(random, kind, requestsPerMinute);
            if (incident.isPresent()) {
                return new Trial(
                        kind,
                        requestsPerMinute,
                        incident.get().cause(),
                        LOCATORS.stream()
                                .map(locator -> answer(locator, kind, incident.get()))
                                .toList());
            }
        }
    }

    /** An incident of a new site; empty if what was drawn would open no incident. */
    private static Optional<Incident> incident(UniformRandomProvider random, Kind kind, int requestsPerMinute) {
        SiteTraffic traffic = new SiteTraffic(random);
        List<Request> usual =
                IntStream.range(0, REFERENCE).mapToObj(i -> traffic.next()).toList();
        UsualRefusals refusals = UsualRefusals.of(random, Weighted.any(random, USUAL_RATES), usual);
        int slots = 1 + random.nextInt(2);
        Planting planting =
                new Planting(random, new ArrayList<>(traffic.dimensions()), usual, requestsPerMinute * slots * 5.0);
        Optional<PlantedCause> cause = switch (kind) {
            case ONE -> planting.ofOneValue();
            case TWO -> planting.ofTwoValues();
            case EVENLY -> Optional.of(planting.evenly());
        };
        boolean redirects = random.nextInt(5) > 0;
        return cause.flatMap(planted ->
                new Simulation(random, traffic, refusals, redirects, requestsPerMinute, planted).incident(slots));
    }

    private static Answer answer(Locator locator, Kind kind, Incident incident) {
        List<Value> entries = locator.answer(incident.sample(), incident.usualRate());
        boolean isRight = switch (kind) {
            case ONE -> incident.isFirstRight(entries);
            case TWO -> incident.areBothRight(entries);
            case EVENLY -> entries.isEmpty();
        };
        return new Answer(entries, incident.isFirstRight(entries), isRight);
    }
}
