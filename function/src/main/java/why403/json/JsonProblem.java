package why403.json;

import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Says why a text could not be read. A text that is too large or too deep for the reader can still be JSON, and AWS can have
 * printed it.
 *
 * @see <a
 *     href="https://javadoc.io/doc/com.fasterxml.jackson.core/jackson-core/latest/com/fasterxml/jackson/core/StreamReadConstraints.html">
 *     Jackson: the limits</a>
 */
public final class JsonProblem {

    /** Such as {@code String value length (20051112) exceeds the maximum allowed (20000000, from `…`)}. */
    private static final Pattern LIMIT =
            Pattern.compile("(?s)(\\w[\\w ]*) \\(-?\\d+\\)[\\w ]* exceeds the maximum allowed \\((\\d{1,18})\\b.*");

    private JsonProblem() {}

    /**
     * What is wrong, for a sentence about the text: {@code is not JSON}, or which limit of the reader it exceeds. Contains
     * nothing of the text.
     */
    public static String of(IOException e) {
        if (!(e instanceof StreamConstraintsException exceeded)) {
            return "is not JSON";
        }
        Matcher limit = LIMIT.matcher(String.valueOf(exceeded.getOriginalMessage()));
        return "exceeds a limit of the JSON reader"
                + (limit.matches()
                        ? String.format(
                                Locale.ROOT,
                                ": its %s is above %,d",
                                limit.group(1).toLowerCase(Locale.ROOT),
                                Long.parseLong(limit.group(2)))
                        : "");
    }
}
