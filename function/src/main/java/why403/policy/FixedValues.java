package why403.policy;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * S3's own test of whether a bucket policy is public: an Allow is not public if it is limited to fixed values of the principal
 * or of certain condition keys. A Deny does not matter.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html#access-control-block-public-access-policy-status">
 *     AWS: the meaning of "public"</a>
 */
final class FixedValues {

    private static final Set<String> LIMITING_KEYS = Set.of(
            "aws:principalorgid",
            "aws:sourcearn",
            "aws:sourcevpc",
            "aws:sourcevpce",
            "aws:sourceowner",
            "aws:sourceaccount",
            "aws:userid",
            "s3:x-amz-server-side-encryption-aws-kms-key-id");

    private static final String SOURCE_ADDRESS = "aws:sourceip";
    private static final String ACCESS_POINT = "s3:dataaccesspointarn";

    /** With these operators, a condition holds only for its values. {@code …IfExists} also holds for requests without the key. */
    private static final Set<String> LIMITING_OPERATORS = Set.of(
            "STRINGEQUALS",
            "STRINGEQUALSIGNORECASE",
            "STRINGLIKE",
            "ARNEQUALS",
            "ARNLIKE",
            "IPADDRESS",
            "BINARYEQUALS");

    private static final String ANY_VALUE = "FORANYVALUE:";
    private static final int ACCOUNT_OF_ARN = 4;

    /** Broader ranges count as public. */
    private static final int BROADEST_IPV4_BITS = 8;

    private static final int BROADEST_IPV6_BITS = 32;
    private static final int IPV4_BITS = 32;

    private static final List<AddressRange> PRIVATE =
            List.of("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7").stream()
                    .flatMap(range -> AddressRange.parse(range).stream())
                    .toList();

    private FixedValues() {}

    /** Whether the statement allows more than fixed principals or fixed sources. */
    static boolean leaveOpen(Statement statement) {
        return statement.effect() == Effect.ALLOW
                && !isFixed(statement.principals())
                && statement.conditions().stream().noneMatch(FixedValues::limits);
    }

    private static boolean isFixed(Clause<Statement.Named> principals) {
        return !principals.isNegated() && principals.values().stream().allMatch(named -> isFixed(named.value()));
    }

    private static boolean limits(Condition condition) {
        String operator = condition.operator().toUpperCase(Locale.ROOT);
        String base = operator.startsWith(ANY_VALUE) ? operator.substring(ANY_VALUE.length()) : operator;
        String key = condition.key().toLowerCase(Locale.ROOT);
        return LIMITING_OPERATORS.contains(base)
                && !condition.values().isEmpty()
                && condition.values().stream().allMatch(value -> limits(key, value));
    }

    private static boolean limits(String key, String value) {
        return switch (key) {
            case SOURCE_ADDRESS ->
                AddressRange.parse(value).filter(FixedValues::isNarrow).isPresent();
            case ACCESS_POINT -> hasFixedAccount(value);
            default -> LIMITING_KEYS.contains(key) && isFixed(value);
        };
    }

    private static boolean isFixed(String value) {
        return !value.contains("*") && !value.contains("?") && !value.contains("${");
    }

    private static boolean isNarrow(AddressRange range) {
        int broadest = range.size() == IPV4_BITS ? BROADEST_IPV4_BITS : BROADEST_IPV6_BITS;
        return range.bits() >= broadest || PRIVATE.stream().anyMatch(known -> known.contains(range));
    }

    /** The name of an access point can be a pattern. */
    private static boolean hasFixedAccount(String arn) {
        return Optional.of(arn.split(":", 6))
                .filter(parts -> parts.length == 6)
                .map(parts -> parts[ACCOUNT_OF_ARN])
                .filter(account -> !account.isEmpty() && isFixed(account))
                .isPresent();
    }
}
