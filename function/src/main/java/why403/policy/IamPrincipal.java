package why403.policy;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A root user, user, role or session of an AWS account.
 *
 * <p>A statement that allows an account leaves it to the account which of its users and roles are allowed: it is no Allow
 * for them. A statement that denies an account denies all of them.
 *
 * @param arn such as {@code arn:aws:iam::123456789012:role/reader}
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html">AWS: the
 *     NotPrincipal element</a>
 */
public record IamPrincipal(String arn) implements Principal {

    /** The name in a decision's unknown keys if AWS does not document whether the element includes the principal. */
    static final String NOT_PRINCIPAL = "NotPrincipal";

    private static final String ROOT = "root";
    private static final int ACCOUNT = 4;
    private static final int NAME = 5;

    /** The root user of an account. */
    public static IamPrincipal rootOf(String account) {
        return new IamPrincipal("arn:aws:iam::" + account + ":" + ROOT);
    }

    @Override
    public Match isMeantBy(String kind, String value) {
        return Match.of(Principal.isEverybody(kind, value) || (kind.equals("AWS") && isOwn(value)));
    }

    @Override
    public Match isMeantBy(Clause<Statement.Named> principals, Effect effect) {
        boolean isNamed = isNamed(principals, this::isOwn) || isForAll(principals);
        boolean isRoleNamed = isNamed(principals, this::isItsIdentity);
        boolean isAccountNamed = isNamed(principals, this::isItsAccount);
        if (!principals.isNegated()) {
            return Match.of(isNamed || isRoleNamed || (effect == Effect.DENY && isAccountNamed));
        }
        return isNamed || !(isRoleNamed || isAccountNamed) ? Match.of(!isNamed) : Match.unknown(NOT_PRINCIPAL);
    }

    private static boolean isForAll(Clause<Statement.Named> principals) {
        return principals.values().stream().anyMatch(named -> Principal.isEverybody(named.kind(), named.value()));
    }

    private static boolean isNamed(Clause<Statement.Named> principals, Predicate<String> test) {
        return principals.values().stream().anyMatch(named -> named.kind().equals("AWS") && test.test(named.value()));
    }

    private boolean isOwn(String value) {
        return value.equals(arn) || (part(arn, NAME).equals(ROOT) && isItsAccount(value));
    }

    private boolean isItsAccount(String value) {
        String account = part(arn, ACCOUNT);
        boolean isRoot =
                part(value, ACCOUNT).equals(account) && part(value, NAME).equals(ROOT);
        return !account.isEmpty() && (value.equals(account) || isRoot);
    }

    /** Whether the value is the role or user behind this session. The ARN of a session does not show the role's path. */
    private boolean isItsIdentity(String value) {
        List<String> session = List.of(part(arn, NAME).split("/", 3));
        String named = part(value, NAME);
        String last = named.substring(named.lastIndexOf('/') + 1);
        return part(value, ACCOUNT).equals(part(arn, ACCOUNT))
                && session.size() > 1
                && last.equals(session.get(1))
                && ((isAssumedRole() && named.startsWith("role/"))
                        || (session.get(0).equals("federated-user") && named.startsWith("user/")));
    }

    private boolean isAssumedRole() {
        return part(arn, NAME).startsWith("assumed-role/");
    }

    /** For a session, {@code aws:PrincipalArn} is the role. Its path is not known, so the value is only inferred. */
    @Override
    public Context following(Context context) {
        Context own = Principal.super.following(context);
        Context known =
                isAssumedRole() ? own.withInferred("aws:PrincipalArn", roleArn()) : own.with("aws:PrincipalArn", arn);
        return Optional.of(part(arn, ACCOUNT))
                .filter(account -> !account.isEmpty())
                .map(account -> known.with("aws:PrincipalAccount", account))
                .orElse(known);
    }

    private String roleArn() {
        String partition = part(arn, 1);
        String role =
                Stream.of(part(arn, NAME).split("/", 3)).skip(1).findFirst().orElse("");
        return "arn:" + partition + ":iam::" + part(arn, ACCOUNT) + ":role/" + role;
    }

    @Override
    public String described() {
        return arn;
    }

    private static String part(String arn, int index) {
        String[] parts = arn.split(":", 6);
        return parts.length == 6 && parts[0].equals("arn") ? parts[index] : "";
    }
}
