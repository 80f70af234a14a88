package why403.remedies;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/** The programs that printed commands need. Where they must be there, their absence is a failure. */
public final class RequiredPrograms {

    /** The environment variable that makes a missing program a failure; {@code .ci/run} sets it to {@code true}. */
    private static final String REQUIRED = "WHY403_REQUIRE_SHELL";

    private RequiredPrograms() {}

    /** Skips the tests with a printed line if a program is missing; fails instead if they are required. */
    public static void orSkip() {
        List<String> missing = Stream.of("bash", "env", "cat", "grep", "rm", "jq")
                .filter(program -> Bash.found(program).isEmpty())
                .toList();
        if (missing.isEmpty()) {
            return;
        }
        String line = "The printed commands were not run, because these programs are not on the PATH: "
                + String.join(", ", missing) + ".";
        if ("true".equals(System.getenv(REQUIRED))) {
            Assertions.fail(line + " Install them, or unset " + REQUIRED + ".");
        }
        System.out.println(line);
        Assumptions.abort(line);
    }
}
