package why403.benchmark.detection;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;

/** The fixed mix, and the strata that show one difficulty each. All other values of a stratum are those of the mix. */
final class Strata {

    private static final int HOUR = 60;
    private static final int DAY = 24 * HOUR;
    private static final int DAYS = 14;
    private static final double[] VOLUMES = {10, 100, 1_000, 20_000, 1_000_000};
    private static final double[] RATES = {0.0005, 0.01, 0.05};
    private static final double[] VARIATIONS = {0.5, 0.3, 0.2};
    private static final int CLIENTS = 200;
    private static final ClientShares EQUAL = ClientShares.equal(1, CLIENTS);
    private static final ClientShares ZIPF = ClientShares.zipf(1, 1_000, 1);
    private static final Burst ONE_CLIENT = new Burst(0, 10, 0, 1, 8);
    private static final Burst TWO_CLIENTS = new Burst(0, 10, 0, 2, 8);
    private static final Burst CRAWLER = new Burst(0, 20, 1_000, 40, 1);

    private Strata() {}

    /** All strata; the fixed mix is the first. */
    static List<Stratum> all() {
        return List.of(
                new Stratum("mix", "fixed mix", 1, Strata::mix),
                new Stratum("always-high", "always 5 to 40 %", 1, Strata::alwaysHigh),
                new Stratum("cold-start", "cold start", 10, Strata::coldStart),
                new Stratum("ramps", "ramps of 30 to 60 minutes", 1, Strata::ramps),
                new Stratum("huge", "huge sites, +.5 to 2 points", 1, Strata::huge),
                new Stratum("twenty-an-hour", "20 requests an hour", 1, Strata::twentyAnHour),
                new Stratum("tiny", "tiny sites, few 403s", 1, Strata::tiny),
                new Stratum("halves", "half-delivered windows", 1, Strata::halves),
                new Stratum("late", "late files", 1, Strata::lateFiles),
                new Stratum("nights", "nights near zero", 1, Strata::nights),
                new Stratum("mornings", "mornings", 1, Strata::mornings),
                new Stratum("deploys", "deploys", 1, Strata::deploys),
                new Stratum("shift", "a rate that shifts for good", 1, Strata::shift),
                new Stratum("weekends", "weekends", 1, Strata::weekends),
                new Stratum("crawler", "crawler of 40 addresses", 1, Strata::crawler),
                new Stratum("changing-clients", "each burst from another client", 1, Strata::changingClients),
                new Stratum("two-addresses", "bursts of two addresses", 1, Strata::twoAddresses),
                new Stratum("shares", "realistic shares of clients", 1, Strata::realisticShares));
    }

    private static SiteModel mix(UniformRandomProvider random, int index) {
        return site(random, volume(index), kindOfRate(index), DAYS * DAY, IncidentSchedule.fixedMix());
    }

    /** Usual rates of 5, 10, 20 and 40 %: the higher, the steadier. */
    private static SiteModel alwaysHigh(UniformRandomProvider random, int index) {
        double[] variations = {0.2, 0.15, 0.1, 0.05};
        int kind = index / VOLUMES.length % variations.length;
        return site(
                random, volume(index), 0.05 * (1 << kind), variations[kind], DAYS * DAY, IncidentSchedule.fixedMix());
    }

    /** A site's first day: the first incident comes after 20 minutes to 6 hours. */
    private static SiteModel coldStart(UniformRandomProvider random, int index) {
        IncidentSchedule schedule = IncidentSchedule.fixedMix()
                .withFirst(20, 6 * HOUR)
                .withRises(0.1, 0.3, 0.8)
                .withLengths(15, 60);
        return site(random, volume(index), kindOfRate(index), DAY, schedule);
    }

    private static SiteModel ramps(UniformRandomProvider random, int index) {
        IncidentSchedule schedule = IncidentSchedule.fixedMix().withRamps(30, 45, 60);
        return site(random, volume(index), kindOfRate(index), DAYS * DAY, schedule);
    }

    /** Usual rates of .05 and .3 %: where the rate wanders by a point, nobody can see a rise of half a point. */
    private static SiteModel huge(UniformRandomProvider random, int index) {
        IncidentSchedule schedule = IncidentSchedule.fixedMix().withRises(0.005, 0.01, 0.015, 0.02);
        return index % 2 == 0
                ? site(random, 1_000_000, RATES[0], VARIATIONS[0], DAYS * DAY, schedule)
                : site(random, 1_000_000, 0.003, VARIATIONS[1], DAYS * DAY, schedule);
    }

    private static SiteModel twentyAnHour(UniformRandomProvider random, int index) {
        IncidentSchedule schedule = IncidentSchedule.fixedMix()
                .withRises(0.5, 0.8)
                .withLengths(HOUR, 3 * HOUR, 6 * HOUR)
                .withApart(12 * HOUR, DAY);
        return site(random, 20.0 / HOUR, index % RATES.length, DAYS * DAY, schedule);
    }

    /** 1, 3 or 10 requests a minute, of which few are refused before, and few during the incident. */
    private static SiteModel tiny(UniformRandomProvider random, int index) {
        double[] volumes = {1, 3, 10};
        IncidentSchedule schedule = IncidentSchedule.fixedMix().withRises(0.1, 0.3, 0.8);
        return site(random, volumes[index % volumes.length], index / volumes.length % 2, DAYS * DAY, schedule);
    }

    private static SiteModel halves(UniformRandomProvider random, int index) {
        return mix(random, index).withDelivery(Delivery.HALVES);
    }

    private static SiteModel lateFiles(UniformRandomProvider random, int index) {
        return mix(random, index).withDelivery(Delivery.LATE_FILES);
    }

    /** A thousandth of the requests of the day at night. */
    private static SiteModel nights(UniformRandomProvider random, int index) {
        IntToDoubleFunction day = wave(random.nextInt(DAY), 1);
        return mix(random, index).withTraffic(minute -> Math.max(0.002, Math.pow(day.applyAsDouble(minute), 2)));
    }

    /** Ten times the traffic from one half-hour to the next, and twice the rate in the hour that follows. */
    private static SiteModel mornings(UniformRandomProvider random, int index) {
        return mix(random, index)
                .withTraffic(minute -> 0.15
                        + 1.35 * between(minute % DAY, 7 * HOUR, 8 * HOUR - 30)
                        - 1.35 * between(minute % DAY, 20 * HOUR, 23 * HOUR))
                .withRates(minute -> minute % DAY >= 7 * HOUR && minute % DAY < 8 * HOUR ? 2 : 1, List.of());
    }

    /** Once a day, twice the rate for four minutes. */
    private static SiteModel deploys(UniformRandomProvider random, int index) {
        SiteModel mix = mix(random, index);
        List<Integer> deploys = IntStream.range(0, DAYS)
                .mapToObj(day -> day * DAY + random.nextInt(DAY))
                .toList();
        return mix.withRates(
                minute -> deploys.stream().anyMatch(deploy -> minute >= deploy && minute < deploy + 4) ? 2 : 1,
                List.of());
    }

    /** After a week, three times the rate: three hours after an incident. */
    private static SiteModel shift(UniformRandomProvider random, int index) {
        SiteModel mix = mix(random, index);
        int change = 3 * HOUR
                + mix.incidents().stream()
                        .mapToInt(PlannedIncident::end)
                        .filter(end -> end > DAYS * DAY / 2)
                        .min()
                        .orElseThrow();
        return mix.withRates(minute -> minute >= change ? 3 : 1, List.of(change));
    }

    /** A third of the traffic on Saturday and Sunday, and twice the rate; both change within six hours. */
    private static SiteModel weekends(UniformRandomProvider random, int index) {
        SiteModel mix = mix(random, index);
        int week = 7 * DAY;
        IntToDoubleFunction weekend = minute -> between(minute % week, 5 * DAY - 3 * HOUR, 5 * DAY + 3 * HOUR)
                - between(minute % week, week - 6 * HOUR, week);
        return mix.withTraffic(
                        minute -> mix.traffic().applyAsDouble(minute) * (1 - 0.67 * weekend.applyAsDouble(minute)))
                .withRates(minute -> 1 + weekend.applyAsDouble(minute), List.of());
    }

    /** The three bursts a day come from a new client each, so two of them can meet in one window. */
    private static SiteModel changingClients(UniformRandomProvider random, int index) {
        SiteModel mix = mix(random, index);
        return mix.withBursts(IntStream.range(0, mix.bursts().size())
                .mapToObj(i -> mix.bursts().get(i).from(i))
                .toList());
    }

    /** No incidents. Once a day, 40 addresses with a refused request a minute each, for 20 minutes. */
    private static SiteModel crawler(UniformRandomProvider random, int index) {
        SiteModel calm = calm(random, index);
        List<Burst> bursts = new ArrayList<>(calm.bursts());
        bursts.addAll(bursts(random, calm.minutes(), 1, CRAWLER, false));
        return calm.withBursts(bursts);
    }

    /** No incidents. The bursts of the mix, but each from two addresses, with the load of one client each. */
    private static SiteModel twoAddresses(UniformRandomProvider random, int index) {
        SiteModel calm = calm(random, index);
        return calm.withBursts(bursts(random, calm.minutes(), 3, TWO_CLIENTS, true));
    }

    private static SiteModel realisticShares(UniformRandomProvider random, int index) {
        return mix(random, index).withShares(ZIPF);
    }

    private static SiteModel calm(UniformRandomProvider random, int index) {
        int minutes = DAYS * DAY;
        return site(
                random,
                volume(index),
                kindOfRate(index),
                minutes,
                IncidentSchedule.fixedMix().withFirst(minutes, minutes + 1));
    }

    private static SiteModel site(
            UniformRandomProvider random, double volume, int kindOfRate, int minutes, IncidentSchedule schedule) {
        return site(random, volume, RATES[kindOfRate], VARIATIONS[kindOfRate], minutes, schedule);
    }

    private static SiteModel site(
            UniformRandomProvider random,
            double volume,
            double rate,
            double variation,
            int minutes,
            IncidentSchedule schedule) {
        return new SiteModel(
                volume,
                rate,
                variation,
                wave(random.nextInt(DAY), random.nextDouble(0.3, 0.5)),
                minute -> 1,
                EQUAL,
                Delivery.IN_ORDER,
                minutes,
                schedule.draw(random, minutes, rate),
                bursts(random, minutes, 3, ONE_CLIENT, true),
                List.of());
    }

    /** @param anyLength whether they last one minute to the length of the shape, or just as long as the shape */
    private static List<Burst> bursts(
            UniformRandomProvider random, int minutes, int perDay, Burst shape, boolean anyLength) {
        return IntStream.range(0, perDay * minutes / DAY)
                .mapToObj(i -> new Burst(
                        i / perDay * DAY + random.nextInt(DAY),
                        anyLength ? random.nextInt(1, shape.minutes() + 1) : shape.minutes(),
                        shape.firstClient(),
                        shape.addresses(),
                        shape.perMinute()))
                .toList();
    }

    private static double volume(int index) {
        return VOLUMES[index % VOLUMES.length];
    }

    private static int kindOfRate(int index) {
        return index / VOLUMES.length % RATES.length;
    }

    /** A sine of a day around 1. */
    private static IntToDoubleFunction wave(int phase, double height) {
        return minute -> 1 + height * Math.sin(2 * Math.PI * (minute + phase) / DAY);
    }

    /** 0 before {@code from}, 1 after {@code to}, and a straight line between. */
    private static double between(int minute, int from, int to) {
        return Math.max(0, Math.min(1, (minute - from) / (double) (to - from)));
    }
}
