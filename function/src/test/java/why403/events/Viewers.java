package why403.events;

import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;

/** A group of viewers, some of whom send more requests than others. */
record Viewers(List<Viewer> all) {

    private static final List<String> BROWSERS = List.of(
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36",
            "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.1 Safari/605.1.15",
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_7 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.1 Mobile/15E148 Safari/604.1",
            "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Mobile Safari/537.36",
            "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0",
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:145.0) Gecko/20100101 Firefox/145.0",
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0");
    private static final List<String> TOOLS =
            List.of("python-requests/2.32.3", "Go-http-client/2.0", "curl/8.7.1", "okhttp/4.12.0");

    /** Country, and the edge locations that serve it. */
    private static final List<List<String>> PLACES = List.of(
            List.of("DE", "FRA56-P4", "FRA60-P2", "HAM50-P1"),
            List.of("US", "IAD89-C1", "SEA900-P1", "DFW57-P6", "LAX3-C4"),
            List.of("AT", "VIE50-P1", "VIE50-C2"),
            List.of("GB", "LHR3-C2", "MAN51-P2"),
            List.of("FR", "CDG52-P3", "MRS53-P3"),
            List.of("CH", "ZRH55-P1"),
            List.of("JP", "NRT57-P4", "KIX50-P2"),
            List.of("IN", "BOM78-P5", "DEL51-P2"),
            List.of("BR", "GRU3-P8"),
            List.of("AU", "SYD62-P1"));

    private static final List<String> NETWORKS = List.of("192.0.2.", "198.51.100.", "203.0.113.");
    private static final int FIRST_DOCUMENTATION_SYSTEM = 64496;

    /** Ordinary people with browsers. */
    static Viewers people(Random random, int howMany) {
        return new Viewers(IntStream.range(0, howMany)
                .mapToObj(i -> viewer(random, address(i), BROWSERS))
                .toList());
    }

    /** Machines with scripts, at addresses that no one of the first 500 people has. */
    static Viewers machines(Random random, int howMany) {
        return new Viewers(IntStream.range(500, 500 + howMany)
                .mapToObj(i -> viewer(random, address(i), TOOLS))
                .toList());
    }

    Viewer any(Random random) {
        double skewed = StrictMath.pow(random.nextDouble(), 1.5);
        return all.get((int) (skewed * all.size()));
    }

    private static Viewer viewer(Random random, String address, List<String> userAgents) {
        List<String> place = PLACES.get((int) (StrictMath.pow(random.nextDouble(), 1.3) * PLACES.size()));
        String httpVersion = random.nextInt(100) < 75 ? "HTTP/2.0" : random.nextInt(2) == 0 ? "HTTP/3.0" : "HTTP/1.1";
        boolean newest = httpVersion.equals("HTTP/3.0") || random.nextInt(100) < 85;
        return new Viewer(
                address,
                place.get(0),
                FIRST_DOCUMENTATION_SYSTEM + PLACES.indexOf(place) + 5 * random.nextInt(2),
                place.get(1 + random.nextInt(place.size() - 1)),
                userAgents.get(random.nextInt(userAgents.size())),
                httpVersion,
                newest ? "TLSv1.3" : "TLSv1.2");
    }

    /** A different one for each number below 900. */
    private static String address(int number) {
        if (number % 5 == 4) {
            return String.format(Locale.ROOT, "2001:db8:%x:%x::%x", number, 7 * number % 251, 1 + number % 3);
        }
        int among = number - number / 5;
        return NETWORKS.get(among % 3) + (1 + among / 3 * 37 % 254);
    }
}
