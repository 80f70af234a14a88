package why403.policy;

import java.util.Locale;
import why403.text.Glob;

/**
 * An entry of an {@code Action} element. Case does not matter.
 *
 * @param text as written, such as {@code s3:Get*}
 */
record ActionPattern(String text, Glob lowerCase) {

    static ActionPattern of(String text) {
        return new ActionPattern(text, Glob.pattern(text.toLowerCase(Locale.ROOT)));
    }
}
