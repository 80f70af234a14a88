package why403.aws;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** Asks for all pages of a listing. */
final class Pages {

    private static final int MAX_PAGES = 100;

    private Pages() {}

    /**
     * Asks for each page with the marker that the page before it named.
     *
     * @param operation names the listing in a message
     * @param page asks for the page at a marker, which is empty for the first page, and returns the next marker, if any
     */
    static void each(String operation, Function<Optional<String>, Optional<String>> page) {
        Optional<String> marker = Optional.empty();
        for (int i = 0; i < MAX_PAGES; i++) {
            marker = page.apply(marker).filter(Predicate.not(String::isEmpty));
            if (marker.isEmpty()) {
                return;
            }
        }
        throw new UnreadableResponseException(operation + " returned more than " + MAX_PAGES + " pages");
    }
}
