package why403.benchmark.where;

import java.util.List;
import why403.sample.Sample;

/** A way to say where the refused requests are. */
interface Locator {

    String name();

    /** The answer, best first; empty if the refused requests are nowhere in particular. */
    List<Value> answer(Sample sample, double usualRate);
}
