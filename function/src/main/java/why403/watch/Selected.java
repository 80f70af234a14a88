package why403.watch;

import java.util.Optional;
import why403.log.LineVisitor;
import why403.log.LogLine;
import why403.trigger.LogObject;

/** Shows, of one object's records, those of distributions that are watched; counts the others. */
final class Selected implements LineVisitor {

    private final Selection selection;
    private final LineVisitor visitor;
    private long passedOver;

    Selected(Selection selection, LineVisitor visitor) {
        this.selection = selection;
        this.visitor = visitor;
    }

    @Override
    public void visit(String distribution, LogLine line) {
        if (selection.watches(distribution)) {
            visitor.visit(distribution, line);
        } else {
            passedOver++;
        }
    }

    /** One line on the records that were passed over; empty where none was. */
    Optional<String> remark(LogObject object) {
        return passedOver == 0
                ? Optional.empty()
                : Optional.of(object + ": " + passedOver
                        + " records are of distributions that are not watched, and were passed over");
    }
}
