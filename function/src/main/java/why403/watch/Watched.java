package why403.watch;

import java.util.ArrayList;
import java.util.List;
import why403.alert.RenderedNotice;

/**
 * What came of watching.
 *
 * @param told what became due and was stored with its incident, in order; it was published, unless a problem says not
 * @param published what left, of this time or of an earlier one
 * @param unpublished how many notices were tried in vain, and stay pending
 * @param problems one sentence for each thing that went wrong and cost only itself
 */
public record Watched(
        List<RenderedNotice> told, List<RenderedNotice> published, int unpublished, List<String> problems) {

    /** Of nothing. */
    public static final Watched NOTHING = new Watched(List.of(), List.of(), 0, List.of());

    public Watched {
        told = List.copyOf(told);
        published = List.copyOf(published);
        problems = List.copyOf(problems);
    }

    static Watched failed(String problem) {
        return new Watched(List.of(), List.of(), 0, List.of(problem));
    }

    Watched plus(Watched that) {
        return new Watched(
                both(told, that.told),
                both(published, that.published),
                unpublished + that.unpublished,
                both(problems, that.problems));
    }

    private static <T> List<T> both(List<T> one, List<T> two) {
        List<T> both = new ArrayList<>(one);
        both.addAll(two);
        return both;
    }
}
