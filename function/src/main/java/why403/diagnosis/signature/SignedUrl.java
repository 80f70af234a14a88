package why403.diagnosis.signature;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import why403.text.Printable;
import why403.text.ShownPath;

/**
 * A URL that a signature is for.
 *
 * @param scheme without {@code ://}
 * @param path with its first slash
 * @param query the viewer's own parameters in order, without CloudFront's
 */
public record SignedUrl(String scheme, String host, String path, List<String> query) {

    private static final int LONGEST_SHOWN = 200;

    public SignedUrl {
        query = List.copyOf(query);
    }

    /** The whole URL. */
    public String text() {
        return base() + (query.isEmpty() ? "" : "?" + String.join("&", query));
    }

    /** Whether a pattern with the wildcards * and ? matches it; empty if that costs more than is left. */
    public Optional<Boolean> matches(String pattern, VerificationBudget budget) {
        return budget.match(pattern, text());
    }

    /** The host in a pattern; empty if it has none. */
    public static Optional<String> hostOf(String pattern) {
        int from = pattern.indexOf("://");
        int to = from < 0 ? -1 : pattern.indexOf('/', from + 3);
        return to < 0 ? Optional.empty() : Optional.of(pattern.substring(from + 3, to));
    }

    private String base() {
        return scheme + "://" + host + path;
    }

    /** The same under another scheme. */
    public SignedUrl withScheme(String other) {
        return new SignedUrl(other, host, path, query);
    }

    /** The same for another host. */
    public SignedUrl withHost(String other) {
        return new SignedUrl(scheme, other, path, query);
    }

    SignedUrl withPath(String other) {
        return new SignedUrl(scheme, host, other, query);
    }

    /** The same with other parameters. */
    public SignedUrl withQuery(List<String> other) {
        return new SignedUrl(scheme, host, path, other);
    }

    /** The same with every parameter changed. */
    SignedUrl mapParameters(UnaryOperator<String> change) {
        return withQuery(query.stream().map(change).toList());
    }

    /** The same with the value of every parameter changed; its name stays. */
    SignedUrl mapValues(UnaryOperator<String> change) {
        return mapParameters(parameter -> {
            int equals = parameter.indexOf('=');
            return equals < 0
                    ? parameter
                    : parameter.substring(0, equals + 1) + change.apply(parameter.substring(equals + 1));
        });
    }

    /** The URL with the names of its parameters, but never their values: they can be secrets. */
    public String shown() {
        return shown(base(), query);
    }

    /** The same for a URL with wildcards, as a policy contains it. A wildcard can stand for the question mark. */
    public static String shown(String pattern) {
        int query = pattern.indexOf('?');
        return query < 0
                ? shown(pattern, List.of())
                : shown(
                        pattern.substring(0, query),
                        List.of(pattern.substring(query + 1).split("&", -1)));
    }

    private static String withoutValues(String base) {
        int wildcard = base.indexOf('*');
        return wildcard < 0
                ? base
                : base.substring(0, wildcard) + base.substring(wildcard).replaceAll("=[^&*]+", "=\u2026");
    }

    private static String shown(String base, List<String> parameters) {
        String names = String.join(
                "&",
                parameters.stream()
                        .map(parameter -> parameter.contains("=")
                                ? parameter.substring(0, parameter.indexOf('=')) + "=\u2026"
                                : "\u2026")
                        .toList());
        return Printable.excerpt(
                ShownPath.of(withoutValues(base)) + (names.isEmpty() ? "" : "?" + names), LONGEST_SHOWN);
    }
}
