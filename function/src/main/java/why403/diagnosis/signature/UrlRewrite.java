package why403.diagnosis.signature;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** How the URL that was signed can differ from the URL that was sent, while both are meant to be the same. */
public sealed interface UrlRewrite {

    /** Nothing differs. */
    UrlRewrite NONE = Reencoding.NONE;

    /** What was signed if this was sent. The same URL if the difference cannot be. */
    SignedUrl signed(SignedUrl sent);

    /** The difference, after "the URL". */
    String words();

    /** What must change in the signer or after it, one sentence without its full stop. */
    String fix();

    /** The ways in which that URL may have been changed, most frequent first. */
    static List<UrlRewrite> of(SignedUrl sent) {
        List<UrlRewrite> all = new ArrayList<>(List.of(Reencoding.values()));
        for (int kept = 0; kept < Math.min(sent.query().size(), FirstParameters.MOST); kept++) {
            all.add(new FirstParameters(kept));
        }
        for (int folders = Math.min(ParentPath.folders(sent.path()), ParentPath.MOST); folders >= 0; folders--) {
            all.add(new ParentPath(folders));
        }
        return all;
    }

    /** The same URL, written in another way. */
    enum Reencoding implements UrlRewrite {
        NONE("as it was sent", url -> url),
        PATH_DECODED("with its path decoded", path(UrlEscapes::decoded)),
        PATH_ENCODED("with its path encoded", path(path -> UrlEscapes.encoded(UrlEscapes.decoded(path), "/"))),
        PATH_ENCODED_WHERE_NEEDED(
                "with its path encoded only where needed",
                path(path -> UrlEscapes.encoded(UrlEscapes.decoded(path), "/!$&'()*+,;=:@"))),
        PATH_ENCODED_TWICE("with its path encoded twice", path(UrlEscapes::escapedAgain)),
        PATH_WITH_PLUS("with + for %20 in its path", path(UrlEscapes::plusForSpace)),
        PATH_WITHOUT_PLUS("with %20 for + in its path", path(UrlEscapes::spaceForPlus)),
        QUERY_WITH_PLUS("with + for %20 in its query", url -> url.mapParameters(UrlEscapes::plusForSpace)),
        QUERY_WITHOUT_PLUS("with %20 for + in its query", url -> url.mapParameters(UrlEscapes::spaceForPlus)),
        VALUES_DECODED("with its query values decoded", url -> url.mapValues(UrlEscapes::decoded)),
        VALUES_DECODED_AS_FORM(
                "with its query values decoded",
                url -> url.mapValues(value -> UrlEscapes.decoded(value.replace('+', ' ')))),
        VALUES_ENCODED(
                "with its query values encoded",
                url -> url.mapValues(value -> UrlEscapes.encoded(UrlEscapes.decoded(value), ""))),
        VALUES_ENCODED_TWICE(
                "with its query values encoded twice", url -> url.mapValues(value -> UrlEscapes.encoded(value, ""))),
        DECODED("decoded", url -> url.withPath(UrlEscapes.decoded(url.path())).mapValues(UrlEscapes::decoded)),
        UPPER_CASE(
                "with its escapes in upper case",
                url -> url.withPath(UrlEscapes.upperCase(url.path())).mapParameters(UrlEscapes::upperCase)),
        LOWER_CASE(
                "with its escapes in lower case",
                url -> url.withPath(UrlEscapes.lowerCase(url.path())).mapParameters(UrlEscapes::lowerCase));

        private final String words;

        @SuppressWarnings("ImmutableEnumChecker") // the functions have no state
        private final UnaryOperator<SignedUrl> signed;

        Reencoding(String words, UnaryOperator<SignedUrl> signed) {
            this.words = words;
            this.signed = signed;
        }

        private static UnaryOperator<SignedUrl> path(UnaryOperator<String> change) {
            return url -> url.withPath(change.apply(url.path()));
        }

        @Override
        public SignedUrl signed(SignedUrl sent) {
            return signed.apply(sent);
        }

        @Override
        public String words() {
            return words;
        }

        @Override
        public String fix() {
            return "Sign the URL in exactly the form in which it is sent: encode it first, then sign it, and change nothing"
                    + " afterwards. Look for what encodes or decodes it after signing: a web framework, a proxy, a"
                    + " redirect, or the player";
        }
    }

    /**
     * Only the first query parameters were signed, and others were added later.
     *
     * @param kept how many were signed
     */
    record FirstParameters(int kept) implements UrlRewrite {

        private static final int MOST = 4;

        @Override
        public SignedUrl signed(SignedUrl sent) {
            return kept < sent.query().size() ? sent.withQuery(sent.query().subList(0, kept)) : sent;
        }

        @Override
        public String words() {
            return kept == 0 ? "without its query parameters" : "without its last query parameters";
        }

        @Override
        public String fix() {
            return "Add all query parameters before the URL is signed. If other parties add some later, such as campaign"
                    + " parameters, sign a custom policy whose Resource ends with *";
        }
    }

    /**
     * A folder with a wildcard was signed under a canned policy, which has no wildcards.
     *
     * @param folders how many folders of the path were signed
     */
    record ParentPath(int folders) implements UrlRewrite {

        private static final int MOST = 4;

        /** How many folders a path has. */
        private static int folders(String path) {
            return (int) path.chars().filter(c -> c == '/').count() - 1;
        }

        @Override
        public SignedUrl signed(SignedUrl sent) {
            int end = 0;
            for (int i = 0; i < folders && end >= 0; i++) {
                end = sent.path().indexOf('/', end + 1);
            }
            return end < 0
                    ? sent
                    : sent.withPath(sent.path().substring(0, end) + "/*").withQuery(List.of());
        }

        @Override
        public String words() {
            return "with a wildcard for all that is in the folder";
        }

        @Override
        public String fix() {
            return "Sign a custom policy with this Resource, and send it as Policy: a canned policy (Expires) allows one"
                    + " URL and has no wildcards";
        }
    }
}
