package why403.sample;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import why403.hash.HashKey;
import why403.log.LogLine;
import why403.sample.SampleReader.Source;
import why403.sample.SampleReader.Wanted;
import why403.tally.ErrorMapping;
import why403.tally.Forbidden;
import why403.tally.Forbidden.Verdict;
import why403.trigger.LogObject;

/** Takes the sample of one incident from its log objects, one object after the other. */
final class IncidentSampling {

    private static final Duration BEFORE = Duration.ofHours(3);

    /** A failure can start slowly, before the first minute of the incident. These minutes belong to neither sample. */
    private static final Duration SLOW_START = Duration.ofMinutes(5);

    private static final int MOST_EXAMINED = 10_000;

    /** If an incident has more than are examined, the excerpts are fine enough if they have about this many of them. */
    private static final int FEWEST_OF_EXCERPTS = MOST_EXAMINED / 2;

    private final Wanted wanted;
    private final long earliest;
    private final long slowStart;
    private final long from;
    private final long to;
    private final Map<LogObject, Source> sources;
    private final long heaviestAccepted;
    private Forbidden rule = Forbidden.under(ErrorMapping.NONE);
    private SamplingState state;

    /**
     * A sampling that has read no object.
     *
     * @param memory of the sample of this incident
     * @param dimensions can be shared with other incidents
     * @param seed of tables; it decides nothing else
     * @param excerpts that can be added
     */
    IncidentSampling(
            Wanted wanted, SampleMemory memory, DimensionReader dimensions, HashKey seed, ExcerptCache excerpts) {
        this.wanted = wanted;
        this.earliest = wanted.from().minus(BEFORE).getEpochSecond();
        this.slowStart = wanted.from().minus(SLOW_START).getEpochSecond();
        this.from = wanted.from().getEpochSecond();
        this.to = wanted.to().getEpochSecond();
        this.sources =
                wanted.sources().collect(Collectors.toMap(Source::object, source -> source, (first, second) -> first));
        long forbidden = Math.max(
                1, wanted.during().stream().mapToLong(Source::forbidden).sum());
        this.heaviestAccepted = forbidden <= MOST_EXAMINED ? 1 : forbidden / FEWEST_OF_EXCERPTS;
        double fraction = Math.min(MOST_EXAMINED / (double) forbidden, 1.0 / heaviest(excerpts));
        this.state = new SamplingState(Math.min(1, fraction), memory, dimensions, seed);
    }

    /** The largest weight of an excerpt that can be added. No object contributes more than it. */
    private long heaviest(ExcerptCache excerpts) {
        return wanted.during().stream()
                .flatMap(source -> excerpts.of(source.object()).stream())
                .mapToLong(ObjectExcerpt::forbiddenWeight)
                .filter(weight -> weight <= heaviestAccepted)
                .max()
                .orElse(1);
    }

    /** Whether the excerpt's forbidden records suffice. */
    boolean accepts(ObjectExcerpt excerpt, LogObject object) {
        return excerpt.forbiddenWeight() <= heaviestAccepted
                || sources.get(object).forbidden() == 0;
    }

    boolean isIn(LogObject object) {
        return sources.containsKey(object);
    }

    /** Starts an object for which {@link #isIn} is true. Its lines count only after {@link #keep}. */
    SamplingState begin(LogObject object) {
        rule = sources.get(object).rule();
        return state.copy();
    }

    void keep(SamplingState withObject) {
        withObject.commit();
        state = withObject;
    }

    /** The state after a cached object. Its lines count only after {@link #keep}. */
    SamplingState addCached(ObjectExcerpt excerpt, LogObject object) {
        SamplingState into = begin(object);
        into.setWeight(excerpt.forbiddenWeight());
        into.setForbiddenEach(forbiddenEach(excerpt, sources.get(object)));
        excerpt.forbidden().visit((distribution, line) -> visit(distribution, line, into));
        into.setWeight(excerpt.ordinaryWeight());
        excerpt.ordinary().visit((distribution, line) -> visit(distribution, line, into));
        return into;
    }

    /** How many of the incident's forbidden lines each one of the excerpt represents. The tally has counted them exactly. */
    private double forbiddenEach(ObjectExcerpt excerpt, Source source) {
        if (excerpt.forbiddenWeight() == 1) {
            return 1;
        }
        AtomicLong kept = new AtomicLong();
        excerpt.forbidden().visit((distribution, line) -> {
            if (isWanted(distribution, line) && line.epochSecond() >= from) {
                kept.incrementAndGet();
            }
        });
        return Math.max(1, source.forbidden() / (double) Math.max(1, kept.get()));
    }

    void visit(String distribution, LogLine line, SamplingState into) {
        long second = line.epochSecond();
        if (!isWanted(distribution, line)) {
            return;
        }
        Verdict verdict = rule.verdict(line);
        if (second < slowStart) {
            into.addBefore(line, verdict != Verdict.NO);
        } else if (verdict == Verdict.NO) {
            into.addOrdinary(line);
        } else {
            into.addForbidden(line, verdict == Verdict.AMBIGUOUS);
        }
    }

    private boolean isWanted(String distribution, LogLine line) {
        long second = line.epochSecond();
        return second >= earliest
                && second < to
                && (second < slowStart || second >= from)
                && distribution.equals(wanted.distributionId())
                && wanted.scope().matches(line);
    }

    Sample sample() {
        return state.sample();
    }
}
