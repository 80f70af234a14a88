package why403.alert;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The links of a notice that do not follow from its incident.
 *
 * @param dashboardUrl the stack's CloudWatch dashboard in the AWS console; empty if none is deployed
 * @param causesPageUrl the page that describes all causes, without a fragment; a cause's id is its fragment there
 */
public record NoticeLinks(Optional<String> dashboardUrl, Optional<String> causesPageUrl) {

    /** What {@link #isPageUrl} accepts, for messages. */
    public static final String EXPECTED = "an http or https URL without a fragment (#...), of at most 300 characters,"
            + " such as https://wiki.example.com/why403/causes";

    /** Email, Markdown and Slack all show such a URL as a link without escaping it. */
    private static final Pattern PAGE_URL =
            Pattern.compile("(?=.{1,300}$)https?://[A-Za-z0-9.-]+(:\\d{1,5})?(/[A-Za-z0-9/._~%!$+,;=:@?-]*)?");

    /** Without any link. */
    public static NoticeLinks none() {
        return new NoticeLinks(Optional.empty(), Optional.empty());
    }

    /** Whether the text can be a {@link #causesPageUrl}. */
    public static boolean isPageUrl(String text) {
        return PAGE_URL.matcher(text).matches();
    }
}
