package why403.policy;

import java.util.Optional;
import java.util.regex.Pattern;

/** The party that makes a request. */
public sealed interface Principal {

    /** Whether an entry of a {@code Principal} element, such as {@code "AWS": "…"}, includes this principal. */
    Match isMeantBy(String kind, String value);

    /** The principal's name for messages. */
    String described();

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
        public String described() {
            return name;
        }
    }

    /**
     * An origin access identity.
     *
     * @param canonicalUser empty if it is not known; a statement for a canonical user is then undetermined
     */
    record OriginAccessIdentity(String id, Optional<String> canonicalUser) implements Principal {

        private static final Pattern NAME =
                Pattern.compile("arn:aws[a-z-]*:iam::cloudfront:user/CloudFront Origin Access Identity (\\w+)");

        /** The ARN that bucket policies contain. */
        public String arn() {
            return "arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity " + id;
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

    /** A user, role or session of IAM. A statement that names an account includes all of its principals. */
    record Arn(String arn) implements Principal {

        @Override
        public Match isMeantBy(String kind, String value) {
            boolean isNamed = value.equals(arn) || isItsAccount(value) || isItsRole(value);
            return Match.of(isEverybody(kind, value) || (kind.equals("AWS") && isNamed));
        }

        @Override
        public String described() {
            return arn;
        }

        private boolean isItsAccount(String value) {
            String account = part(arn, 4);
            boolean root = value.startsWith("arn:")
                    && part(value, 4).equals(account)
                    && part(value, 5).equals("root");
            return !account.isEmpty() && (value.equals(account) || root);
        }

        private boolean isItsRole(String value) {
            String[] session = part(arn, 5).split("/", 3);
            String role = part(value, 5);
            return session.length == 3
                    && session[0].equals("assumed-role")
                    && part(value, 4).equals(part(arn, 4))
                    && role.startsWith("role/")
                    && role.substring(role.lastIndexOf('/') + 1).equals(session[1]);
        }

        private static String part(String arn, int index) {
            String[] parts = arn.split(":", 6);
            return parts.length == 6 ? parts[index] : "";
        }
    }

    private static boolean isEverybody(String kind, String value) {
        return value.equals("*") && (kind.equals("*") || kind.equals("AWS"));
    }
}
