package why403.diagnosis;

import java.util.List;

/** What to say where custom error pages took the place of the bodies that tell who refused. */
final class ErrorPageNote {

    private ErrorPageNote() {}

    /** One sentence, or none. */
    static List<String> of(List<Check.Explained> explained) {
        long hidden = explained.stream()
                .filter(one -> !one.request().body().mayBeOwn())
                .count();
        return hidden == 0
                ? List.of()
                : List.of("A custom error page took the place of the body that would tell who refused ("
                        + Shown.number(hidden) + " of " + Shown.number(explained.size()) + ").");
    }
}
