package why403.diagnosis.check;

import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import why403.cause.CauseId;
import why403.cause.Certainty;

/**
 * Which of several claims on one request wins. The surest one does; among equally sure ones, the cause that stands first in
 * one total order. A cause that explains why another one holds outranks all others from {@link Certainty#LIKELY} up.
 */
public final class Precedence {

    /**
     * Causes at the edge come before those of an origin, which the request then never reached. Among the causes of a bucket,
     * S3 looks at the grant before it looks for the object.
     */
    private static final List<CauseId> ORDER = List.of(
            CauseId.GEO_RESTRICTION,
            CauseId.WAF_BLOCK,
            CauseId.SIGNED_REQUEST_PREFLIGHT,
            CauseId.SIGNED_REQUEST_MISSING,
            CauseId.SIGNED_REQUEST_UNKNOWN_KEY,
            CauseId.SIGNED_REQUEST_EXPIRED,
            CauseId.SIGNED_REQUEST_NOT_YET_VALID,
            CauseId.SIGNED_REQUEST_WRONG_ADDRESS,
            CauseId.SIGNED_REQUEST_WRONG_RESOURCE,
            CauseId.SIGNED_REQUEST_BAD_SIGNATURE,
            CauseId.SIGNED_REQUEST_MALFORMED,
            CauseId.METHOD_NOT_ALLOWED,
            CauseId.HTTPS_REQUIRED,
            CauseId.ALIAS_NOT_CONFIGURED,
            CauseId.GET_WITH_BODY,
            CauseId.EDGE_FUNCTION_DENIED,
            CauseId.LAMBDA_EDGE_DENIED,
            CauseId.BEHAVIOR_ORDER,
            CauseId.EDGE_FUNCTION_CHANGED_ORIGIN,
            CauseId.S3_VIEWER_AUTHENTICATION,
            CauseId.S3_CORS_PREFLIGHT,
            CauseId.HOST_HEADER_FORWARDED,
            CauseId.STACKED_DISTRIBUTIONS,
            CauseId.ORIGIN_SECRET_HEADER,
            CauseId.S3_WEBSITE_ENDPOINT_PRIVATE,
            CauseId.S3_OAC_NOT_SIGNING,
            CauseId.S3_NO_ORIGIN_ACCESS,
            CauseId.S3_EXPLICIT_DENY,
            CauseId.S3_GRANT_MISSING,
            CauseId.S3_GRANT_WRONG_IDENTITY,
            CauseId.S3_GRANT_WRONG_RESOURCE,
            CauseId.S3_GRANT_WRONG_ACTION,
            CauseId.S3_PUBLIC_ACCESS_BLOCKED,
            CauseId.S3_KMS_KEY_DENIED,
            CauseId.S3_OBJECT_OWNERSHIP,
            CauseId.S3_OBJECT_ARCHIVED,
            CauseId.S3_DEFAULT_ROOT_OBJECT,
            CauseId.S3_OBJECT_MISSING,
            CauseId.S3_ERROR_CACHED,
            CauseId.LAMBDA_URL_GRANT_MISSING,
            CauseId.LAMBDA_URL_UNSIGNED_BODY,
            CauseId.ORIGIN_SIGNATURE_MISMATCH,
            CauseId.API_GATEWAY_FORBIDDEN,
            CauseId.API_GATEWAY_AUTHORIZER_DENIED,
            CauseId.API_GATEWAY_NO_ROUTE,
            CauseId.ORIGIN_HEADER_NOT_FORWARDED,
            CauseId.CUSTOM_ORIGIN_FORBIDDEN,
            CauseId.UNEXPLAINED);

    private static final Set<CauseId> EXPLAIN_OTHERS = EnumSet.of(
            CauseId.STACKED_DISTRIBUTIONS,
            CauseId.EDGE_FUNCTION_CHANGED_ORIGIN,
            CauseId.BEHAVIOR_ORDER,
            CauseId.HOST_HEADER_FORWARDED);

    /** Why an origin that is not a bucket refuses. Beside one of these, it says nothing more that such an origin refused. */
    private static final Set<CauseId> OF_OTHER_ORIGINS = EnumSet.of(
            CauseId.STACKED_DISTRIBUTIONS,
            CauseId.EDGE_FUNCTION_CHANGED_ORIGIN,
            CauseId.LAMBDA_URL_GRANT_MISSING,
            CauseId.LAMBDA_URL_UNSIGNED_BODY,
            CauseId.ORIGIN_SIGNATURE_MISMATCH,
            CauseId.HOST_HEADER_FORWARDED,
            CauseId.API_GATEWAY_FORBIDDEN,
            CauseId.API_GATEWAY_AUTHORIZER_DENIED,
            CauseId.API_GATEWAY_NO_ROUTE,
            CauseId.ORIGIN_SECRET_HEADER,
            CauseId.ORIGIN_HEADER_NOT_FORWARDED);

    /** Why a bucket's website endpoint refuses. For CloudFront it is an origin like others. From likely up, they say why. */
    private static final Set<CauseId> OF_WEBSITES = EnumSet.of(
            CauseId.S3_WEBSITE_ENDPOINT_PRIVATE,
            CauseId.S3_EXPLICIT_DENY,
            CauseId.S3_PUBLIC_ACCESS_BLOCKED,
            CauseId.S3_OBJECT_MISSING);

    private final Map<CauseId, Integer> ranks = new EnumMap<>(CauseId.class);
    private final Set<CauseId> explainOthers;

    /** The precedence of the catalogue. */
    public static Precedence ofCatalogue() {
        return new Precedence(ORDER, EXPLAIN_OTHERS);
    }

    /**
     * A precedence of its own.
     *
     * @param order every cause once
     * @param explainOthers causes that say why another cause holds
     * @throws IllegalArgumentException if a cause is absent from the order or stands in it twice
     */
    public Precedence(List<CauseId> order, Set<CauseId> explainOthers) {
        for (CauseId id : order) {
            if (ranks.put(id, ranks.size()) != null) {
                throw new IllegalArgumentException("The cause " + id + " stands twice in the order of precedence.");
            }
        }
        if (!ranks.keySet().equals(EnumSet.allOf(CauseId.class))) {
            EnumSet<CauseId> absent = EnumSet.allOf(CauseId.class);
            absent.removeAll(ranks.keySet());
            throw new IllegalArgumentException("The order of precedence lacks " + absent + ".");
        }
        this.explainOthers = Set.copyOf(explainOthers);
    }

    /**
     * All claims on one request, the winning one first. That an origin refused is left out where another claim says why it
     * did, and where AWS WAF is known to have blocked the request, which then reached no origin.
     */
    public List<Map.Entry<CauseId, Claim>> ranked(Collection<Map.Entry<CauseId, Claim>> claims) {
        if (claims.size() < 2) {
            return List.copyOf(claims);
        }
        boolean isExplained = claims.stream()
                .anyMatch(claim -> OF_OTHER_ORIGINS.contains(claim.getKey())
                        || (OF_WEBSITES.contains(claim.getKey()) && isAtLeastLikely(claim))
                        || (claim.getKey() == CauseId.WAF_BLOCK
                                && claim.getValue().certainty() == Certainty.CONFIRMED));
        return claims.stream()
                .filter(claim -> !isExplained || claim.getKey() != CauseId.CUSTOM_ORIGIN_FORBIDDEN)
                .sorted(winnerFirst())
                .toList();
    }

    /** Compares claims by cause, the winning one first. */
    public Comparator<Map.Entry<CauseId, Claim>> winnerFirst() {
        return Comparator.<Map.Entry<CauseId, Claim>, Boolean>comparing(claim -> !outranksAll(claim))
                .thenComparing(claim -> claim.getValue().certainty(), Comparator.reverseOrder())
                .thenComparing(claim -> ranks.get(claim.getKey()));
    }

    private boolean outranksAll(Map.Entry<CauseId, Claim> claim) {
        return explainOthers.contains(claim.getKey()) && isAtLeastLikely(claim);
    }

    private static boolean isAtLeastLikely(Map.Entry<CauseId, Claim> claim) {
        return claim.getValue().certainty().compareTo(Certainty.LIKELY) >= 0;
    }
}
