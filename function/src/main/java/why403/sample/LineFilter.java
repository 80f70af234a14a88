package why403.sample;

import why403.log.LogLine;

/** Selects the lines of an incident's scope by the same rule that counted them. */
@FunctionalInterface
public interface LineFilter {

    /** Whether the line belongs to the scope. */
    boolean matches(LogLine line);
}
