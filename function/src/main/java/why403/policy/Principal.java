package why403.policy;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The party that makes a request.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html">AWS: the
 *     Principal element</a>
 */
public sealed interface Principal
        permits Principal.Service,
                Principal.OriginAccessIdentity,
                Principal.Anonymous,
                Principal.CanonicalUser,
                Principal.Federated,
                IamPrincipal {

    /** Whether an entry of a {@code Principal} element, such as {@code "AWS": "…"}, includes this principal. */
    Match isMeantBy(String kind, String value);

    /** Whether a statement with this effect and this {@code Principal} or {@code NotPrincipal} element is about it. */
    default Match isMeantBy(Clause<Statement.Named> principals, Effect effect) {
        return principals.holds(named -> isMeantBy(named.kind(), named.value()));
    }

    /** The condition keys that follow from the principal, whatever it requests. */
    default Context following(Context context) {
        return context.with(IS_SERVICE, "false");
    }

    /** The principal's name for messages. */
    String described();

    /** The condition key that tells services from all others. */
    String IS_SERVICE = "aws:PrincipalIsAWSService";

    /**
     * An AWS service, such as CloudFront when it signs with an origin access control.
     *
     * @param name such as {@code cloudfront.amazonaws.com}
     */
    record Service(String name) implements Principal {
        @Override
        public Match isMeantBy(String kind, String value) {
            return Match.of(isEverybody(kind, value) || (kind.equals("Service") && value.equals(name)));
        }

        @Override
        public Context following(Context context) {
            return context.with(IS_SERVICE, "true").with("aws:PrincipalServiceName", name);
        }

        @Override
        public String described() {
            return name;
        }
    }

    /**
     * An origin access identity.
     *
     * @param partition of the distribution, such as {@code aws} or {@code aws-cn}
     * @param canonicalUser empty if it is not known; a statement for a canonical user is then undetermined
     */
    record OriginAccessIdentity(String partition, String id, Optional<String> canonicalUser) implements Principal {

        private static final Pattern NAME =
                Pattern.compile("arn:aws[a-z-]*:iam::cloudfront:user/CloudFront Origin Access Identity (\\w+)");

        /** The ARN that bucket policies contain. */
        public String arn() {
            return "arn:" + partition + ":iam::cloudfront:user/CloudFront Origin Access Identity " + id;
        }

        @Override
        public Match isMeantBy(String kind, String value) {
            if (kind.equals("CanonicalUser")) {
                return canonicalUser.map(value::equals).map(Match::of).orElseGet(() -> Match.unknown("CanonicalUser"));
            }
            var named = NAME.matcher(value);
            boolean isNamed =
                    kind.equals("AWS") && named.matches() && named.group(1).equals(id);
            return Match.of(isEverybody(kind, value) || isNamed);
        }

        @Override
        public String described() {
            return arn();
        }
    }

    /** The anonymous principal of an unsigned request. */
    record Anonymous() implements Principal {
        @Override
        public Match isMeantBy(String kind, String value) {
            return Match.of(isEverybody(kind, value));
        }

        @Override
        public String described() {
            return "anonymous";
        }
    }

    /**
     * A canonical user: an account as S3 names it in access control lists and some policies.
     *
     * @param id 64 hexadecimal digits
     */
    record CanonicalUser(String id) implements Principal {
        @Override
        public Match isMeantBy(String kind, String value) {
            return Match.of(isEverybody(kind, value) || (kind.equals("CanonicalUser") && value.equals(id)));
        }

        @Override
        public String described() {
            return "canonical user " + id;
        }
    }

    /**
     * A user of an identity provider.
     *
     * @param provider such as {@code cognito-identity.amazonaws.com}, or the ARN of a SAML provider
     */
    record Federated(String provider) implements Principal {
        @Override
        public Match isMeantBy(String kind, String value) {
            return Match.of(isEverybody(kind, value) || (kind.equals("Federated") && value.equals(provider)));
        }

        @Override
        public String described() {
            return "federated " + provider;
        }
    }

    /** Whether the entry is {@code *} for everybody. */
    static boolean isEverybody(String kind, String value) {
        return value.equals("*") && (kind.equals("*") || kind.equals("AWS"));
    }
}
