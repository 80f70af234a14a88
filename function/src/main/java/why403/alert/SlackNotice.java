package why403.alert;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import why403.cause.Cause;
import why403.cause.Remedy;
import why403.json.JsonTree;

/**
 * The notice for Slack and Microsoft Teams: a custom notification of Amazon Q Developer in chat applications, which
 * drops everything else.
 *
 * @see <a href="https://docs.aws.amazon.com/chatbot/latest/adminguide/custom-notifs.html">AWS: custom notifications</a>
 */
final class SlackNotice {

    private static final int TITLE = 250;
    private static final int NEXT_STEP = 350;
    private static final int KEYWORD = 75;
    private static final int MOST_STEPS = 10;
    private static final int MOST_KEYWORDS = 8;

    private final JsonNodeFactory nodes = JsonNodeFactory.instance;
    private final SlackDescription description = new SlackDescription();
    private final KnownArns arns = new KnownArns();

    String line(Notice notice) {
        ObjectNode line = nodes.objectNode();
        line.put("version", "1.0");
        line.put("source", "custom");
        line.put("id", notice.id());
        line.set("content", content(notice));
        line.set("metadata", metadata(notice));
        return JsonTree.write(line);
    }

    private ObjectNode content(Notice notice) {
        ObjectNode content = nodes.objectNode();
        content.put("textType", "client-markdown");
        content.put("title", title(notice));
        content.put("description", description.of(notice));
        List<String> steps = nextSteps(notice);
        if (!steps.isEmpty()) {
            content.set("nextSteps", strings(steps));
        }
        content.set("keywords", strings(keywords(notice)));
        return content;
    }

    /** The same thread for all notices of an incident; its first message shows the summary of the newest. */
    private ObjectNode metadata(Notice notice) {
        ObjectNode metadata = nodes.objectNode();
        metadata.put("threadId", notice.incident().id());
        metadata.put("summary", title(notice));
        metadata.put("eventType", "why403-" + notice.eventName());
        List<String> resources = arns.in(notice.diagnosis().causes());
        if (!resources.isEmpty()) {
            metadata.set("relatedResources", strings(resources));
        }
        ObjectNode context = metadata.putObject("additionalContext");
        context.put("incidentId", notice.incident().id());
        NoticeAttributes.of(notice).byName().forEach(context::put);
        metadata.put("enableCustomActions", false);
        return metadata;
    }

    private static String title(Notice notice) {
        return SlackMarkdown.line(Headline.of(notice), TITLE);
    }

    private static List<String> nextSteps(Notice notice) {
        List<Cause> causes = SlackDescription.toAct(notice);
        List<String> steps = new ArrayList<>();
        int command = 1;
        for (Cause cause : causes) {
            if (cause.remedy().isPresent()) {
                Remedy remedy = cause.remedy().get();
                String name = causes.size() > 1 ? cause.id() + ": " : "";
                steps.add(name + numbers(command, remedy.commands().size()) + Wording.sentence(remedy.summary()));
                command += remedy.commands().size();
            }
        }
        List<String> shown = new ArrayList<>(steps.subList(0, Math.min(steps.size(), MOST_STEPS - 1)));
        if (command > 1) {
            shown.add(Wording.OWNED_ELSEWHERE);
        }
        return shown.stream().map(step -> SlackMarkdown.line(step, NEXT_STEP)).toList();
    }

    private static String numbers(int first, int count) {
        return switch (count) {
            case 0 -> "";
            case 1 -> "(command " + first + ") ";
            case 2 -> "(commands " + first + " and " + (first + 1) + ") ";
            default -> "(commands " + first + " to " + (first + count - 1) + ") ";
        };
    }

    private static List<String> keywords(Notice notice) {
        return Stream.concat(
                        Stream.of(notice.eventName(), notice.incident().distributionId()),
                        notice.diagnosis().causes().stream().map(Cause::id))
                .limit(MOST_KEYWORDS)
                .map(keyword -> SlackMarkdown.line(keyword, KEYWORD))
                .toList();
    }

    private ArrayNode strings(List<String> strings) {
        ArrayNode array = nodes.arrayNode();
        strings.forEach(array::add);
        return array;
    }
}
