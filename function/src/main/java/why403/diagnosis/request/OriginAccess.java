package why403.diagnosis.request;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.cloudfront.model.CloudFrontOriginAccessIdentity;
import software.amazon.awssdk.services.cloudfront.model.Distribution;
import software.amazon.awssdk.services.cloudfront.model.Origin;
import software.amazon.awssdk.services.cloudfront.model.OriginAccessControl;
import software.amazon.awssdk.services.cloudfront.model.OriginAccessControlConfig;
import software.amazon.awssdk.services.cloudfront.model.OriginAccessControlSigningBehaviors;
import software.amazon.awssdk.services.cloudfront.model.OriginCustomHeader;
import why403.account.Questions;
import why403.log.Field;
import why403.log.LogRecord;
import why403.policy.Caller;

/** Whom CloudFront is to a bucket. */
public sealed interface OriginAccess {

    Pattern DISTRIBUTION_ARN = Pattern.compile("arn:[^:]+:cloudfront::\\d+:.+");

    /** As a summary names it. */
    String named();

    /** As evidence names it. */
    default String described() {
        return named();
    }

    /** Whether it signs what it asks of the bucket. */
    default boolean signs() {
        return this instanceof Control || this instanceof Identity;
    }

    /**
     * Signs in the name of CloudFront.
     *
     * @param signing its signing behavior, such as {@code always}; empty where it could not be looked at
     */
    record Control(String id, Optional<String> signing) implements OriginAccess {
        @Override
        public String named() {
            return "OAC " + id;
        }

        @Override
        public String described() {
            return named()
                    + signing.map(behavior -> " (signs " + behavior + ")").orElse("");
        }
    }

    /**
     * Signs in the name of a user that is CloudFront's.
     *
     * @param canonicalUser empty where it could not be looked at
     */
    record Identity(String id, Optional<String> canonicalUser) implements OriginAccess {
        @Override
        public String named() {
            return "OAI " + id;
        }
    }

    /** An origin access control that is told never to sign. */
    record NeverSigning(String id) implements OriginAccess {
        @Override
        public String named() {
            return "OAC " + id + " (never signs)";
        }
    }

    /** Neither control nor identity. */
    record None() implements OriginAccess {
        @Override
        public String named() {
            return "neither an OAC nor an OAI";
        }
    }

    static OriginAccess of(Origin origin, IncidentContext investigation) {
        String control = Optional.ofNullable(origin.originAccessControlId()).orElse("");
        if (!control.isEmpty()) {
            return control(control, investigation);
        }
        String identity = origin.s3OriginConfig() == null
                ? ""
                : Optional.ofNullable(origin.s3OriginConfig().originAccessIdentity())
                        .orElse("");
        return identity.isEmpty()
                ? new None()
                : identity(identity.substring(identity.lastIndexOf('/') + 1), investigation);
    }

    private static OriginAccess control(String id, IncidentContext investigation) {
        Optional<OriginAccessControlSigningBehaviors> signing = investigation.find(
                Questions.originAccessControl(id),
                found -> Optional.ofNullable(found.originAccessControl())
                        .map(OriginAccessControl::originAccessControlConfig)
                        .map(OriginAccessControlConfig::signingBehavior));
        return signing.filter(OriginAccessControlSigningBehaviors.NEVER::equals).isPresent()
                ? new NeverSigning(id)
                : new Control(id, signing.map(OriginAccessControlSigningBehaviors::toString));
    }

    private static OriginAccess identity(String id, IncidentContext investigation) {
        return new Identity(
                id,
                investigation.find(
                        Questions.originAccessIdentity(id),
                        found -> Optional.ofNullable(found.cloudFrontOriginAccessIdentity())
                                .map(CloudFrontOriginAccessIdentity::s3CanonicalUserId)));
    }

    /** The caller that a bucket's policy sees. */
    default Caller caller(Optional<String> distributionArn, Origin origin, LogRecord record) {
        Instant at = record.time();
        if (this instanceof Control) {
            return distributionArn
                    .map(arn -> Caller.originAccessControl(arn, arn.split(":", 6)[4], at))
                    .orElseGet(() -> Caller.someOriginAccessControl(at));
        }
        if (this instanceof Identity identity) {
            Optional<Boolean> https = record.value(Field.PROTOCOL).map(protocol -> !protocol.equals("http"));
            return Caller.originAccessIdentity(identity.id(), identity.canonicalUser(), at, https);
        }
        return Caller.anonymous(at, ownReferer(origin));
    }

    /** The distribution's ARN; empty where it was not answered. */
    static Optional<String> arn(Distribution distribution) {
        return Optional.ofNullable(distribution.arn())
                .filter(arn -> DISTRIBUTION_ARN.matcher(arn).matches());
    }

    private static Optional<String> ownReferer(Origin origin) {
        return origin.customHeaders() == null
                ? Optional.empty()
                : origin.customHeaders().items().stream()
                        .filter(header -> "Referer".equalsIgnoreCase(header.headerName()))
                        .map(OriginCustomHeader::headerValue)
                        .filter(Objects::nonNull)
                        .findFirst();
    }
}
