package why403.alert;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import why403.text.Printable;

/**
 * Text for a chat. Nothing in a name or in a viewer's request becomes markup, a mention, a link or an emoji: a word that
 * could be one of these is shown as code.
 *
 * @see <a href="https://docs.slack.dev/messaging/formatting-message-text/">Slack: formatting message text</a>
 */
final class SlackMarkdown {

    private static final Pattern ACTIVE = Pattern.compile("[*_~`@<>&|#\\\\]|:(?=[^\\d\\s])");
    /** Words and the spaces between them. The ARN of an origin access identity contains spaces and is one word. */
    private static final Pattern WORDS =
            Pattern.compile("arn:aws[a-z-]*:iam::cloudfront:user/CloudFront Origin Access Identity [^ ]+|[^ ]+| ");

    private static final Pattern WORD = Pattern.compile("([(\\[\"']*)(.*?)([)\\]\"'.,;:!?]*)", Pattern.DOTALL);
    /** Our own URLs: none has a character that is markup within a link. */
    private static final Pattern URL = Pattern.compile("https?://[A-Za-z0-9/._~%!$+,;=:@?&#-]+");

    private static final String CUT = "\u2026";
    private static final String FENCE = "```";

    /** An ampersand becomes five characters, and a word of one character takes two more. */
    private static final int MOST_GROWTH = 7;

    private SlackMarkdown() {}

    /** One line of prose of at most that many characters, markup included. An ellipsis shows where it was cut. */
    static String line(String plain, int longest) {
        StringBuilder line = new StringBuilder();
        Matcher words = WORDS.matcher(Printable.line(plain.replace('\n', ' ')));
        while (words.find()) {
            String word = words.group();
            String shown = word(word);
            if (line.length() + shown.length() > longest - CUT.length()) {
                int room = longest - CUT.length() - line.length();
                return line + word(Printable.beginning(word, room / MOST_GROWTH)) + CUT;
            }
            line.append(shown);
        }
        return line.toString();
    }

    private static String word(String word) {
        Matcher parts = WORD.matcher(word);
        if (!ACTIVE.matcher(word).find() || !parts.matches()) {
            return word;
        }
        return parts.group(2).isEmpty()
                ? entities(word)
                : parts.group(1) + "`" + entities(parts.group(2).replace('`', '\'')) + "`" + parts.group(3);
    }

    /** A URL that a chat turns into a link; any other target is a line of prose. */
    static String link(String target, int longest) {
        String sent = entities(target);
        return URL.matcher(target).matches() && sent.length() <= longest ? sent : line(target, longest);
    }

    /** A command to copy, verbatim; empty if a code block cannot show it. */
    static Optional<String> block(String command) {
        return command.contains(FENCE)
                        || command.endsWith("`")
                        || !Printable.text(command).equals(command)
                ? Optional.empty()
                : Optional.of(FENCE + "\n" + entities(command) + "\n" + FENCE);
    }

    private static String entities(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
