package why403.diagnosis.request;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.cloudfront.model.Distribution;
import software.amazon.awssdk.services.wafv2.model.Rule;
import software.amazon.awssdk.services.wafv2.model.WebACL;
import why403.account.Questions;
import why403.text.Shown;

/**
 * A distribution's web ACL.
 *
 * @param id as the distribution has it: an ARN, or the bare id of one of WAF Classic's
 */
public record WebAcl(String id) {

    private static final int MOST_RULES_NAMED = 10;

    /** The web ACL; empty where the distribution has none, or is not known. */
    public static Optional<WebAcl> of(IncidentContext investigation) {
        return investigation
                .distribution()
                .map(Distribution::distributionConfig)
                .map(config -> config.webACLId())
                .filter(id -> !id.isEmpty())
                .map(WebAcl::new);
    }

    /** The name in the ARN; the id where it is none. */
    public String name() {
        String[] parts = id.split("/", -1);
        return parts.length < 2 ? id : parts[parts.length - 2];
    }

    private boolean isClassic() {
        return !id.contains("/");
    }

    /** What is known of its default action and rules. */
    public List<String> evidence(IncidentContext investigation) {
        if (isClassic()) {
            return List.of("It is one of AWS WAF Classic, whose rules were not looked at.");
        }
        return investigation
                .find(
                        Questions.webAcl(name(), id.substring(id.lastIndexOf('/') + 1)),
                        response -> Optional.ofNullable(response.webACL())
                                .map(WebAcl::describe)
                                .filter(described -> !described.isEmpty()))
                .orElse(List.of());
    }

    private static List<String> describe(WebACL acl) {
        List<String> evidence = new ArrayList<>();
        if (acl.defaultAction() != null) {
            evidence.add(
                    acl.defaultAction().block() == null
                            ? "Its default action is Allow, so a rule of it blocks."
                            : "Its default action is Block: what no rule allows is blocked, and then no rule is to be found.");
        }
        List<String> blocking = acl.rules().stream()
                .filter(WebAcl::mayBlock)
                .map(rule -> Optional.ofNullable(rule.name()).orElse("one without a name"))
                .toList();
        if (!blocking.isEmpty()) {
            evidence.add("Rules of it that can block: "
                    + Shown.list(blocking.stream().limit(MOST_RULES_NAMED).toList())
                    + (blocking.size() > MOST_RULES_NAMED ? " and others." : "."));
        }
        return evidence;
    }

    private static boolean mayBlock(Rule rule) {
        boolean isGroup = rule.overrideAction() != null && rule.overrideAction().count() == null;
        return isGroup || (rule.action() != null && rule.action().block() != null);
    }
}
