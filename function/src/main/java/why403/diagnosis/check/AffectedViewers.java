package why403.diagnosis.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import why403.diagnosis.request.Behavior;
import why403.diagnosis.request.LogSignature;
import why403.log.Field;
import why403.sample.Dimension;
import why403.text.Phrases;

/** Which requests and viewers a cause affects, in sentences. How many viewers there are stands once in the notice. */
public final class AffectedViewers {

    private static final int MOST_NAMED = 5;

    private AffectedViewers() {}

    /** One sentence each for countries, methods, paths and user agents; none for a field that is not logged. */
    public static List<String> sentences(List<Explained> explained) {
        List<String> sentences = new ArrayList<>();
        add(sentences, "Countries", ranked(explained, line -> line.country().stream()));
        add(sentences, "Methods", ranked(explained, line -> line.method().stream()));
        add(sentences, "Paths", folders(explained));
        add(
                sentences,
                "User agents",
                Phrases.ranked(
                        explained,
                        one -> Dimension.USER_AGENT.valueIn(one.request().record()).stream()));
        return sentences;
    }

    /** The countries, most requests first; empty if none is logged. */
    public static List<Map.Entry<String, Long>> countries(List<Explained> explained) {
        return ranked(explained, line -> line.country().stream());
    }

    /** The methods, most requests first. */
    public static List<Map.Entry<String, Long>> methods(List<Explained> explained) {
        return ranked(explained, line -> line.method().stream());
    }

    /** The first path segments, most requests first. */
    public static List<Map.Entry<String, Long>> folders(List<Explained> explained) {
        return Phrases.ranked(explained, one -> Stream.of(one.request().folder()));
    }

    /** The cache behaviors, most requests first; those that the configuration contains. */
    public static List<Map.Entry<String, Long>> behaviors(List<Explained> explained) {
        return Phrases.ranked(explained, one -> one.request().behavior().map(Behavior::named).stream());
    }

    /** How many records have that result type, a sentence; empty if none has it. */
    public static Stream<String> detail(List<Explained> explained, String type) {
        long having = explained.stream()
                .filter(one -> one.request().line().hasDetail(type))
                .count();
        return having == 0
                ? Stream.empty()
                : Stream.of(Field.DETAILED_RESULT_TYPE.columnName() + " is " + type + " on " + Phrases.number(having)
                        + " of " + Phrases.number(explained.size()) + ".");
    }

    private static List<Map.Entry<String, Long>> ranked(
            List<Explained> explained, Function<LogSignature, Stream<String>> values) {
        return Phrases.ranked(explained, one -> values.apply(one.request().line()));
    }

    private static void add(List<String> sentences, String what, List<Map.Entry<String, Long>> ranked) {
        if (!ranked.isEmpty()) {
            sentences.add(what + ": " + Phrases.counted(ranked, MOST_NAMED) + ".");
        }
    }
}
