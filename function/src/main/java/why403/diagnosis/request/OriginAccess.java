package why403.diagnosis.request;

import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.services.cloudfront.model.CloudFrontOriginAccessIdentity;
import software.amazon.awssdk.services.cloudfront.model.Origin;
import software.amazon.awssdk.services.cloudfront.model.OriginAccessControl;
import software.amazon.awssdk.services.cloudfront.model.OriginAccessControlConfig;
import software.amazon.awssdk.services.cloudfront.model.OriginAccessControlSigningBehaviors;
import software.amazon.awssdk.services.cloudfront.model.OriginCustomHeader;
import why403.account.CloudFrontQuestions;
import why403.diagnosis.inquiry.AccountInquiry;
import why403.log.Field;
import why403.log.LogRecord;
import why403.policy.Caller;
import why403.policy.Principal;

/** The identity that CloudFront uses for requests to an origin. */
public sealed interface OriginAccess {

    /** The short name, for a summary. */
    String named();

    /** The name with details, for evidence. */
    default String described() {
        return named();
    }

    /** Whether CloudFront signs its requests to the origin. */
    boolean signs();

    /**
     * The caller that the bucket's policy sees.
     *
     * @param distribution empty if the distribution's ARN is not known
     */
    Caller caller(Optional<DistributionArn> distribution, Origin origin, LogRecord record);

    /**
     * An origin access control: requests are signed as CloudFront's service principal.
     *
     * @param id empty for a control that must be created first
     * @param signing its signing behavior, such as {@code always}; empty if it could not be read
     */
    record Control(String id, Optional<String> signing) implements OriginAccess {

        /** A control that must be created first. */
        public static Control created() {
            return new Control("", Optional.of("always"));
        }

        /** Whether CloudFront passes the viewer's {@code Authorization} header on, instead of signing the request. */
        public boolean keepsViewersSignature() {
            return signing.filter(OriginAccessControlSigningBehaviors.NO_OVERRIDE.toString()::equals)
                    .isPresent();
        }

        @Override
        public String named() {
            return id.isEmpty() ? "a new OAC" : "OAC " + id;
        }

        @Override
        public String described() {
            return named()
                    + signing.map(behavior -> " (signing behavior " + behavior + ")")
                            .orElse("");
        }

        @Override
        public boolean signs() {
            return true;
        }

        @Override
        public Caller caller(Optional<DistributionArn> distribution, Origin origin, LogRecord record) {
            return distribution
                    .map(known -> Caller.originAccessControl(known.arn(), known.account(), record.time()))
                    .orElseGet(() -> Caller.someOriginAccessControl(record.time()));
        }
    }

    /**
     * An origin access identity: requests are signed as a user that CloudFront owns.
     *
     * @param canonicalUser empty if it could not be read
     */
    record Identity(String id, Optional<String> canonicalUser) implements OriginAccess {

        /** The user whom policies name. */
        public Principal.OriginAccessIdentity principal(String partition) {
            return new Principal.OriginAccessIdentity(partition, id, canonicalUser);
        }

        @Override
        public String named() {
            return "OAI " + id;
        }

        @Override
        public boolean signs() {
            return true;
        }

        @Override
        public Caller caller(Optional<DistributionArn> distribution, Origin origin, LogRecord record) {
            Optional<Boolean> https = record.value(Field.PROTOCOL).map(protocol -> !protocol.equals("http"));
            return Caller.originAccessIdentity(
                    principal(distribution.map(DistributionArn::partition).orElse("aws")), record.time(), https);
        }
    }

    /** An origin access control whose signing behavior is {@code never}. */
    record NeverSigning(String id) implements OriginAccess {
        @Override
        public String named() {
            return "OAC " + id + " (signing behavior never)";
        }

        @Override
        public boolean signs() {
            return false;
        }

        @Override
        public Caller caller(Optional<DistributionArn> distribution, Origin origin, LogRecord record) {
            return anonymous(origin, record);
        }
    }

    /** No origin access control and no origin access identity. */
    record None() implements OriginAccess {
        @Override
        public String named() {
            return "neither an OAC nor an OAI";
        }

        @Override
        public boolean signs() {
            return false;
        }

        @Override
        public Caller caller(Optional<DistributionArn> distribution, Origin origin, LogRecord record) {
            return anonymous(origin, record);
        }
    }

    /** The identity that the origin is configured with. */
    static OriginAccess of(Origin origin, AccountInquiry account) {
        String control = Optional.ofNullable(origin.originAccessControlId()).orElse("");
        if (!control.isEmpty()) {
            return control(control, account);
        }
        String identity = origin.s3OriginConfig() == null
                ? ""
                : Optional.ofNullable(origin.s3OriginConfig().originAccessIdentity())
                        .orElse("");
        return identity.isEmpty() ? new None() : identity(identity.substring(identity.lastIndexOf('/') + 1), account);
    }

    private static OriginAccess control(String id, AccountInquiry account) {
        Optional<OriginAccessControlSigningBehaviors> signing = account.find(
                CloudFrontQuestions.originAccessControl(id),
                found -> Optional.ofNullable(found.originAccessControl())
                        .map(OriginAccessControl::originAccessControlConfig)
                        .map(OriginAccessControlConfig::signingBehavior));
        return signing.filter(OriginAccessControlSigningBehaviors.NEVER::equals).isPresent()
                ? new NeverSigning(id)
                : new Control(id, signing.map(OriginAccessControlSigningBehaviors::toString));
    }

    private static OriginAccess identity(String id, AccountInquiry account) {
        return new Identity(
                id,
                account.find(
                        CloudFrontQuestions.originAccessIdentity(id),
                        found -> Optional.ofNullable(found.cloudFrontOriginAccessIdentity())
                                .map(CloudFrontOriginAccessIdentity::s3CanonicalUserId)));
    }

    /** The caller that a bucket's policy sees at its website endpoint. */
    static Caller atWebsite(Origin origin, LogRecord record) {
        return Caller.anonymousToWebsite(record.time(), ownReferer(origin));
    }

    private static Caller anonymous(Origin origin, LogRecord record) {
        return Caller.anonymous(record.time(), ownReferer(origin));
    }

    /** A bucket policy can compare the Referer header, which the origin's custom headers can set. */
    static Optional<String> ownReferer(Origin origin) {
        return origin.customHeaders() == null
                ? Optional.empty()
                : origin.customHeaders().items().stream()
                        .filter(header -> "Referer".equalsIgnoreCase(header.headerName()))
                        .map(OriginCustomHeader::headerValue)
                        .filter(Objects::nonNull)
                        .findFirst();
    }
}
