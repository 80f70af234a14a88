package why403.watch;

import java.util.ArrayList;
import java.util.List;
import why403.alert.RenderedNotice;

/**
 * What came of watching.
 *
 * @param told what became due and was stored with its incident, in order
 * @param published what left, of this time or of an earlier one
 * @param unpublished one sentence for each notice that was tried in vain; it stays pending
 * @param unwatched one sentence for each distribution that could not be watched; what is new of it stays marked
 * @param problems one sentence for each thing that went wrong and cost only itself, for good
 */
public record Watched(
        List<RenderedNotice> told,
        List<RenderedNotice> published,
        List<String> unpublished,
        List<String> unwatched,
        List<String> problems) {

    /** Of nothing. */
    public static final Watched NOTHING = new Watched(List.of(), List.of(), List.of(), List.of(), List.of());

    public Watched {
        told = List.copyOf(told);
        published = List.copyOf(published);
        unpublished = List.copyOf(unpublished);
        unwatched = List.copyOf(unwatched);
        problems = List.copyOf(problems);
    }

    static Watched ofPublishing(List<RenderedNotice> published, List<String> unpublished) {
        return new Watched(List.of(), published, unpublished, List.of(), List.of());
    }

    static Watched ofFailing(String unwatched) {
        return new Watched(List.of(), List.of(), List.of(), List.of(unwatched), List.of());
    }

    static Watched ofPass(List<RenderedNotice> told, List<String> problems) {
        return new Watched(told, List.of(), List.of(), List.of(), problems);
    }

    Watched plus(Watched that) {
        return new Watched(
                both(told, that.told),
                both(published, that.published),
                both(unpublished, that.unpublished),
                both(unwatched, that.unwatched),
                both(problems, that.problems));
    }

    /** What is to be done again: unpublished notices and unwatched distributions. */
    public List<String> undone() {
        return both(unpublished, unwatched);
    }

    private static <T> List<T> both(List<T> one, List<T> two) {
        List<T> both = new ArrayList<>(one);
        both.addAll(two);
        return both;
    }
}
