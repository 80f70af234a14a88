package why403.aws;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The permissions of a role: Allow statements without conditions.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html">AWS: IAM
 *     JSON policy elements: Resource</a>
 */
public record IamRole(List<Statement> statements) {

    /** Allows actions on resources. Both can contain wildcards. */
    public record Statement(List<String> actions, List<String> resources) {

        public Statement {
            actions = List.copyOf(actions);
            resources = List.copyOf(resources);
        }

        boolean allows(RequiredPermission needed) {
            return actions.stream().anyMatch(action -> matches(action, needed.action()))
                    && resources.stream().anyMatch(resource -> matches(resource, needed.resource()));
        }

        private static boolean matches(String pattern, String text) {
            return Pattern.matches(
                    pattern.chars()
                            .mapToObj(letter -> switch (letter) {
                                case '*' -> ".*";
                                case '?' -> ".";
                                default -> Pattern.quote(Character.toString(letter));
                            })
                            .collect(Collectors.joining()),
                    text);
        }
    }

    public IamRole {
        statements = List.copyOf(statements);
    }

    boolean allows(RequiredPermission needed) {
        return statements.stream().anyMatch(statement -> statement.allows(needed));
    }

    /** All actions that the role allows on any resource. */
    public Set<String> actions() {
        return statements.stream()
                .flatMap(statement -> statement.actions().stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
