package why403.cli;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import why403.log.Field;
import why403.log.LineSelection;
import why403.log.LogLine;
import why403.tally.Scope;
import why403.tally.ScopeFilter;
import why403.text.Glob;

/**
 * The records that a person asks about. A status selects among the refused requests only, because the others are what they
 * are compared with.
 *
 * @param path matches the path as it is logged, without the query string
 * @param host the host in lower case, without a port
 * @param status of the records that are errors; the others are all selected
 */
record RecordFilter(TimeRange time, Optional<Glob> path, Optional<String> host, Optional<Integer> status) {

    private static final int FIRST_ERROR = 400;

    /** The same from that time on. */
    RecordFilter since(Instant from) {
        return new RecordFilter(new TimeRange(Optional.of(from), time.to()), path, host, status);
    }

    /** The selection that this filter describes. */
    LineSelection selection() {
        Optional<ScopeFilter> ofHost = host.map(name -> new ScopeFilter(new Scope("host:" + name)));
        return (distribution, line) -> time.contains(line.epochSecond())
                && (status.isEmpty() || line.status() < FIRST_ERROR || line.status() == status.get())
                && (path.isEmpty() || path.get().matches(path(line)))
                && (ofHost.isEmpty() || ofHost.get().matches(line));
    }

    private static String path(LogLine line) {
        int from = line.start(Field.URI_STEM);
        return from < 0
                ? ""
                : new String(line.buffer(), from, line.end(Field.URI_STEM) - from, StandardCharsets.ISO_8859_1);
    }
}
