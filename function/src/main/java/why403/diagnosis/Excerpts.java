package why403.diagnosis;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import why403.log.LineVisitor;
import why403.log.LogLine;
import why403.tally.Forbidden;
import why403.trigger.LogObject;

/**
 * What a diagnosis may want of the objects of one event, kept while these are tallied: an incident is mostly in the
 * objects that show it, and fetching and unpacking them again would cost as much as all that was done with them before.
 * What does not fit is read again.
 */
public final class Excerpts {

    private static final long MOST_BYTES = 32L << 20;

    private final long mostBytes;
    private final Map<LogObject, Excerpt> kept = new HashMap<>();
    private long bytes;

    /** @param memory what the process may use; a quarter of it is taken, and no more than {@value #MOST_BYTES} bytes */
    public Excerpts(long memory) {
        this.mostBytes = Math.min(MOST_BYTES, memory / 4);
    }

    /** Excerpts one object while it is read. */
    public static final class Taking implements LineVisitor {

        private final Excerpt excerpt;
        private final Function<String, Forbidden> forbiddenOf;
        private String lastDistribution = "";
        private Optional<Forbidden> last = Optional.empty();

        private Taking(Excerpt excerpt, Function<String, Forbidden> forbiddenOf) {
            this.excerpt = excerpt;
            this.forbiddenOf = forbiddenOf;
        }

        @Override
        public void visit(String distribution, LogLine line) {
            if (last.isEmpty() || !distribution.equals(lastDistribution)) {
                last = Optional.of(forbiddenOf.apply(distribution));
                lastDistribution = distribution;
            }
            if (last.get().verdict(line) == Forbidden.Verdict.NO) {
                excerpt.addOrdinary(distribution, line);
            } else {
                excerpt.addForbidden(distribution, line);
            }
        }
    }

    /**
     * Begins an object.
     *
     * @param forbiddenOf by distribution id, which of its records count as forbidden
     */
    public Taking begin(Function<String, Forbidden> forbiddenOf) {
        return new Taking(new Excerpt(mostBytes - bytes), forbiddenOf);
    }

    /** Keeps what was taken of an object that was read to its end. */
    public void keep(LogObject object, Taking taken) {
        of(object).ifPresent(replaced -> bytes -= replaced.bytes());
        kept.remove(object);
        if (taken.excerpt.isWhole()) {
            bytes += taken.excerpt.bytes();
            kept.put(object, taken.excerpt);
        }
    }

    Optional<Excerpt> of(LogObject object) {
        return Optional.ofNullable(kept.get(object));
    }
}
