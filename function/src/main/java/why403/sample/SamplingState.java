package why403.sample;

import java.util.List;
import why403.hash.HashKey;
import why403.log.LogLine;
import why403.sample.Sample.Examined;

/** The sample of one incident so far. Each object starts with a copy, so an object that fails halfway changes nothing. */
final class SamplingState {

    private static final int MOST_EXAMINED = 10_000;

    /** Enough to distinguish a tenth of the excess from chance with a wide margin. */
    private static final int MAX_ORDINARY = 5_000;

    /**
     * If this many lines had been sampled, a value with a tenth of the traffic would be seen about 20 times, so its share is
     * known to a quarter.
     */
    private static final int MIN_LINES = 200;

    /** If forbidden lines exceed ordinary lines by this factor, the rate of a value hardly depends on its ordinary lines. */
    private static final int DOMINANT_FACTOR = 10;

    /** An upper bound for lines that the sample missed: if 3 are expected, the chance to see none is 5 % (e^-3). */
    private static final int MAX_MISSED = 3;

    /** More than the error of a sum of thousands of weights, and less than a record. */
    private static final double ROUNDING = 1e-6;

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
    private double forbiddenInAll;
    private double forbiddenInObject;
    private double forbiddenEach = 1;
    private long ordinaryInObject;
    private long ordinaryBeforeInObject;
    private long weight = 1;

    /**
     * The state before the first object.
     *
     * @param fraction of the forbidden records that is examined, at most 1
     * @param memory of the sample of this incident
     * @param dimensions can be shared with other incidents
     * @param seed of tables; it decides nothing else
     */
    SamplingState(double fraction, SampleMemory memory, DimensionReader dimensions, HashKey seed) {
        this(
                fraction,
                memory,
                seed,
                new SystematicSample<>(MOST_EXAMINED, memory.forbidden(), Examined::memoryBytes),
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
        double before = forbiddenInAll;
        forbiddenInAll += forbiddenEach;
        forbiddenInObject += forbiddenEach;
        boolean isOfFraction = examinedOf(forbiddenInAll) > examinedOf(before);
        if (isOfFraction && forbidden.samplesNext(1)) {
            forbidden.keep(new Examined(line.toRecord(KeptFields.SELECTION), ambiguous));
        }
    }

    private double examinedOf(double records) {
        return Math.floor(records * fraction + ROUNDING);
    }

    /** Sets how many forbidden records of the incident each one that follows represents, at least 1. */
    void setForbiddenEach(double records) {
        forbiddenEach = records;
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
        double during = ordinaryInObject * weight + forbiddenInObject;
        return weight == 1
                || (isEnough(ordinaryInObject, forbiddenInObject) && isEnough(ordinaryBeforeInObject, during));
    }

    /** The larger the share of forbidden lines is, the less a rate depends on the ordinary lines. */
    private boolean isEnough(long seen, double forbiddenLines) {
        return seen * weight + forbiddenLines >= MIN_LINES * weight
                || (seen + MAX_MISSED) * weight * DOMINANT_FACTOR <= forbiddenLines;
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
                Math.round(forbiddenInAll),
                new Strata(ordinary.kept(), ordinary.weight(), List.of(), 1),
                new Strata(
                        ordinaryBefore.kept(),
                        ordinaryBefore.weight(),
                        forbiddenBefore.kept(),
                        forbiddenBefore.weight()),
                served.requests());
    }
}
