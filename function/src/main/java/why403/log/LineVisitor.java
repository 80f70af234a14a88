package why403.log;

/** Is shown every readable record of a log object, in the order of the object. */
@FunctionalInterface
public interface LineVisitor {

    /**
     * One record.
     *
     * @param distribution the id of the distribution that answered the request
     * @param line a view that the next call overwrites; {@link LogLine#toRecord} keeps it
     */
    void visit(String distribution, LogLine line);
}
