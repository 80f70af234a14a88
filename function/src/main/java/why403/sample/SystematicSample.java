package why403.sample;

import java.util.ArrayList;
import java.util.List;

/**
 * An even sample of a stream whose length nobody knows: every one at first, and each time there are too many, half of
 * those kept and half of those to come.
 */
final class SystematicSample<T> {

    private final int most;
    private final List<T> kept;
    private long met;
    private long each;

    /** @param most how many are kept at most; at least half as many once there were more */
    SystematicSample(int most) {
        this(most, new ArrayList<>(), 0, 1);
    }

    private SystematicSample(int most, List<T> kept, long met, long each) {
        this.most = most;
        this.kept = kept;
        this.met = met;
        this.each = each;
    }

    /** Counts one more, which stands for so many, a power of two; whether it is one to {@link #keep}. */
    boolean takesNext(long standsFor) {
        while (each < standsFor) {
            thin();
        }
        long before = (met - 1) & -each;
        met += standsFor;
        return ((met - 1) & -each) > before;
    }

    void keep(T one) {
        kept.add(one);
        if (kept.size() > most) {
            thin();
        }
    }

    private void thin() {
        int left = 0;
        for (int i = 0; i < kept.size(); i += 2) {
            kept.set(left++, kept.get(i));
        }
        kept.subList(left, kept.size()).clear();
        each *= 2;
    }

    List<T> kept() {
        return List.copyOf(kept);
    }

    /** How many each of those kept stands for, at least 1. */
    double each() {
        return kept.isEmpty() ? 1 : (double) met / kept.size();
    }

    SystematicSample<T> copy() {
        return new SystematicSample<>(most, new ArrayList<>(kept), met, each);
    }
}
