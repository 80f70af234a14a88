package why403.events;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Films behind signed URLs: each film under a canned policy, and a live stream under a custom one. */
record Premium(SignedUrls urls, int weight) {

    private static final String LIVE = "/premium/live/";

    /** All links are of this hour. */
    List<Resource> fresh() {
        Stream<Resource> films = films(film()).map(film -> film.with(urls.fresh(film.path())));
        Stream<Resource> segments = segments(segment()).map(segment -> segment.with(urls.freshBelow(LIVE)));
        return Stream.concat(films, segments).toList();
    }

    /** Most links are of a page that was made hours ago; some viewers have reloaded it. */
    List<Resource> stale(Instant expires) {
        Stream<Resource> films =
                films(Answer.signatureRefused()).map(film -> film.with(urls.stale(film.path(), expires)));
        Stream<Resource> segments =
                segments(Answer.signatureRefused()).map(segment -> segment.with(urls.staleBelow(LIVE, expires)));
        Stream<Resource> reloaded = films(film()).limit(1).map(film -> film.with(urls.fresh(film.path())));
        return Stream.of(films, segments, reloaded).flatMap(each -> each).toList();
    }

    private Stream<Resource> films(Answer answer) {
        return IntStream.rangeClosed(1, 5).mapToObj(i -> Resource.get("/premium/film-" + i + ".mp4", weight, answer));
    }

    private Stream<Resource> segments(Answer answer) {
        return IntStream.rangeClosed(1, 6).mapToObj(i -> Resource.get(LIVE + "segment-" + i + ".ts", weight, answer));
    }

    private static Answer film() {
        return Answer.inParts("video/mp4", 88_604_672);
    }

    private static Answer segment() {
        return Answer.cached("video/mp2t", 1_203_764);
    }
}
