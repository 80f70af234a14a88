package why403.diagnosis.request;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.cloudfront.model.ConnectionMode;
import software.amazon.awssdk.services.cloudfront.model.Distribution;
import why403.cause.Cause;
import why403.cause.CauseId;
import why403.cause.Certainty;
import why403.cause.NotChecked;
import why403.log.Field;

/**
 * Multi-tenant distributions: a tenant has its own host names, and can have its own certificate, geo restriction and web ACL.
 * why403 does not read them.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/distribution-config-options.html">AWS:
 *     multi-tenant distributions</a>
 */
public final class Tenancy {

    private static final Set<CauseId> DECIDED_BY_TENANTS =
            Set.of(CauseId.GEO_RESTRICTION, CauseId.WAF_BLOCK, CauseId.ALIAS_NOT_CONFIGURED);

    private Tenancy() {}

    /** Whether the settings of a tenant may have decided about the request. */
    public static boolean concerns(ForbiddenRequest request, IncidentContext incident) {
        return request.record().value(Field.DISTRIBUTION_TENANT_ID).isPresent()
                || incident.distribution().filter(Tenancy::isTenantOnly).isPresent();
    }

    /** Limits the certainty of a claim about a setting that a tenant can override. */
    public static Certainty bound(Certainty certainty, ForbiddenRequest request, IncidentContext incident) {
        return concerns(request, incident) ? certainty.atMost(Certainty.LIKELY) : certainty;
    }

    /** The action that was not checked, if one of the causes depends on it. */
    public static Optional<NotChecked> notChecked(List<Cause> causes, IncidentContext incident) {
        boolean matters = causes.stream().map(Cause::id).anyMatch(DECIDED_BY_TENANTS::contains)
                && incident.requests().stream().anyMatch(request -> concerns(request, incident));
        return matters
                ? Optional.of(
                        new NotChecked("cloudfront:GetDistributionTenant", "why403 does not read distribution tenants"))
                : Optional.empty();
    }

    private static boolean isTenantOnly(Distribution distribution) {
        return distribution.distributionConfig() != null
                && distribution.distributionConfig().connectionMode() == ConnectionMode.TENANT_ONLY;
    }
}
