package why403.policy;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The condition keys of a request. Each key is known, known to be absent, or unknown. Key names are not case-sensitive.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html">AWS: global
 *     condition keys</a>
 */
public final class Context {

    /** A linked list of entries, newest first. The contexts of many requests share most of their entries. */
    private record Entry(String name, Presence presence, boolean isInferred, Optional<Entry> older) {}

    private final Optional<Entry> newest;
    private final Presence others;

    private Context(Optional<Entry> newest, Presence others) {
        this.newest = newest;
        this.others = others;
    }

    /** What is known about a key. */
    sealed interface Presence {}

    record Known(List<String> values) implements Presence {}

    record Absent() implements Presence {}

    record Unknown() implements Presence {}

    /** A context in which every key is unknown. */
    public static Context unknown() {
        return new Context(Optional.empty(), new Unknown());
    }

    /** A context in which every key that is not added is absent. */
    public static Context absent() {
        return new Context(Optional.empty(), new Absent());
    }

    /** A copy in which the key has these values; without values, the key is absent. */
    public Context with(String key, String... values) {
        return plus(key, values.length == 0 ? new Absent() : new Known(List.of(values)), false);
    }

    /** A copy in which the key has a value that AWS does not document. Decisions say whether they depend on such keys. */
    public Context withInferred(String key, String value) {
        return plus(key, new Known(List.of(value)), true);
    }

    /** A copy in which these keys are absent. {@code prefix/*} means all keys with that prefix. */
    public Context without(String... absentKeys) {
        Context context = this;
        for (String key : absentKeys) {
            context = context.plus(key, new Absent(), false);
        }
        return context;
    }

    /** A copy in which the key is unknown. */
    public Context withUnknown(String key) {
        return plus(key, new Unknown(), false);
    }

    boolean infers(String key) {
        return entry(name(key)).filter(Entry::isInferred).isPresent();
    }

    Context withoutInference() {
        Context context = this;
        for (Optional<Entry> entry = newest;
                entry.isPresent();
                entry = entry.get().older()) {
            if (infers(entry.get().name())) {
                context = context.withUnknown(entry.get().name());
            }
        }
        return context;
    }

    Presence of(String key) {
        String name = name(key);
        return entry(name)
                .or(() -> family(name).flatMap(this::entry))
                .map(Entry::presence)
                .orElse(others);
    }

    private Optional<Entry> entry(String name) {
        Optional<Entry> entry = newest;
        while (entry.isPresent() && !entry.get().name().equals(name)) {
            entry = entry.get().older();
        }
        return entry;
    }

    private static Optional<String> family(String name) {
        int slash = name.indexOf('/');
        return slash < 0 ? Optional.empty() : Optional.of(name.substring(0, slash) + "/*");
    }

    private Context plus(String key, Presence presence, boolean isInferred) {
        return new Context(Optional.of(new Entry(name(key), presence, isInferred, newest)), others);
    }

    private static String name(String key) {
        return key.toLowerCase(Locale.ROOT);
    }
}
