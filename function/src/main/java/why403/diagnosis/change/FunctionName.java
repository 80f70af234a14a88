package why403.diagnosis.change;

import java.util.Optional;

/**
 * A Lambda function as an event names it. Each alias and version has a policy of its own.
 *
 * @param qualifier the alias or version; empty for the function itself
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_RemovePermission.html">AWS: the forms of a function's name</a>
 */
record FunctionName(String name, Optional<String> qualifier) {

    /** The member of a request that names the function. */
    static final String MEMBER = "functionName";

    private static final String BEFORE_NAME = "function:";

    /** The version that is named by the function alone. */
    private static final String UNPUBLISHED = "$LATEST";

    /** A name, an ARN or the end of one, each with or without a qualifier, which can also be a parameter of its own. */
    static FunctionName of(TrailEvent event) {
        String text = event.parameter(MEMBER);
        int before = text.lastIndexOf(BEFORE_NAME);
        String[] parts = (before < 0 ? text : text.substring(before + BEFORE_NAME.length())).split(":", 2);
        String own = event.parameter("qualifier");
        String qualifier = own.isEmpty() && parts.length > 1 ? parts[1] : own;
        return new FunctionName(
                parts[0], Optional.of(qualifier).filter(known -> !known.isEmpty() && !known.equals(UNPUBLISHED)));
    }

    /** {@code name}, or {@code name:alias}. */
    String qualified() {
        return qualifier.map(known -> name + ":" + known).orElse(name);
    }
}
