package why403.diagnosis.request;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.wafv2.model.Rule;
import software.amazon.awssdk.services.wafv2.model.WebACL;
import why403.account.WafQuestions;
import why403.cause.AwsResource;
import why403.text.Phrases;

/**
 * A distribution's web ACL.
 *
 * @param id the id in the distribution's configuration: an ARN, or the id of a WAF Classic web ACL
 */
public record WebAcl(String id) {

    private static final int MOST_RULES_NAMED = 10;

    /** The distribution's web ACL; empty if it has none or its configuration is not known. */
    public static Optional<WebAcl> of(IncidentContext incident) {
        return incident.config()
                .map(config -> config.webACLId())
                .filter(id -> !id.isEmpty())
                .map(WebAcl::new);
    }

    /** The name in the ARN; the id if it is not an ARN. */
    public String name() {
        String[] parts = id.split("/", -1);
        return parts.length < 2 ? id : parts[parts.length - 2];
    }

    private boolean isClassic() {
        return !id.contains("/");
    }

    /** Its default action and rules as sentences, as far as they are known. */
    public List<String> evidence(IncidentContext incident) {
        if (isClassic()) {
            return List.of("The web ACL belongs to AWS WAF Classic, whose rules why403 does not read.");
        }
        return incident.account()
                .find(
                        WafQuestions.webAcl(name(), lastPart()),
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
                            ? "The web ACL's default action is Allow, so one of its rules blocks."
                            : "The web ACL's default action is Block: it also blocks requests that match no rule.");
        }
        List<String> blocking = acl.rules().stream()
                .filter(WebAcl::mayBlock)
                .map(rule -> Optional.ofNullable(rule.name()).orElse("a rule without a name"))
                .toList();
        if (!blocking.isEmpty()) {
            evidence.add("Rules that can block: " + Phrases.list(blocking, MOST_RULES_NAMED) + ".");
        }
        return evidence;
    }

    private static boolean mayBlock(Rule rule) {
        boolean isGroup = rule.overrideAction() != null && rule.overrideAction().count() == null;
        return isGroup || (rule.action() != null && rule.action().block() != null);
    }

    /** The web ACL for a link to the console; empty for WAF Classic, which has a different console. */
    public Optional<AwsResource> resource() {
        return isClassic() ? Optional.empty() : Optional.of(new AwsResource.WebAcl(name(), lastPart()));
    }

    private String lastPart() {
        return id.substring(id.lastIndexOf('/') + 1);
    }
}
