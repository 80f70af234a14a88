package why403.cli;

import java.nio.file.Path;
import java.util.List;

/** What the command line prints of a scenario, for tests of what else must say the same. */
public final class Replayed {

    private Replayed() {}

    /** One line of JSON a notice. */
    public static List<String> lines(Path scenario) {
        return Run.json(scenario).lines();
    }
}
