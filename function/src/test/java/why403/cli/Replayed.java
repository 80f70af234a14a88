package why403.cli;

import java.nio.file.Path;
import java.util.List;

/** The output of the command line for a scenario, for tests that compare it with other outputs. */
public final class Replayed {

    private Replayed() {}

    /** One line of JSON for each notice. */
    public static List<String> lines(Path scenario) {
        return Run.json(scenario).lines();
    }
}
