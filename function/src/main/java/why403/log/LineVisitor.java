package why403.log;

/** Receives every readable record of a log object, in the order of the object. */
@FunctionalInterface
public interface LineVisitor {

    /**
     * Called for each record.
     *
     * @param distribution the id of the distribution that served the request
     * @param line a view that the next call overwrites; {@link LogLine#toRecord} makes a copy
     */
    void visit(String distribution, LogLine line);
}
