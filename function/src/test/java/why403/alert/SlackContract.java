package why403.alert;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What holds for every custom notification: it has the members and limits that AWS documents, and nothing in its text is
 * markup except our own labels, links and code.
 *
 * @see <a href="https://docs.aws.amazon.com/chatbot/latest/adminguide/custom-notifs.html">AWS: custom notifications</a>
 */
public final class SlackContract {

    private static final Set<String> CONTENT = Set.of("textType", "title", "description", "nextSteps", "keywords");
    private static final Set<String> METADATA =
            Set.of("threadId", "summary", "eventType", "relatedResources", "additionalContext", "enableCustomActions");

    private SlackContract() {}

    /** The parsed line; fails if the line breaks the contract. */
    public static JsonNode check(String line) {
        assertThat(line).doesNotContain("\n");
        JsonNode notification = parsed(line);
        assertThat(notification.path("version").textValue()).isEqualTo("1.0");
        assertThat(notification.path("source").textValue()).isEqualTo("custom");
        assertThat(notification.path("id").textValue()).isNotBlank();
        content(notification.path("content"));
        metadata(notification.path("metadata"));
        return notification;
    }

    private static JsonNode parsed(String line) {
        try {
            return new ObjectMapper().readTree(line);
        } catch (JsonProcessingException e) {
            throw new AssertionError("A line is no JSON: " + line, e);
        }
    }

    private static void content(JsonNode content) {
        assertThat(CONTENT).containsAll(names(content));
        assertThat(content.path("textType").textValue()).isEqualTo("client-markdown");
        text(content.path("title"), 250);
        text(content.path("description"), 8_000);
        content.path("nextSteps").forEach(step -> text(step, 350));
        content.path("keywords").forEach(keyword -> text(keyword, 75));
        assertThat(content.path("keywords")).isNotEmpty();
    }

    private static void metadata(JsonNode metadata) {
        assertThat(METADATA).containsAll(names(metadata));
        assertThat(metadata.path("threadId").textValue()).isNotBlank();
        text(metadata.path("summary"), 250);
        assertThat(metadata.path("eventType").textValue())
                .matches("why403-(opened|changed|resolved|expired|diagnosed)");
        assertThat(metadata.path("relatedResources"))
                .allSatisfy(
                        arn -> assertThat(arn.textValue()).matches("arn:aws[a-z-]*:[a-z0-9-]+:[^:]*:(\\d{12})?:.+"));
        assertThat(metadata.path("additionalContext"))
                .isNotEmpty()
                .allSatisfy(value -> assertThat(value.textValue()).isNotBlank());
        assertThat(metadata.path("enableCustomActions").isBoolean()).isTrue();
    }

    private static List<String> names(JsonNode object) {
        return object.properties().stream().map(Map.Entry::getKey).toList();
    }

    private static void text(JsonNode node, int longest) {
        String text = node.textValue();
        assertThat(text).isNotBlank().hasSizeLessThanOrEqualTo(longest);
        assertThat(text).doesNotContainPattern("[<>]|&(?!(amp|lt|gt);)|[\\p{Cc}&&[^\\n]]|\\p{Cs}|[\\u202A-\\u202E]");
        String withoutCode = text.replaceAll("(?s)```\\n.*?\\n```", "").replaceAll("`[^`\\n]+`", "");
        String withoutUrls = withoutCode.replaceAll("(?m): https://[!-~]+$", "");
        String withoutLabels = withoutUrls.replaceAll("(?m)^\\*[A-Z][^*\\n]*\\*", "");
        assertThat(withoutLabels).as(text).doesNotContainPattern("[*_~`@]");
    }
}
