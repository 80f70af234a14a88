package why403.alert;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.Stream;
import why403.alert.FixSteps.Fix;
import why403.json.JsonTree;
import why403.text.Phrases;

/**
 * The notice for Slack and Microsoft Teams: a custom notification of Amazon Q Developer in chat applications, which
 * drops messages of any other shape.
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
    private final RelatedArns arns = new RelatedArns();
    private final SlackDescription description;

    SlackNotice(Links links) {
        this.description = new SlackDescription(links);
    }

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

    /** All notices of an incident share a thread, and its first message shows the summary of the newest one. */
    private ObjectNode metadata(Notice notice) {
        ObjectNode metadata = nodes.objectNode();
        metadata.put("threadId", notice.incident().id());
        metadata.put("summary", title(notice));
        metadata.put("eventType", "why403-" + notice.eventName());
        List<String> resources = arns.in(notice.diagnosis());
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
        String plain = Title.of(notice)
                .fitting(line -> SlackMarkdown.line(line, Integer.MAX_VALUE).length() <= TITLE);
        return SlackMarkdown.line(plain, TITLE);
    }

    /** What to do now; the description has the commands. */
    private static List<String> nextSteps(Notice notice) {
        FixSteps all = FixSteps.of(notice);
        List<String> notes = all.notes();
        Stream<String> fixes = all.fixes().stream().map(SlackNotice::nextStep).limit(MOST_STEPS - notes.size());
        return Stream.concat(fixes, notes.stream())
                .map(step -> SlackMarkdown.line(step, NEXT_STEP))
                .toList();
    }

    private static String nextStep(Fix fix) {
        if (fix.stepNumbers().isEmpty()) {
            return fix.summary();
        }
        String run = "Run " + fix.stepNumbers().get() + ".";
        return fix.name().map(id -> id + ": ").orElse("")
                + fix.remedy()
                        .condition()
                        .map(condition -> condition + ", " + Phrases.uncapitalized(run))
                        .orElse(run);
    }

    private static List<String> keywords(Notice notice) {
        return Stream.concat(
                        Stream.of(notice.eventName(), notice.incident().distributionId()),
                        notice.diagnosis().causes().stream()
                                .map(cause -> cause.id().id()))
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
