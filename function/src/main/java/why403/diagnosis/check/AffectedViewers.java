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
import why403.sample.Networks;
import why403.text.Shown;

/** Tells whom a block hits, in sentences: an intended one is told by that alone. */
public final class AffectedViewers {

    private static final int MOST_NAMED = 5;

    private AffectedViewers() {}

    /** One sentence each for countries, methods, paths and user agents; none for what is not logged. */
    public static List<String> sentences(List<Explained> explained) {
        List<String> sentences = new ArrayList<>();
        long viewers = explained.stream()
                .flatMap(one -> Networks.client(one.request().record()).stream())
                .distinct()
                .count();
        if (viewers > 0) {
            sentences.add("Hit: " + Shown.count(viewers, "viewer") + ".");
        }
        add(sentences, "Countries", ranked(explained, line -> line.country().stream()));
        add(sentences, "Methods", ranked(explained, line -> line.method().stream()));
        add(sentences, "Paths", ranked(explained, line -> Stream.of(line.folder())));
        add(
                sentences,
                "User agents",
                Shown.ranked(
                        explained,
                        one -> Dimension.USER_AGENT.valueIn(one.request().record()).stream()));
        return sentences;
    }

    /** The countries met, most first; empty where none is logged. */
    public static List<Map.Entry<String, Long>> countries(List<Explained> explained) {
        return ranked(explained, line -> line.country().stream());
    }

    /** The methods met, most first. */
    public static List<Map.Entry<String, Long>> methods(List<Explained> explained) {
        return ranked(explained, line -> line.method().stream());
    }

    /** The first path segments met, most first. */
    public static List<Map.Entry<String, Long>> folders(List<Explained> explained) {
        return ranked(explained, line -> Stream.of(line.folder()));
    }

    /** The cache behaviors met, most first: only those of which the configuration is known. */
    public static List<Map.Entry<String, Long>> behaviors(List<Explained> explained) {
        return Shown.ranked(explained, one -> one.request().behavior().map(AffectedViewers::named).stream());
    }

    /** {@code the cache behavior /api/*}, or the default one. */
    public static String named(Behavior behavior) {
        return behavior.isDefault() ? "the default cache behavior" : "the cache behavior " + behavior.pattern();
    }

    /** A sentence on how many of the records have that result type in the log; empty where none has it. */
    public static Stream<String> detail(List<Explained> explained, String type) {
        long having = explained.stream()
                .filter(one -> one.request().line().hasDetail(type))
                .count();
        return having == 0
                ? Stream.empty()
                : Stream.of(Field.DETAILED_RESULT_TYPE.columnName() + " is " + type + " on " + Shown.number(having)
                        + " of " + Shown.number(explained.size()) + ".");
    }

    private static List<Map.Entry<String, Long>> ranked(
            List<Explained> explained, Function<LogSignature, Stream<String>> values) {
        return Shown.ranked(explained, one -> values.apply(one.request().line()));
    }

    private static void add(List<String> sentences, String what, List<Map.Entry<String, Long>> ranked) {
        if (!ranked.isEmpty()) {
            sentences.add(what + ": " + Shown.counted(ranked, MOST_NAMED) + ".");
        }
    }
}
