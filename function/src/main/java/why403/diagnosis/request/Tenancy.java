package why403.diagnosis.request;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.cloudfront.model.ConnectionMode;
import software.amazon.awssdk.services.cloudfront.model.Distribution;
import why403.cause.Cause;
import why403.cause.Certainty;
import why403.cause.NotChecked;
import why403.log.Field;

/**
 * Multi-tenant distributions: geo restrictions and web ACLs may live on the tenant, which is not asked.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/distribution-config-options.html">AWS:
 *     multi-tenant distributions</a>
 */
public final class Tenancy {

    private static final Set<String> DECIDED_BY_TENANTS = Set.of("geo-restriction", "waf-block");

    private Tenancy() {}

    /** Whether a tenant of the distribution may have decided the request. */
    public static boolean concerns(ForbiddenRequest request, IncidentContext investigation) {
        return request.record().value(Field.DISTRIBUTION_TENANT_ID).isPresent()
                || investigation.distribution().filter(Tenancy::isTenantOnly).isPresent();
    }

    /** The certainty of what a tenant may have decided. */
    public static Certainty bound(Certainty certainty, ForbiddenRequest request, IncidentContext investigation) {
        return concerns(request, investigation) ? certainty.atMost(Certainty.LIKELY) : certainty;
    }

    /** What was left unchecked, where it matters to one of the causes. */
    public static Optional<NotChecked> notChecked(List<Cause> causes, IncidentContext investigation) {
        boolean matters = causes.stream().map(Cause::id).anyMatch(DECIDED_BY_TENANTS::contains)
                && investigation.requests().stream().anyMatch(request -> concerns(request, investigation));
        return matters
                ? Optional.of(new NotChecked(
                        "cloudfront:GetDistributionTenant", "the distribution's tenants are not looked at"))
                : Optional.empty();
    }

    private static boolean isTenantOnly(Distribution distribution) {
        return distribution.distributionConfig() != null
                && distribution.distributionConfig().connectionMode() == ConnectionMode.TENANT_ONLY;
    }
}
