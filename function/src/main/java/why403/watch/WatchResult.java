package why403.watch;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import why403.alert.RenderedNotice;

/**
 * The result of watching distributions.
 *
 * @param due the notices that became due and were stored with their incidents, in order
 * @param published the published notices, of this pass or of an earlier one
 * @param unpublished one sentence for each notice that could not be published; it stays pending
 * @param unwatched one sentence for each distribution that could not be watched; its new minutes stay marked
 * @param problems one sentence for each failure that is not tried again and affected nothing else
 * @param pasts by distribution whose logs from before the deployment are now evaluated: the number of incidents in them
 */
public record WatchResult(
        List<RenderedNotice> due,
        List<RenderedNotice> published,
        List<String> unpublished,
        List<String> unwatched,
        List<String> problems,
        Map<String, Integer> pasts) {

    /** No distribution was watched. */
    public static final WatchResult NOTHING =
            new WatchResult(List.of(), List.of(), List.of(), List.of(), List.of(), Map.of());

    public WatchResult {
        due = List.copyOf(due);
        published = List.copyOf(published);
        unpublished = List.copyOf(unpublished);
        unwatched = List.copyOf(unwatched);
        problems = List.copyOf(problems);
        pasts = Map.copyOf(pasts);
    }

    static WatchResult ofPublishing(List<RenderedNotice> published, List<String> unpublished) {
        return new WatchResult(List.of(), published, unpublished, List.of(), List.of(), Map.of());
    }

    static WatchResult ofFailing(String unwatched) {
        return new WatchResult(List.of(), List.of(), List.of(), List.of(unwatched), List.of(), Map.of());
    }

    static WatchResult ofPass(List<RenderedNotice> due, List<String> problems) {
        return new WatchResult(due, List.of(), List.of(), List.of(), problems, Map.of());
    }

    static WatchResult ofPast(String distribution, int incidents) {
        return new WatchResult(List.of(), List.of(), List.of(), List.of(), List.of(), Map.of(distribution, incidents));
    }

    WatchResult plus(WatchResult that) {
        Map<String, Integer> bothPasts = new TreeMap<>(pasts);
        bothPasts.putAll(that.pasts);
        return new WatchResult(
                both(due, that.due),
                both(published, that.published),
                both(unpublished, that.unpublished),
                both(unwatched, that.unwatched),
                both(problems, that.problems),
                bothPasts);
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
