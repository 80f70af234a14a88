package why403.lambda;

import java.util.regex.Pattern;

/** Removes secrets from text of other programs, such as AWS error messages, which can quote a request. */
final class Redaction {

    private static final Pattern HEADER = Pattern.compile("(?i)\\b(authorization|(?:set-)?cookie)(\\s*[=:])[^\\n]*");
    private static final Pattern VALUE = Pattern.compile(
            "(?i)([?&][\\w.%~-]++=|"
                    + "\\b(?:x-amz-security-token|x-amz-signature|signature|cloudfront-[\\w-]{1,40})\\s*+[=:]\\s*+)[^\\s&,;\"']+");

    private Redaction() {}

    /** The text without query values, signatures, session tokens, cookies and authorization headers. */
    static String of(String text) {
        String withoutHeaders = HEADER.matcher(text).replaceAll("$1$2 [redacted]");
        return VALUE.matcher(withoutHeaders).replaceAll("$1[redacted]");
    }
}
