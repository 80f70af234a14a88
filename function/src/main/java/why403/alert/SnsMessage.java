package why403.alert;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import why403.json.JsonTree;

/**
 * A notice as one message for every subscriber of a topic. Each protocol has its own member, and all members together
 * keep to the limit of SNS.
 *
 * <p>A message that would be too long is shortened in this order: the documents of remedies, the text for protocols
 * without a member of their own, the longest strings. What was shortened says so where it is cut.
 *
 * @param subject under 100 characters of ASCII
 * @param message a JSON object of strings by protocol: {@code default}, {@code email}, {@code https}, {@code sqs} and
 *     {@code lambda}
 * @param attributes each of data type {@code String}, none empty
 * @see <a href="https://docs.aws.amazon.com/sns/latest/api/API_Publish.html">AWS: SNS Publish</a>
 */
public record SnsMessage(String subject, String message, Map<String, String> attributes) {

    /** The limit of SNS for the message and its attributes together, in UTF-8. */
    public static final int MOST_BYTES = 262_144;

    /** The {@code MessageStructure} for Publish. */
    public static final String STRUCTURE = "json";

    /** The {@code DataType} of each attribute. */
    public static final String DATA_TYPE = "String";

    /** SNS accepts only the characters of XML 1.0. A control character within JSON is an escape sequence, and stays. */
    private static final Pattern NOT_TAKEN = Pattern.compile("[\\p{Cc}&&[^\\t\\n\\r]]|\\p{Cs}|[\\uFFFE\\uFFFF]");

    private static final int SHORT_TEXT = 2_000;
    private static final int LONGEST_STRING = 16_384;
    private static final int SHORTEST_STRING = 64;
    private static final int TEXT_TO_STRING = 4;

    public SnsMessage {
        attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
    }

    /** The message of a notice; the same notice gives the same bytes. */
    public static SnsMessage of(RenderedNotice notice) {
        Map<String, String> attributes = notice.attributes().byName();
        return Stream.concat(whole(notice), shortened(notice))
                .map(message -> new SnsMessage(Subject.of(notice.subject()), message, attributes))
                .filter(SnsMessage::fits)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("The notice " + notice.id() + " does not fit into "
                        + MOST_BYTES + " bytes, however it is shortened."));
    }

    /** Messages in which nothing is lost, the longest first. */
    private static Stream<String> whole(RenderedNotice notice) {
        String text = notice.text();
        ShortenedJson shortened = new ShortenedJson();
        return Stream.<Supplier<String>>of(
                        () -> message(text, text, notice.slack(), notice.json()),
                        () -> message(text, text, notice.slack(), shortened.withoutDocuments(notice.json())),
                        () -> message(
                                shortText(notice), text, notice.slack(), shortened.withoutDocuments(notice.json())))
                .map(Supplier::get);
    }

    private static Stream<String> shortened(RenderedNotice notice) {
        return IntStream.iterate(LONGEST_STRING, longest -> longest >= SHORTEST_STRING, longest -> longest / 2)
                .mapToObj(longest -> message(
                        shortText(notice),
                        cut(
                                notice.text(),
                                Math.max(SHORT_TEXT, longest * TEXT_TO_STRING),
                                "the message would be too long; replay of the same logs prints the rest"),
                        notice.slack(),
                        new ShortenedJson().capped(notice.json(), longest)));
    }

    private static String shortText(RenderedNotice notice) {
        return cut(notice.text(), SHORT_TEXT, "the rest is in the email");
    }

    private static String cut(String text, int longest, String reason) {
        return text.length() <= longest ? text : Sections.wholeLines(text, longest) + "(Cut here: " + reason + ".)\n";
    }

    private static String message(String text, String email, String slack, String json) {
        ObjectNode members = JsonNodeFactory.instance.objectNode();
        members.put("default", taken(text));
        members.put("email", taken(email));
        members.put("https", taken(slack));
        members.put("sqs", taken(json));
        members.put("lambda", taken(json));
        return JsonTree.write(members);
    }

    private static String taken(String member) {
        return NOT_TAKEN.matcher(member).replaceAll("\uFFFD");
    }

    /** The size as SNS counts it: the message, each attribute's name, type and value, and, to be safe, the subject. */
    public int sizeBytes() {
        return bytes(subject)
                + bytes(message)
                + attributes.entrySet().stream()
                        .mapToInt(one -> bytes(one.getKey()) + bytes(DATA_TYPE) + bytes(one.getValue()))
                        .sum();
    }

    private boolean fits() {
        return sizeBytes() <= MOST_BYTES;
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
