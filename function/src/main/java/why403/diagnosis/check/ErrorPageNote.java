package why403.diagnosis.check;

import java.util.List;
import why403.text.Phrases;

/** Says that custom error pages replaced the bodies that would show who refused. */
public final class ErrorPageNote {

    private ErrorPageNote() {}

    /** One sentence, or none. */
    public static List<String> of(List<Explained> explained) {
        long hidden = explained.stream()
                .filter(one -> !one.request().body().mayBeOwn())
                .count();
        return hidden == 0
                ? List.of()
                : List.of("A custom error page replaced the body that would show who refused (" + Phrases.number(hidden)
                        + " of " + Phrases.number(explained.size()) + ").");
    }
}
