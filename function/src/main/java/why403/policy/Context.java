package why403.policy;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What is known of a request's condition keys. Each key is known, known to be absent, or unknown; the case of key names
 * does not matter.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html">AWS: global
 *     condition keys</a>
 */
public final class Context {

    /** What was said of a key, and what was said before: contexts of many requests share most of what they say. */
    private record Said(String name, Presence presence, boolean isInferred, Optional<Said> before) {}

    private final Optional<Said> newest;
    private final Presence others;

    private Context(Optional<Said> newest, Presence others) {
        this.newest = newest;
        this.others = others;
    }

    /** What is said of a key. */
    sealed interface Presence {}

    record Known(List<String> values) implements Presence {}

    record Absent() implements Presence {}

    record Unknown() implements Presence {}

    /** Nothing is known of any key. */
    public static Context unknown() {
        return new Context(Optional.empty(), new Unknown());
    }

    /** Every key that is not added is known to be absent. */
    public static Context absent() {
        return new Context(Optional.empty(), new Absent());
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
        return said(name(key)).filter(Said::isInferred).isPresent();
    }

    Context withoutInference() {
        Context context = this;
        for (Optional<Said> said = newest; said.isPresent(); said = said.get().before()) {
            if (infers(said.get().name())) {
                context = context.withUnknown(said.get().name());
            }
        }
        return context;
    }

    Presence of(String key) {
        String name = name(key);
        return said(name)
                .or(() -> family(name).flatMap(this::said))
                .map(Said::presence)
                .orElse(others);
    }

    private Optional<Said> said(String name) {
        Optional<Said> said = newest;
        while (said.isPresent() && !said.get().name().equals(name)) {
            said = said.get().before();
        }
        return said;
    }

    private static Optional<String> family(String name) {
        int slash = name.indexOf('/');
        return slash < 0 ? Optional.empty() : Optional.of(name.substring(0, slash) + "/*");
    }

    private Context plus(String key, Presence presence, boolean isInferred) {
        return new Context(Optional.of(new Said(name(key), presence, isInferred, newest)), others);
    }

    private static String name(String key) {
        return key.toLowerCase(Locale.ROOT);
    }
}
