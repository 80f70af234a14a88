package why403.diagnosis.check;

import java.util.List;
import why403.text.Shown;

/** What to say where custom error pages took the place of the bodies that tell who refused. */
public final class ErrorPageNote {

    private ErrorPageNote() {}

    /** One sentence, or none. */
    public static List<String> of(List<Explained> explained) {
        long hidden = explained.stream()
                .filter(one -> !one.request().body().mayBeOwn())
                .count();
        return hidden == 0
                ? List.of()
                : List.of("A custom error page took the place of the body that would tell who refused ("
                        + Shown.number(hidden) + " of " + Shown.number(explained.size()) + ").");
    }
}
