package why403.sample;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import why403.sample.Sample.Examined;

/**
 * Joins the sample of an incident with that of the time before it. The refused requests of both are examined, each with the
 * same chance. They are compared with the traffic since the incident began: what was served before says nothing about it.
 */
public final class JoinedSamples {

    private JoinedSamples() {}

    /** The joined sample. */
    public static Sample of(Sample since, Sample before) {
        double chance = Math.min(chance(since), chance(before));
        List<Examined> forbidden = new ArrayList<>(thinned(since, chance));
        forbidden.addAll(thinned(before, chance));
        return new Sample(
                forbidden,
                since.forbiddenInAll() + before.forbiddenInAll(),
                since.during(),
                since.before(),
                since.served());
    }

    private static double chance(Sample sample) {
        return sample.forbiddenInAll() == 0 ? 1 : (double) sample.forbidden().size() / sample.forbiddenInAll();
    }

    /** Evenly spaced records. */
    private static List<Examined> thinned(Sample sample, double chance) {
        int all = sample.forbidden().size();
        int kept = (int) Math.min(all, Math.round(chance * sample.forbiddenInAll()));
        return IntStream.range(0, kept)
                .mapToObj(i -> sample.forbidden().get((int) ((long) i * all / kept)))
                .toList();
    }
}
