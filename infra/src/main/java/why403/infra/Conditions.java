package why403.infra;

import java.util.Map;
import software.amazon.awscdk.Stack;
import software.constructs.Construct;

/**
 * Conditions of policies that limit access to the account of the stack.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html">AWS: global
 *     condition context keys</a>
 */
final class Conditions {

    private static final String EQUALS = "StringEquals";

    private Conditions() {}

    /** A service acts for the stack's account. */
    static Map<String, Object> sourceAccount(Construct scope) {
        return Map.of(EQUALS, Map.of("aws:SourceAccount", account(scope)));
    }

    /** A service acts for this resource of the stack's account. */
    static Map<String, Object> source(Construct scope, String arn) {
        return Map.of(EQUALS, Map.of("aws:SourceAccount", account(scope)), "ArnEquals", Map.of("aws:SourceArn", arn));
    }

    /** The resource belongs to the stack's account. */
    static Map<String, Object> resourceAccount(Construct scope) {
        return Map.of(EQUALS, Map.of("aws:ResourceAccount", account(scope)));
    }

    private static String account(Construct scope) {
        return Stack.of(scope).getAccount();
    }
}
