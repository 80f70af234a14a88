package why403.diagnosis.signed;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import why403.diagnosis.check.Explained;
import why403.diagnosis.request.Behavior;
import why403.log.Field;
import why403.text.Phrases;

/**
 * A player whose playlist is signed and whose segments are not: it resolves the names in the playlist without the query of
 * the playlist's own URL.
 *
 * @param segments refused requests for parts of a stream
 * @param playlists playlists that were served to signed requests
 */
record UnsignedSegments(long segments, long playlists) {

    private static final Set<String> PLAYLISTS = Set.of("m3u8", "mpd");
    private static final Set<String> SEGMENTS =
            Set.of("ts", "m4s", "mp4", "m4v", "m4a", "aac", "cmfv", "cmfa", "cmft", "webm", "vtt");

    /** Empty unless most of the requests are for segments, and playlists were served from restricted cache behaviors. */
    static Optional<UnsignedSegments> of(List<Explained> explained, SignedIncident signed) {
        long segments = explained.stream()
                .flatMap(one -> one.request().record().value(Field.URI_STEM).stream())
                .filter(path -> SEGMENTS.contains(extension(path)))
                .count();
        if (2 * segments < explained.size()) {
            return Optional.empty();
        }
        long playlists = signed.context()
                .sample()
                .served()
                .pathsAndMethods()
                .filter(served -> served.method().equals("GET") && PLAYLISTS.contains(extension(served.path())))
                .filter(served -> signed.context()
                        .settings()
                        .behavior(served.path())
                        .filter(Behavior::isRestricted)
                        .isPresent())
                .count();
        return playlists == 0 ? Optional.empty() : Optional.of(new UnsignedSegments(segments, playlists));
    }

    private static String extension(String path) {
        return path.substring(path.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }

    /** A sentence. */
    String evidence() {
        return "Meanwhile, " + Phrases.count(playlists, "signed playlist") + " "
                + Phrases.wasOrWere(playlists) + " served, and " + Phrases.number(segments)
                + " of these requests are for segments: players do not add the playlist's signature to the URLs of"
                + " segments.";
    }

    /** One sentence without its full stop. */
    static String fix() {
        return "Use signed cookies with a custom policy for the folder of the stream, which players send with every segment;"
                + " or rewrite the playlists when they are served, so that each URL in them is signed";
    }
}
