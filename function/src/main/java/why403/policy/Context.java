package why403.policy;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What is known of a request's condition keys. Each key is known, known to be absent, or unknown; the case of key names
 * does not matter.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html">AWS: global
 *     condition keys</a>
 */
public final class Context {

    private final Map<String, Presence> keys;
    private final Set<String> inferred;
    private final Presence others;

    private Context(Map<String, Presence> keys, Set<String> inferred, Presence others) {
        this.keys = keys;
        this.inferred = inferred;
        this.others = others;
    }

    /** What is said of a key. */
    sealed interface Presence {}

    record Known(List<String> values) implements Presence {}

    record Absent() implements Presence {}

    record Unknown() implements Presence {}

    /** Nothing is known of any key. */
    public static Context unknown() {
        return new Context(Map.of(), Set.of(), new Unknown());
    }

    /** Every key that is not added is known to be absent. */
    public static Context absent() {
        return new Context(Map.of(), Set.of(), new Absent());
    }

    /** With the key known; without any value it is absent. */
    public Context with(String key, String... values) {
        return plus(key, values.length == 0 ? new Absent() : new Known(List.of(values)), false);
    }

    /** With the key known by inference, not by AWS's word: a decision says where it leans on such a key. */
    public Context withInferred(String key, String value) {
        return plus(key, new Known(List.of(value)), true);
    }

    /** With these keys known to be absent; {@code prefix/*} is all that begin so. */
    public Context without(String... absentKeys) {
        Context context = this;
        for (String key : absentKeys) {
            context = context.plus(key, new Absent(), false);
        }
        return context;
    }

    /** With nothing known of the key. */
    public Context withUnknown(String key) {
        return plus(key, new Unknown(), false);
    }

    boolean infers(String key) {
        return inferred.contains(name(key));
    }

    Context withoutInference() {
        Context context = this;
        for (String key : inferred) {
            context = context.withUnknown(key);
        }
        return context;
    }

    Presence of(String key) {
        String name = name(key);
        return Optional.ofNullable(keys.get(name))
                .or(() -> family(name).map(keys::get))
                .orElse(others);
    }

    private static Optional<String> family(String name) {
        int slash = name.indexOf('/');
        return slash < 0 ? Optional.empty() : Optional.of(name.substring(0, slash) + "/*");
    }

    private Context plus(String key, Presence presence, boolean isInferred) {
        Map<String, Presence> more = new TreeMap<>(keys);
        more.put(name(key), presence);
        Set<String> inferences = new HashSet<>(inferred);
        if (isInferred) {
            inferences.add(name(key));
        } else {
            inferences.remove(name(key));
        }
        return new Context(more, inferences, others);
    }

    private static String name(String key) {
        return key.toLowerCase(Locale.ROOT);
    }
}
