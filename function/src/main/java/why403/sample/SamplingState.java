package why403.sample;

import java.util.List;
import why403.hash.HashKey;
import why403.log.LogLine;
import why403.sample.Sample.Examined;

/** The sample of one incident so far. Each object starts with a copy, so an object that fails halfway changes nothing. */
final class SamplingState {

    private static final int MAX_EXAMINED = 10_000;

    /** Enough to distinguish a tenth of the excess from chance with a wide margin. */
    private static final int MAX_ORDINARY = 5_000;

    /** With this many lines, a value with a tenth of the traffic is seen about 20 times, so its share is known to a quarter. */
    private static final int MIN_ORDINARY = 200;

    /** If forbidden lines exceed ordinary lines by this factor, the rate of a value hardly depends on its ordinary lines. */
    private static final int DOMINANT_FACTOR = 10;

    /** An upper bound for lines that the sample missed: if 3 are expected, the chance to see none is 5 % (e^-3). */
    private static final int MAX_MISSED = 3;

    private final double fraction;
    private final SampleMemory memory;
    private final HashKey seed;
    private final SystematicSample<Examined> forbidden;
    private final SystematicSample<DimensionValues> ordinary;
    private final SystematicSample<DimensionValues> ordinaryBefore;
    private final SystematicSample<DimensionValues> forbiddenBefore;
    private final DimensionReader dimensions;
    private final ServedCounter served;
    private final ServedCounter servedInObject;
    private long forbiddenInAll;
    private long forbiddenInObject;
    private long ordinaryInObject;
    private long ordinaryBeforeInObject;
    private long weight = 1;

    /**
     * The state before the first object.
     *
     * @param forbiddenExpected the number of forbidden records according to the tallies
     * @param memory of the sample of this incident
     * @param dimensions can be shared with other incidents
     * @param seed of tables; it decides nothing else
     */
    SamplingState(long forbiddenExpected, SampleMemory memory, DimensionReader dimensions, HashKey seed) {
        this(
                Math.min(1, MAX_EXAMINED / (double) Math.max(1, forbiddenExpected)),
                memory,
                seed,
                new SystematicSample<>(MAX_EXAMINED, memory.forbidden(), Examined::memoryBytes),
                new SystematicSample<>(MAX_ORDINARY, memory.dimensions(), DimensionValues::memoryBytes),
                new SystematicSample<>(MAX_ORDINARY, memory.dimensions(), DimensionValues::memoryBytes),
                new SystematicSample<>(MAX_ORDINARY, memory.dimensions(), DimensionValues::memoryBytes),
                dimensions,
                new ServedCounter(memory.served(), seed));
    }

    private SamplingState(
            double fraction,
            SampleMemory memory,
            HashKey seed,
            SystematicSample<Examined> forbidden,
            SystematicSample<DimensionValues> ordinary,
            SystematicSample<DimensionValues> ordinaryBefore,
            SystematicSample<DimensionValues> forbiddenBefore,
            DimensionReader dimensions,
            ServedCounter served) {
        this.fraction = fraction;
        this.memory = memory;
        this.seed = seed;
        this.forbidden = forbidden;
        this.ordinary = ordinary;
        this.ordinaryBefore = ordinaryBefore;
        this.forbiddenBefore = forbiddenBefore;
        this.dimensions = dimensions;
        this.served = served;
        this.servedInObject = new ServedCounter(memory.served(), seed);
    }

    /** A copy for the next object, with the counts of the object set to 0. */
    SamplingState copy() {
        SamplingState copy = new SamplingState(
                fraction,
                memory,
                seed,
                forbidden.copy(),
                ordinary.copy(),
                ordinaryBefore.copy(),
                forbiddenBefore.copy(),
                dimensions,
                served);
        copy.forbiddenInAll = forbiddenInAll;
        return copy;
    }

    /**
     * Takes the same fraction of the forbidden records from every object, evenly spaced. The count goes on from object to
     * object, so objects with few records contribute too.
     */
    void addForbidden(LogLine line, boolean ambiguous) {
        double index = forbiddenInAll++;
        forbiddenInObject++;
        boolean isOfFraction = Math.floor((index + 1) * fraction) > Math.floor(index * fraction);
        if (isOfFraction && forbidden.samplesNext(1)) {
            forbidden.keep(new Examined(line.toRecord(KeptFields.SELECTION), ambiguous));
        }
    }

    /** Sets the weight of the lines that follow: how many lines of the object each one represents, a power of two. */
    void setWeight(long lines) {
        weight = lines;
    }

    /**
     * Whether a cached object contributed enough ordinary lines, both during the incident and before: enough to know the
     * share of a value, or so few compared with the forbidden lines that they do not matter.
     */
    boolean hasEnoughOfObject() {
        long during = ordinaryInObject * weight + forbiddenInObject;
        return weight == 1
                || (isEnough(ordinaryInObject, forbiddenInObject) && isEnough(ordinaryBeforeInObject, during));
    }

    private boolean isEnough(long seen, long forbiddenLines) {
        return seen >= MIN_ORDINARY || (seen + MAX_MISSED) * weight * DOMINANT_FACTOR <= forbiddenLines;
    }

    void addOrdinary(LogLine line) {
        ordinaryInObject++;
        servedInObject.add(line, weight);
        add(ordinary, line);
    }

    void addBefore(LogLine line, boolean isForbidden) {
        ordinaryBeforeInObject += isForbidden ? 0 : 1;
        add(isForbidden ? forbiddenBefore : ordinaryBefore, line);
    }

    private void add(SystematicSample<DimensionValues> sample, LogLine line) {
        if (sample.samplesNext(weight)) {
            sample.keep(dimensions.of(line.toRecord(KeptFields.SELECTION)));
        }
    }

    /** Adds the object's served requests to those of earlier objects, which all copies share. Call this once. */
    void commit() {
        served.addAll(servedInObject);
    }

    Sample sample() {
        return new Sample(
                forbidden.kept().stream().sorted(RecordOrder.EXAMINED).toList(),
                forbiddenInAll,
                new Strata(ordinary.kept(), ordinary.weight(), List.of(), 1),
                new Strata(
                        ordinaryBefore.kept(),
                        ordinaryBefore.weight(),
                        forbiddenBefore.kept(),
                        forbiddenBefore.weight()),
                served.requests());
    }
}
