package why403.events;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The requested resources of ordinary sites. */
final class Resources {

    private static final List<String> PROBED = List.of("/wp-login.php", "/.env", "/old/news.html", "/robots.txt.bak");

    private Resources() {}

    /** Pages, styles, scripts and pictures of a small site on S3. */
    static List<Resource> website() {
        Stream<Resource> pages = Stream.of(
                Resource.get("/", 160, Answer.cached("text/html", 6_412)),
                Resource.get("/about.html", 40, Answer.cached("text/html", 4_130)),
                Resource.get("/news/2026/november.html", 60, Answer.cached("text/html", 9_871)),
                Resource.get("/css/site.css", 130, Answer.cached("text/css", 18_204)),
                Resource.get("/js/site.js", 130, Answer.cached("application/javascript", 41_377)),
                Resource.get("/favicon.ico", 50, Answer.cached("image/x-icon", 1_150)));
        return Stream.concat(pages, pictures("/img/", 18, 26).stream()).toList();
    }

    /** Pictures, numbered. */
    static List<Resource> pictures(String prefix, int howMany, int weight) {
        return IntStream.rangeClosed(1, howMany)
                .mapToObj(i -> Resource.get(
                        prefix + "photo-" + (100 + i) + ".jpg",
                        weight,
                        Answer.cached("image/jpeg", 20_000 + 7_919L * i % 90_000)))
                .toList();
    }

    /** What is asked for now and then and is not there: some tenths of a percent of {@link #website}. */
    static List<Resource> probes(Answer answer) {
        return PROBED.stream().map(path -> Resource.get(path, 1, answer)).toList();
    }

    /** A script that sends POST to a path that does not allow it. */
    static Resource strayPost() {
        return Resource.post("/xmlrpc.php", 2, Answer.methodRefused());
    }

    static List<Resource> all(List<Resource> first, List<Resource> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }

    static List<Resource> all(List<Resource> first, Resource... others) {
        return all(first, List.of(others));
    }
}
