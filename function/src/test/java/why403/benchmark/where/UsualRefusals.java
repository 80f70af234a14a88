package why403.benchmark.where;

import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import why403.sample.Dimension;

/**
 * The 403s that a site always serves: half of them anywhere, a quarter on one path, and a quarter to one program.
 *
 * @param rate of all requests
 * @param onPath the probability on that path, beside that of any request
 * @param toProgram the probability for that program, beside that of any request
 */
record UsualRefusals(double rate, Value path, double onPath, Value program, double toProgram) {

    private static final double MOST = 0.9;

    /** Chooses path and program from these requests. */
    static UsualRefusals of(UniformRandomProvider random, double rate, List<Request> requests) {
        Value path = valueOfAny(random, requests, Dimension.PATH);
        Value program = valueOfAny(random, requests, Dimension.USER_AGENT);
        return new UsualRefusals(rate, path, quarter(rate, path, requests), program, quarter(rate, program, requests));
    }

    private static Value valueOfAny(UniformRandomProvider random, List<Request> requests, Dimension dimension) {
        return new Value(dimension, Weighted.any(random, requests).in(dimension));
    }

    private static double quarter(double rate, Value value, List<Request> requests) {
        double share = (double) requests.stream().filter(value::holds).count() / requests.size();
        return Math.min(MOST, rate / 4 / share);
    }

    boolean hits(UniformRandomProvider random, Request request) {
        double luck = random.nextDouble();
        return luck < rate / 2 + (path.holds(request) ? onPath : 0) + (program.holds(request) ? toProgram : 0);
    }
}
