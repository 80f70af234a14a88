package why403.benchmark.where;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import why403.benchmark.where.Request.Client;
import why403.benchmark.where.Request.Kind;
import why403.benchmark.where.Request.Path;
import why403.benchmark.where.Request.UserAgent;
import why403.sample.Dimension;

/**
 * The requests of one site. Their dimensions depend on each other as they do in real traffic: paths on hosts, methods,
 * protocols and cache behaviors on paths, edges and networks on countries, user agents on paths and networks.
 */
final class SiteTraffic {

    private static final List<String> HOST_LABELS =
            List.of("www", "api", "static", "shop", "m", "media", "app", "help");
    private static final List<String> PATH_WORDS = List.of(
            "assets", "img", "api", "account", "video", "docs", "search", "news", "shop", "cart", "login", "feed",
            "blog", "fonts", "upload", "events", "users", "media", "live", "help");
    private static final List<String> COUNTRIES = List.of(
            "US", "DE", "GB", "FR", "IN", "BR", "JP", "CA", "AU", "NL", "ES", "IT", "PL", "SE", "MX", "ID", "KR", "TR",
            "CH", "AT", "BE", "PT", "DK", "NO", "FI", "IE", "CZ", "AR", "CL", "CO", "ZA", "EG", "NG", "KE", "SG", "TH",
            "VN", "PH", "MY", "NZ");
    private static final List<String> EDGES = List.of(
            "IAD", "SEA", "DFW", "LAX", "ORD", "ATL", "JFK", "MIA", "FRA", "MUC", "LHR", "MAN", "CDG", "MRS", "BOM",
            "DEL", "MAA", "GRU", "GIG", "NRT", "KIX", "YUL", "YTO", "SYD", "MEL", "AMS", "MAD", "MXP", "WAW", "ARN",
            "QRO", "CGK", "ICN", "IST", "ZRH", "VIE", "BRU", "LIS", "CPH", "OSL", "HEL", "DUB", "PRG", "EZE", "SCL",
            "BOG", "CPT", "CAI", "LOS", "NBO", "SIN", "BKK", "HAN", "MNL", "KUL", "AKL");

    private static final String MOZILLA = "Mozilla/5.0%20";
    private static final List<UserAgent> BROWSERS = List.of(
            new UserAgent(
                    MOZILLA + "(Windows%20NT%2010.0)%20AppleWebKit/537.36%20Chrome/129.0%20Safari/537.36", "Chrome"),
            new UserAgent(MOZILLA + "(iPhone)%20AppleWebKit/605.1.15%20Version/18.0%20Safari/604.1", "Safari"),
            new UserAgent(MOZILLA + "(Windows%20NT%2010.0)%20Chrome/129.0%20Safari/537.36%20Edg/129.0", "Edge"),
            new UserAgent(MOZILLA + "(X11)%20Gecko/20100101%20Firefox/130.0", "Firefox"),
            new UserAgent(MOZILLA + "(Linux)%20SamsungBrowser/26.0%20Chrome/122.0", "Samsung Internet"),
            new UserAgent(MOZILLA + "(Windows%20NT%2010.0)%20Chrome/128.0%20OPR/113.0", "Opera"));
    private static final List<UserAgent> APPS = List.of(
            new UserAgent("okhttp/4.12.0", "okhttp"),
            new UserAgent("Shop/7%20CFNetwork/1410%20Darwin/22.6", "CFNetwork"),
            new UserAgent("axios/1.7.2", "axios"),
            new UserAgent("Go-http-client/2.0", "Go-http-client"),
            new UserAgent("Dart/3.5%20(dart:io)", "Dart"));
    private static final List<UserAgent> BOTS = List.of(
            new UserAgent(MOZILLA + "(compatible;%20Googlebot/2.1)", "Googlebot"),
            new UserAgent(MOZILLA + "(compatible;%20bingbot/2.0)", "bingbot"),
            new UserAgent("python-requests/2.32", "python-requests"),
            new UserAgent("curl/8.9.1", "curl"),
            new UserAgent(MOZILLA + "(compatible;%20AhrefsBot/7.0)", "AhrefsBot"),
            new UserAgent("Wget/1.24", "Wget"),
            new UserAgent("SomeMonitor/1.0", "other"));

    /** The addresses of simulated clients are in 10.0.0.0/8. */
    private static final int NETWORKS_OF_AN_OCTET = 256;

    private static final long FIRST_PRIVATE_ASN = 64_512;

    private enum Program {
        BROWSER,
        APP,
        BOT
    }

    private final UniformRandomProvider random;
    private final boolean isNewLog;
    private final Weighted<String> hosts;
    private final Map<String, Weighted<Path>> pathsByHost = new HashMap<>();
    private final Map<Path, String> behaviors = new HashMap<>();
    private final Map<Program, Weighted<Client>> clients = new EnumMap<>(Program.class);
    private final Map<String, Weighted<String>> edgesByCountry = new HashMap<>();
    private final double plainHttp;
    private int networksMade;

    /** Draws a site. */
    SiteTraffic(UniformRandomProvider random) {
        this.random = random;
        this.isNewLog = random.nextInt(3) > 0;
        this.plainHttp = random.nextDouble() * 0.06;
        List<String> names = IntStream.range(0, 1 << random.nextInt(4))
                .mapToObj(i -> HOST_LABELS.get(i) + ".example.com")
                .toList();
        this.hosts = Weighted.zipf(random, names, 1.2);
        drawPaths(names);
        drawClients();
    }

    private void drawPaths(List<String> names) {
        int count = 6 + random.nextInt(55);
        double exponent = 0.8 + random.nextDouble() * 0.5;
        Map<String, List<Path>> ofHost = new HashMap<>();
        Map<Path, Double> weights = new HashMap<>();
        List<String> patterns = new ArrayList<>(List.of("*"));
        for (int i = 0; i < count; i++) {
            String word = PATH_WORDS.get(i % PATH_WORDS.size());
            Path path =
                    new Path("/" + word + (i < PATH_WORDS.size() ? "" : "-" + i / PATH_WORDS.size()) + "/", kind(i));
            weights.put(path, Math.pow(i + 1, -exponent));
            behaviors.put(path, behavior(path, patterns));
            boolean isOfOneHost = random.nextInt(10) < 3;
            String only = Weighted.any(random, names);
            names.stream()
                    .filter(name -> !isOfOneHost || name.equals(only))
                    .forEach(name -> ofHost.computeIfAbsent(name, any -> new ArrayList<>())
                            .add(path));
        }
        Path root = new Path("/", Kind.PAGES);
        weights.put(root, 0.3);
        behaviors.put(root, "*");
        for (String name : names) {
            List<Path> paths = ofHost.computeIfAbsent(name, any -> new ArrayList<>());
            paths.add(root);
            Map<Path, Double> popularity = new HashMap<>();
            paths.forEach(path -> popularity.put(path, weights.get(path) * (0.3 + random.nextDouble())));
            pathsByHost.put(name, Weighted.of(random, paths, popularity::get));
        }
    }

    private Kind kind(int rank) {
        int luck = random.nextInt(20);
        return luck < 8 ? Kind.FILES : luck < 14 ? Kind.PAGES : luck < 19 || rank < 3 ? Kind.API : Kind.SOCKET;
    }

    /** Its own pattern, that of another path as well, or the default. */
    private String behavior(Path path, List<String> patterns) {
        int luck = random.nextInt(10);
        if (luck < 4) {
            patterns.add(path.prefix() + "*");
            return path.prefix() + "*";
        }
        return luck < 6 ? Weighted.any(random, patterns) : "*";
    }

    private void drawClients() {
        List<String> countries = Weighted.shuffled(random, COUNTRIES, 5 + random.nextInt(36));
        Weighted<String> byCountry = Weighted.zipf(random, countries, 1 + random.nextDouble() * 0.4);
        Map<String, Weighted<long[]>> providers = new HashMap<>();
        List<String> edges = Weighted.shuffled(random, EDGES, EDGES.size());
        int next = 0;
        for (String country : countries) {
            int own = 1 + random.nextInt(3);
            List<String> home = new ArrayList<>();
            for (int i = 0; i < own; i++) {
                home.add(edges.get(next++ % edges.size()));
            }
            String neighbour = Weighted.any(random, edges);
            edgesByCountry.put(country, Weighted.zipf(random, with(home, neighbour), 1.5));
            providers.put(country, providers(1 + random.nextInt(6)));
        }
        Weighted<long[]> clouds = providers(4);
        int count = 200 + random.nextInt(4_000);
        for (Program program : Program.values()) {
            List<Client> pool = new ArrayList<>();
            Weighted<UserAgent> programs = Weighted.zipf(random, shuffledSlightly(programs(program)), 1);
            for (int i = 0; i < (program == Program.BOT ? count / 10 : count); i++) {
                String country = byCountry.next();
                boolean isInCloud = random.nextInt(100) < (program == Program.BOT ? 70 : 4);
                pool.add(client(country, (isInCloud ? clouds : providers.get(country)).next(), programs.next()));
            }
            clients.put(program, Weighted.zipf(random, pool, 0.5));
        }
    }

    private static List<String> with(List<String> home, String neighbour) {
        List<String> all = new ArrayList<>(home);
        all.add(neighbour);
        return all;
    }

    private static List<UserAgent> programs(Program program) {
        return switch (program) {
            case BROWSER -> BROWSERS;
            case APP -> APPS;
            case BOT -> BOTS;
        };
    }

    private List<UserAgent> shuffledSlightly(List<UserAgent> agents) {
        return Weighted.shuffled(random, agents, 3 + random.nextInt(agents.size() - 2));
    }

    /** Networks: the first number is the autonomous system, the others are its /24s. */
    private Weighted<long[]> providers(int count) {
        List<long[]> providers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            long[] provider = new long[1 + 1 + random.nextInt(8)];
            provider[0] = FIRST_PRIVATE_ASN + networksMade;
            for (int prefix = 1; prefix < provider.length; prefix++) {
                provider[prefix] = networksMade++;
            }
            providers.add(provider);
        }
        return Weighted.zipf(random, providers, 1);
    }

    private Client client(String country, long[] provider, UserAgent userAgent) {
        long prefix = provider[1 + random.nextInt(provider.length - 1)];
        String net = "10." + prefix / NETWORKS_OF_AN_OCTET + "." + prefix % NETWORKS_OF_AN_OCTET + ".";
        return new Client(
                country,
                isNewLog ? "AS" + provider[0] : net + "0/24",
                provider[0],
                net + (1 + random.nextInt(254)),
                userAgent);
    }

    /** Whether the log has the country, the autonomous system and the cache behavior. */
    boolean isNewLog() {
        return isNewLog;
    }

    /** What a cause can be planted in: the dimensions that are logged and that differ before the answer. */
    Set<Dimension> dimensions() {
        EnumSet<Dimension> logged = EnumSet.complementOf(EnumSet.of(Dimension.RESULT_TYPE));
        if (!isNewLog) {
            logged.removeAll(EnumSet.of(Dimension.COUNTRY, Dimension.BEHAVIOR));
        }
        return logged;
    }

    Request next() {
        String host = hosts.next();
        Path path = pathsByHost.get(host).next();
        Client client = clients.get(program(path.kind())).next();
        return new Request(
                host,
                path,
                behaviors.get(path),
                method(path.kind()),
                protocol(path.kind()),
                client,
                edgesByCountry.get(client.country()).next());
    }

    private Program program(Kind kind) {
        int luck = random.nextInt(100);
        return switch (kind) {
            case FILES, PAGES -> luck < 85 ? Program.BROWSER : luck < 92 ? Program.APP : Program.BOT;
            case API, SOCKET -> luck < 40 ? Program.BROWSER : luck < 95 ? Program.APP : Program.BOT;
        };
    }

    private String method(Kind kind) {
        int luck = random.nextInt(100);
        return switch (kind) {
            case FILES -> luck < 97 ? "GET" : luck < 99 ? "HEAD" : "OPTIONS";
            case PAGES -> luck < 94 ? "GET" : luck < 98 ? "POST" : "HEAD";
            case API -> luck < 60 ? "GET" : luck < 85 ? "POST" : luck < 95 ? "OPTIONS" : luck < 98 ? "PUT" : "DELETE";
            case SOCKET -> "GET";
        };
    }

    private String protocol(Kind kind) {
        return kind == Kind.SOCKET ? "wss" : random.nextDouble() < plainHttp ? "http" : "https";
    }
}
