package why403.benchmark.detection;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;

/**
 * A kind of sites and incidents.
 *
 * @param name one word for the command line
 * @param title the name in the tables
 * @param sitesPerSite how many sites stand for one of the other strata, because they are short
 */
record Stratum(String name, String title, int sitesPerSite, Maker maker) {

    /** Makes the sites of a stratum. */
    interface Maker {

        /** One of its sites. Sites with neighboring numbers differ in what the stratum combines. */
        SiteModel site(UniformRandomProvider random, int index);
    }

    /** A site that is always the same for the same seed and index. */
    SimulatedSite site(long seed, int index) {
        long mixed = (seed * 1_000_003 + name.hashCode()) * 1_000_003 + index;
        UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(mixed);
        SiteModel model = maker.site(random, index);
        return new SimulatedSite(model, new Simulator(model, random).log());
    }
}
