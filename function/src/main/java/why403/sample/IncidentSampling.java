package why403.sample;

import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import why403.log.LogLine;
import why403.sample.SampleReader.Source;
import why403.sample.SampleReader.Wanted;
import why403.tally.ErrorMapping;
import why403.tally.Forbidden;
import why403.tally.Forbidden.Verdict;
import why403.trigger.LogObject;

/** Gathers one incident's sample from the objects that it is in, one after the other. */
final class IncidentSampling {

    private static final Duration BEFORE = Duration.ofHours(3);

    /** An incident's first minute is that of the shortest window that shows it, and a trouble may rise before that. */
    private static final Duration RISE = Duration.ofMinutes(5);

    private final Wanted wanted;
    private final long earliest;
    private final long rise;
    private final long from;
    private final long to;
    private final Map<LogObject, Forbidden> rules;
    private Forbidden rule = Forbidden.under(ErrorMapping.NONE);
    private SamplingState gathered;

    IncidentSampling(Wanted wanted) {
        this.wanted = wanted;
        this.earliest = wanted.from().minus(BEFORE).getEpochSecond();
        this.rise = wanted.from().minus(RISE).getEpochSecond();
        this.from = wanted.from().getEpochSecond();
        this.to = wanted.to().getEpochSecond();
        this.rules = wanted.sources().collect(Collectors.toMap(Source::object, Source::rule, (first, second) -> first));
        this.gathered = new SamplingState(
                wanted.during().stream().mapToLong(Source::forbidden).sum());
    }

    boolean isIn(LogObject object) {
        return rules.containsKey(object);
    }

    /** Starts an object that {@link #isIn}. What comes of it counts once it is given to {@link #keep}. */
    SamplingState begin(LogObject object) {
        rule = rules.get(object);
        return gathered.copy();
    }

    void keep(SamplingState withObject) {
        withObject.commit();
        gathered = withObject;
    }

    /** The same from what was kept of an object. */
    SamplingState from(ObjectExcerpt excerpt, LogObject object) {
        SamplingState into = begin(object);
        excerpt.forbidden().visit((distribution, line) -> visit(distribution, line, into));
        into.standFor(excerpt.ordinaryEach());
        excerpt.ordinary().visit((distribution, line) -> visit(distribution, line, into));
        return into;
    }

    void visit(String distribution, LogLine line, SamplingState into) {
        long second = line.epochSecond();
        if (second < earliest
                || second >= to
                || (second >= rise && second < from)
                || !distribution.equals(wanted.distributionId())
                || !wanted.scope().matches(line)) {
            return;
        }
        Verdict verdict = rule.verdict(line);
        if (second < rise) {
            into.addBefore(line, verdict != Verdict.NO);
        } else if (verdict == Verdict.NO) {
            into.addOrdinary(line);
        } else {
            into.addForbidden(line, verdict == Verdict.AMBIGUOUS);
        }
    }

    Sample sample() {
        return gathered.sample();
    }
}
