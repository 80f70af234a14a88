package why403.sample;

import java.time.Duration;
import java.util.Map;
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

    private final Wanted wanted;
    private final long earliest;
    private final long slowStart;
    private final long from;
    private final long to;
    private final Map<LogObject, Forbidden> rules;
    private Forbidden rule = Forbidden.under(ErrorMapping.NONE);
    private SamplingState state;

    /**
     * A sampling that has read no object.
     *
     * @param memory of the sample of this incident
     * @param dimensions can be shared with other incidents
     * @param seed of tables; it decides nothing else
     */
    IncidentSampling(Wanted wanted, SampleMemory memory, DimensionReader dimensions, HashKey seed) {
        this.wanted = wanted;
        this.earliest = wanted.from().minus(BEFORE).getEpochSecond();
        this.slowStart = wanted.from().minus(SLOW_START).getEpochSecond();
        this.from = wanted.from().getEpochSecond();
        this.to = wanted.to().getEpochSecond();
        this.rules = wanted.sources().collect(Collectors.toMap(Source::object, Source::rule, (first, second) -> first));
        this.state = new SamplingState(
                wanted.during().stream().mapToLong(Source::forbidden).sum(), memory, dimensions, seed);
    }

    boolean isIn(LogObject object) {
        return rules.containsKey(object);
    }

    /** Starts an object for which {@link #isIn} is true. Its lines count only after {@link #keep}. */
    SamplingState begin(LogObject object) {
        rule = rules.get(object);
        return state.copy();
    }

    void keep(SamplingState withObject) {
        withObject.commit();
        state = withObject;
    }

    /** The state after a cached object. Its lines count only after {@link #keep}. */
    SamplingState addCached(ObjectExcerpt excerpt, LogObject object) {
        SamplingState into = begin(object);
        excerpt.forbidden().visit((distribution, line) -> visit(distribution, line, into));
        into.setWeight(excerpt.ordinaryWeight());
        excerpt.ordinary().visit((distribution, line) -> visit(distribution, line, into));
        return into;
    }

    void visit(String distribution, LogLine line, SamplingState into) {
        long second = line.epochSecond();
        if (second < earliest
                || second >= to
                || (second >= slowStart && second < from)
                || !distribution.equals(wanted.distributionId())
                || !wanted.scope().matches(line)) {
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

    Sample sample() {
        return state.sample();
    }
}
