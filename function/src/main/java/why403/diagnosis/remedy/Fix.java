package why403.diagnosis.remedy;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import why403.text.Phrases;

/**
 * What a check proposes against its cause. {@link RemedyPlan} turns the fixes of a whole notice into commands.
 *
 * @param summary where and what to change, one sentence without its full stop
 * @param condition when the steps apply, such as {@code Only if these requests should be allowed}; empty if always
 * @param steps in order; empty if the fix is not in the account
 */
public record Fix(String summary, Optional<String> condition, List<RemedyStep> steps) {

    public Fix {
        steps = List.copyOf(steps);
    }

    /** A fix with steps that always apply. */
    public static Fix of(String summary, RemedyStep... steps) {
        return new Fix(summary, Optional.empty(), List.of(steps));
    }

    /** A fix that is made by hand, or elsewhere than in the account. */
    public static Fix byHand(String summary) {
        return of(summary);
    }

    /** The same steps under a condition. */
    public Fix onlyIf(String newCondition) {
        return new Fix(summary, Optional.of(newCondition), steps);
    }

    /** The same steps under one more condition, which follows the others. */
    public Fix alsoOnlyIf(String further) {
        return onlyIf(condition
                .map(own -> own + ", and " + Phrases.uncapitalized(further))
                .orElse(further));
    }

    /** The same with a sentence before its summary. */
    public Fix after(String sentence) {
        return new Fix(sentence + ". " + summary, condition, steps);
    }

    /** The same with more steps after its own. */
    public Fix then(Stream<? extends RemedyStep> more) {
        return new Fix(summary, condition, Stream.concat(steps.stream(), more).toList());
    }

    /** The same with one more step after its own. */
    public Fix then(RemedyStep step) {
        return then(Stream.of(step));
    }
}
