package why403.tally;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import why403.log.Field;
import why403.log.LogLine;

/** Finds the lines of one scope, by the same rule that counts them. One object serves many lines, one at a time. */
public final class ScopeFilter {

    private final Scope scope;
    private final byte[] value;
    private final LineScopes line = new LineScopes();

    /**
     * A filter for the lines of one scope.
     *
     * @param scope not an overflow scope
     */
    public ScopeFilter(Scope scope) {
        if (scope.isOther()) {
            throw new IllegalArgumentException(scope.name() + " has no lines of its own");
        }
        this.scope = scope;
        this.value = scope.value().getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Whether the line belongs to the scope. */
    public boolean matches(LogLine candidate) {
        return switch (scope.dimension()) {
            case WHOLE -> true;
            case PATH -> {
                int from = line.pathFrom(candidate);
                yield is(candidate.buffer(), from, line.pathTo(candidate, from));
            }
            case HOST -> line.readHost(candidate) && is(line.host(), 0, line.hostLength());
            case BEHAVIOR -> {
                int from = candidate.start(Field.CACHE_BEHAVIOR);
                yield from >= 0 && is(candidate.buffer(), from, candidate.end(Field.CACHE_BEHAVIOR));
            }
        };
    }

    private boolean is(byte[] bytes, int from, int to) {
        return from >= 0 && from < to && Arrays.equals(bytes, from, to, value, 0, value.length);
    }
}
