package why403.policy;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import why403.text.Glob;

/**
 * Expands policy variables.
 *
 * @param enabled whether the policy's version supports variables: 2012-10-17 does, 2008-10-17 does not
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html">AWS: policy
 *     variables</a>
 */
record Variables(Context context, boolean enabled) {

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^}',]*)(?:,\\s*'([^']*)'\\s*)?}");

    /** A text with its variables replaced; without a pattern if the key of a variable is absent or unknown. */
    record Expanded(Optional<Glob> glob, Optional<String> unknownKey) {

        Match test(Predicate<Glob> predicate) {
            return unknownKey
                    .map(Match::unknown)
                    .orElseGet(() -> Match.of(glob.filter(predicate).isPresent()));
        }
    }

    /** @param wildcards whether {@code *} and {@code ?} outside of variables are wildcards */
    Expanded expand(String text, boolean wildcards) {
        if (!enabled || !text.contains("${")) {
            return found(plain(text, wildcards));
        }
        Glob glob = Glob.literal("");
        int from = 0;
        Matcher variable = VARIABLE.matcher(text);
        while (variable.find()) {
            glob = glob.then(plain(text.substring(from, variable.start()), wildcards));
            from = variable.end();
            Expanded value = value(variable.group(1).strip(), Optional.ofNullable(variable.group(2)));
            if (value.glob().isEmpty()) {
                return value;
            }
            glob = glob.then(value.glob().get());
        }
        return found(glob.then(plain(text.substring(from), wildcards)));
    }

    private static Glob plain(String text, boolean wildcards) {
        return wildcards ? Glob.pattern(text) : Glob.literal(text);
    }

    private Expanded value(String name, Optional<String> fallback) {
        if (List.of("*", "?", "$").contains(name)) {
            return found(Glob.literal(name));
        }
        Context.Presence presence = context.of(name);
        if (presence instanceof Context.Known known && known.values().size() == 1) {
            return found(Glob.literal(known.values().get(0)));
        }
        if (presence instanceof Context.Absent) {
            return new Expanded(fallback.map(Glob::literal), Optional.empty());
        }
        return new Expanded(Optional.empty(), Optional.of(name));
    }

    private static Expanded found(Glob glob) {
        return new Expanded(Optional.of(glob), Optional.empty());
    }
}
