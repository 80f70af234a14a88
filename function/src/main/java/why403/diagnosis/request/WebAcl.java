package why403.diagnosis.request;

import java.util.Optional;
import software.amazon.awssdk.services.wafv2.model.WebACL;
import why403.account.WafQuestions;
import why403.cause.AwsResource;

/**
 * A distribution's web ACL.
 *
 * @param id the id in the distribution's configuration: an ARN, or the id of a WAF Classic web ACL
 */
public record WebAcl(String id) {

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

    /** Whether it belongs to AWS WAF Classic, whose rules why403 does not read. */
    public boolean isClassic() {
        return !id.contains("/");
    }

    /** What it consists of; empty for AWS WAF Classic, or if it could not be read. */
    public Optional<WebACL> configuration(IncidentContext incident) {
        return isClassic()
                ? Optional.empty()
                : incident.account()
                        .find(
                                WafQuestions.webAcl(name(), lastPart()),
                                response -> Optional.ofNullable(response.webACL())
                                        .filter(acl -> acl.defaultAction() != null || acl.hasRules()));
    }

    /** The web ACL for a link to the console; empty for WAF Classic, which has a different console. */
    public Optional<AwsResource> resource() {
        return isClassic() ? Optional.empty() : Optional.of(new AwsResource.WebAcl(name(), lastPart()));
    }

    /** The last part of its ARN. */
    public String lastPart() {
        return id.substring(id.lastIndexOf('/') + 1);
    }
}
