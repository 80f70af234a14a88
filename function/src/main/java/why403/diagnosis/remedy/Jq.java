package why403.diagnosis.remedy;

import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Collection;
import java.util.stream.Collectors;
import why403.diagnosis.request.Behavior;
import why403.json.JsonTree;

/** Writes values into filters for {@code jq}. */
public final class Jq {

    private Jq() {}

    /** The text as a string literal: nothing in it is taken for a filter. */
    public static String string(String text) {
        return JsonTree.write(TextNode.valueOf(text));
    }

    public static String strings(Collection<String> texts) {
        return texts.stream().map(Jq::string).collect(Collectors.joining(", ", "[", "]"));
    }

    /** The path to a cache behavior within a {@code DistributionConfig}. */
    public static String path(Behavior behavior) {
        return behavior.isDefault()
                ? ".DefaultCacheBehavior"
                : "(.CacheBehaviors.Items[] | select(.PathPattern == " + string(behavior.pattern()) + "))";
    }
}
