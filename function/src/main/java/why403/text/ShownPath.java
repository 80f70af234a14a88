package why403.text;

import java.util.Locale;

/**
 * A path of a request, for people. A client that encodes the question mark sends its query as a part of the path, and the
 * values of a query can be secrets.
 */
public final class ShownPath {

    private static final String ENCODED = "%3f";
    private static final String REST = "?\u2026";

    private ShownPath() {}

    /** The path without an encoded query; an ellipsis stands for the query. */
    public static String of(String path) {
        int end = end(path);
        return end < path.length() ? path.substring(0, end) + REST : path;
    }

    /** Where the path ends and an encoded query begins, or the length of the path. */
    public static int end(String path) {
        int mark = path.indexOf('?');
        int encoded = path.indexOf('%') < 0 ? -1 : path.toLowerCase(Locale.ROOT).indexOf(ENCODED);
        int first = mark < 0 ? encoded : encoded < 0 ? mark : Math.min(mark, encoded);
        return first < 0 ? path.length() : first;
    }
}
