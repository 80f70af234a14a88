package why403.sample;

import why403.log.LogLine;

/** Tells the lines of an incident's scope from others, by the rule that they were counted by. */
@FunctionalInterface
public interface LineFilter {

    /** Whether the line is one of them. */
    boolean matches(LogLine line);
}
