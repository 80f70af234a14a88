package why403.watch;

import java.util.ArrayList;
import java.util.List;
import why403.alert.RenderedNotice;

/**
 * The result of watching distributions.
 *
 * @param due the notices that became due and were stored with their incidents, in order
 * @param published the published notices, of this pass or of an earlier one
 * @param unpublished one sentence for each notice that could not be published; it stays pending
 * @param unwatched one sentence for each distribution that could not be watched; its new minutes stay marked
 * @param problems one sentence for each failure that is not tried again and affected nothing else
 */
public record WatchResult(
        List<RenderedNotice> due,
        List<RenderedNotice> published,
        List<String> unpublished,
        List<String> unwatched,
        List<String> problems) {

    /** No distribution was watched. */
    public static final WatchResult NOTHING = new WatchResult(List.of(), List.of(), List.of(), List.of(), List.of());

    public WatchResult {
        due = List.copyOf(due);
        published = List.copyOf(published);
        unpublished = List.copyOf(unpublished);
        unwatched = List.copyOf(unwatched);
        problems = List.copyOf(problems);
    }

    static WatchResult ofPublishing(List<RenderedNotice> published, List<String> unpublished) {
        return new WatchResult(List.of(), published, unpublished, List.of(), List.of());
    }

    static WatchResult ofFailing(String unwatched) {
        return new WatchResult(List.of(), List.of(), List.of(), List.of(unwatched), List.of());
    }

    static WatchResult ofPass(List<RenderedNotice> due, List<String> problems) {
        return new WatchResult(due, List.of(), List.of(), List.of(), problems);
    }

    WatchResult plus(WatchResult that) {
        return new WatchResult(
                both(due, that.due),
                both(published, that.published),
                both(unpublished, that.unpublished),
                both(unwatched, that.unwatched),
                both(problems, that.problems));
    }

    /** What must be done again: unpublished notices and unwatched distributions. */
    public List<String> undone() {
        return both(unpublished, unwatched);
    }

    private static <T> List<T> both(List<T> one, List<T> two) {
        List<T> both = new ArrayList<>(one);
        both.addAll(two);
        return both;
    }
}
