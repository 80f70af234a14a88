package why403.benchmark.detection;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.AliasMethodDiscreteSampler;
import org.apache.commons.rng.sampling.distribution.DiscreteSampler;
import org.apache.commons.rng.sampling.distribution.PoissonSampler;

/**
 * How requests are divided among clients: the client of rank k has a share proportional to 1 / k^exponent.
 *
 * @see <a href="https://doi.org/10.1109/INFCOM.1999.749260">Breslau et al.: Web caching and Zipf-like distributions</a>
 */
final class ClientShares {

    /** Above so many requests, only the clients that can be among the busiest are drawn. */
    private static final long MOST_DRAWN = 400;

    private static final int BUSIEST = 40;

    private final long firstClient;
    private final double[] shares;

    private ClientShares(long firstClient, double[] shares) {
        this.firstClient = firstClient;
        this.shares = shares;
    }

    /** Clients with equal shares. */
    static ClientShares equal(long firstClient, int clients) {
        return zipf(firstClient, clients, 0);
    }

    /** Clients with Zipf-like shares. */
    static ClientShares zipf(long firstClient, int clients, double exponent) {
        double[] weights = IntStream.rangeClosed(1, clients)
                .mapToDouble(rank -> Math.pow(rank, -exponent))
                .toArray();
        double sum = Arrays.stream(weights).sum();
        return new ClientShares(
                firstClient, Arrays.stream(weights).map(weight -> weight / sum).toArray());
    }

    /** A drawing of clients with this source of randomness. */
    Drawing drawing(UniformRandomProvider random) {
        return new Drawing(random);
    }

    /** Draws which clients made the requests. */
    final class Drawing {

        private final UniformRandomProvider random;
        private final DiscreteSampler one;

        private Drawing(UniformRandomProvider random) {
            this.random = random;
            this.one = AliasMethodDiscreteSampler.of(random, shares);
        }

        /**
         * The requests by client. Of many requests, only the 40 clients of the highest ranks are drawn, each with a
         * Poisson count: nearly the same as the exact multinomial, because the shares are small.
         */
        Map<Long, Long> of(long requests) {
            Map<Long, Long> counts = new HashMap<>();
            if (requests <= MOST_DRAWN) {
                for (long i = 0; i < requests; i++) {
                    counts.merge(firstClient + one.sample(), 1L, Long::sum);
                }
                return counts;
            }
            for (int rank = 0; rank < Math.min(BUSIEST, shares.length); rank++) {
                long count = PoissonSampler.of(random, requests * shares[rank]).sample();
                counts.put(firstClient + rank, Math.min(count, requests));
            }
            return counts;
        }
    }
}
