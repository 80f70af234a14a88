package why403.sample;

import java.util.ArrayList;
import java.util.List;
import why403.log.LogLine;
import why403.sample.Sample.Examined;

/** What is gathered of one incident so far; copied before an object, so that one that breaks off leaves no trace. */
final class SamplingState {

    private static final int MOST_EXAMINED = 10_000;

    /** Enough to tell a tenth of the excess from chance many times over. */
    private static final int MOST_ORDINARY = 5_000;

    /** A place of a tenth of them is then met twenty times, which is that tenth give or take a quarter. */
    private static final int FEWEST_ORDINARY = 200;

    /** More forbidden than ordinary by this factor, and the rate of any place is known whatever its ordinary lines are. */
    private static final int NEARLY_ALL = 10;

    /** Where three more were to be expected, none is met but once in twenty times. */
    private static final int AS_GOOD_AS_NONE = 3;

    private final double fraction;
    private final List<Examined> forbidden;
    private final SystematicSample<DimensionValues> ordinary;
    private final SystematicSample<DimensionValues> ordinaryBefore;
    private final SystematicSample<DimensionValues> forbiddenBefore;
    private final DimensionReader places;
    private final ServedCounter served;
    private final ServedCounter servedInObject = new ServedCounter();
    private long forbiddenInAll;
    private long forbiddenInObject;
    private long ordinaryInObject;
    private long ordinaryBeforeInObject;
    private long standsFor = 1;

    /** @param forbiddenExpected how many forbidden records there are, as they were counted */
    SamplingState(long forbiddenExpected) {
        this(
                Math.min(1, MOST_EXAMINED / (double) Math.max(1, forbiddenExpected)),
                new ArrayList<>(),
                new SystematicSample<>(MOST_ORDINARY),
                new SystematicSample<>(MOST_ORDINARY),
                new SystematicSample<>(MOST_ORDINARY),
                new DimensionReader(),
                new ServedCounter());
    }

    private SamplingState(
            double fraction,
            List<Examined> forbidden,
            SystematicSample<DimensionValues> ordinary,
            SystematicSample<DimensionValues> ordinaryBefore,
            SystematicSample<DimensionValues> forbiddenBefore,
            DimensionReader places,
            ServedCounter served) {
        this.fraction = fraction;
        this.forbidden = forbidden;
        this.ordinary = ordinary;
        this.ordinaryBefore = ordinaryBefore;
        this.forbiddenBefore = forbiddenBefore;
        this.places = places;
        this.served = served;
    }

    /** The same so far, ready for the next object. */
    SamplingState copy() {
        SamplingState copy = new SamplingState(
                fraction,
                new ArrayList<>(forbidden),
                ordinary.copy(),
                ordinaryBefore.copy(),
                forbiddenBefore.copy(),
                places,
                served);
        copy.forbiddenInAll = forbiddenInAll;
        return copy;
    }

    /** Every object gives the same fraction of its forbidden records, evenly spaced. */
    void addForbidden(LogLine line, boolean ambiguous) {
        forbiddenInAll++;
        double index = forbiddenInObject++;
        boolean isTaken = Math.floor((index + 1) * fraction) > Math.floor(index * fraction);
        if (isTaken && forbidden.size() < MOST_EXAMINED) {
            forbidden.add(new Examined(line.toRecord(), ambiguous));
        }
    }

    /** From here on each line stands for so many of its object, a power of two. */
    void standFor(long lines) {
        standsFor = lines;
    }

    /**
     * Whether the ordinary lines met of the object are as many as a place's share of them needs to be known, those of the
     * incident's time and those before: or so surely few that they do not matter.
     */
    boolean hasEnoughOfObject() {
        long during = ordinaryInObject * standsFor + forbiddenInObject;
        return standsFor == 1
                || (suffice(ordinaryInObject, forbiddenInObject) && suffice(ordinaryBeforeInObject, during));
    }

    private boolean suffice(long met, long others) {
        return met >= FEWEST_ORDINARY || (met + AS_GOOD_AS_NONE) * standsFor * NEARLY_ALL <= others;
    }

    void addOrdinary(LogLine line) {
        ordinaryInObject++;
        servedInObject.add(line, standsFor);
        add(ordinary, line);
    }

    void addBefore(LogLine line, boolean isForbidden) {
        ordinaryBeforeInObject += isForbidden ? 0 : 1;
        add(isForbidden ? forbiddenBefore : ordinaryBefore, line);
    }

    private void add(SystematicSample<DimensionValues> sample, LogLine line) {
        if (sample.takesNext(standsFor)) {
            sample.keep(places.of(line.toRecord()));
        }
    }

    /** Adds the object's served requests to those of earlier objects, which all copies share. Call it once. */
    void commit() {
        served.addAll(servedInObject);
    }

    Sample sample() {
        return new Sample(
                forbidden.stream().sorted(RecordOrder.EXAMINED).toList(),
                forbiddenInAll,
                new Strata(ordinary.kept(), ordinary.each(), List.of(), 1),
                new Strata(
                        ordinaryBefore.kept(), ordinaryBefore.each(), forbiddenBefore.kept(), forbiddenBefore.each()),
                served.requests());
    }
}
