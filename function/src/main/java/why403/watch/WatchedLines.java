package why403.watch;

import java.util.Optional;
import why403.log.LineVisitor;
import why403.log.LogLine;
import why403.trigger.LogObject;

/** Passes on the records of one object that belong to watched distributions, and counts the others. */
final class WatchedLines implements LineVisitor {

    private final WatchedDistributions watched;
    private final LineVisitor visitor;
    private long skipped;

    WatchedLines(WatchedDistributions watched, LineVisitor visitor) {
        this.watched = watched;
        this.visitor = visitor;
    }

    @Override
    public void visit(String distribution, LogLine line) {
        if (watched.contains(distribution)) {
            visitor.visit(distribution, line);
        } else {
            skipped++;
        }
    }

    /** One line about the skipped records; empty if there are none. */
    Optional<String> remark(LogObject object) {
        return skipped == 0
                ? Optional.empty()
                : Optional.of(object + ": " + (skipped == 1 ? "1 record belongs" : skipped + " records belong")
                        + " to distributions that are not watched, and were skipped");
    }
}
