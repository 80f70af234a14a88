package why403.diagnosis.signed;

import java.util.List;
import java.util.function.UnaryOperator;
import why403.text.Printable;

/**
 * A URL that a signature is for.
 *
 * @param scheme without {@code ://}
 * @param path with its first slash
 * @param query the viewer's own parameters in order, without CloudFront's
 */
record SignedUrl(String scheme, String host, String path, List<String> query) {

    private static final int LONGEST_SHOWN = 200;

    SignedUrl {
        query = List.copyOf(query);
    }

    /** The whole URL. */
    String text() {
        return base() + (query.isEmpty() ? "" : "?" + String.join("&", query));
    }

    private String base() {
        return scheme + "://" + host + path;
    }

    SignedUrl withScheme(String other) {
        return new SignedUrl(other, host, path, query);
    }

    SignedUrl withHost(String other) {
        return new SignedUrl(scheme, other, path, query);
    }

    SignedUrl withPath(String other) {
        return new SignedUrl(scheme, host, other, query);
    }

    SignedUrl withQuery(List<String> other) {
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
    String shown() {
        return shown(base(), query);
    }

    /** The same for a URL with wildcards, as a policy contains it. */
    static String shown(String pattern) {
        int query = pattern.indexOf('?');
        return query < 0
                ? shown(pattern, List.of())
                : shown(
                        pattern.substring(0, query),
                        List.of(pattern.substring(query + 1).split("&", -1)));
    }

    private static String shown(String base, List<String> parameters) {
        String names = String.join(
                "&",
                parameters.stream()
                        .map(parameter -> parameter.contains("=")
                                ? parameter.substring(0, parameter.indexOf('=')) + "=\u2026"
                                : "\u2026")
                        .toList());
        return Printable.excerpt(base + (names.isEmpty() ? "" : "?" + names), LONGEST_SHOWN);
    }
}
