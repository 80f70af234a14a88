package why403.aws;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a role may do: only what one of its statements allows, and nothing that its conditions could take back.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html">AWS: IAM
 *     JSON policy elements: Resource</a>
 */
public record Role(List<Statement> statements) {

    /** Actions that are allowed on resources, each of these with wildcards. */
    public record Statement(List<String> actions, List<String> resources) {

        public Statement {
            actions = List.copyOf(actions);
            resources = List.copyOf(resources);
        }

        boolean allows(Needed needed) {
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

    public Role {
        statements = List.copyOf(statements);
    }

    boolean allows(Needed needed) {
        return statements.stream().anyMatch(statement -> statement.allows(needed));
    }

    /** All actions that it may do on anything. */
    public Set<String> actions() {
        return statements.stream()
                .flatMap(statement -> statement.actions().stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
