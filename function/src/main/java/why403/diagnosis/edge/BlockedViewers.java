package why403.diagnosis.edge;

import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import why403.diagnosis.check.Explained;
import why403.diagnosis.request.IncidentContext;
import why403.log.Field;
import why403.log.LogRecord;
import why403.sample.Dimension;
import why403.sample.DimensionValues;
import why403.sample.Sample;
import why403.sample.ServedRequests.PathAndMethod;
import why403.text.IpAddress;
import why403.text.Phrases;

/**
 * Whether the viewers whose requests were blocked look like the site's own users or like scanners: the requests are compared
 * with what was served, in the incident and in the hours before.
 */
final class BlockedViewers {

    /** Who they look like, and the words for a share of the blocked requests. */
    enum Kind {
        USERS(
                "These look like the site's own users",
                "have a path and a kind of client for which requests were also served"),
        KNOWN_CLIENTS(
                "These may be the site's own users",
                "ask for few paths again and again, with a kind of client to which other paths beside these were served"),
        REPEATED(
                "This may be a monitor, an app or a script",
                "ask for few paths again and again, none of which was served in that time"),
        SCRIPTS("These look like scripts", "ask for paths that are served, but not to this kind of client"),
        SCANNERS("These look like scanners", "ask for one of many paths that were not served in that time");

        private final String verdict;
        private final String criterion;

        Kind(String verdict, String criterion) {
            this.verdict = verdict;
            this.criterion = criterion;
        }
    }

    private static final double MOST = 0.8;
    private static final double FEWER_SERVED = 0.3;
    private static final int MOST_NAMED = 3;

    /** A monitor or an app asks for few paths again and again; a scanner tries many. */
    private static final int FEW_PATHS = 3;

    private static final String ROOT = "/";

    private record Client(String folder, String method, String family) {}

    private final List<LogRecord> blocked;
    private final Sample sample;
    private final Set<String> servedPaths;
    private final Set<String> servedFolders = new HashSet<>();
    private final Set<Client> servedClients = new HashSet<>();
    private final Map<String, Set<String>> otherPathsByFamily = new HashMap<>();

    BlockedViewers(List<Explained> explained, IncidentContext incident) {
        this.blocked = explained.stream().map(one -> one.request().record()).toList();
        this.sample = incident.sample();
        this.servedPaths =
                sample.served().pathsAndMethods().map(PathAndMethod::path).collect(Collectors.toSet());
        served().forEach(line -> {
            line.in(Dimension.PATH).ifPresent(servedFolders::add);
            client(line).ifPresent(servedClients::add);
        });
        blocked.stream()
                .filter(record -> !isServedPath(record))
                .forEach(record -> otherPathsByFamily
                        .computeIfAbsent(family(record), first -> new HashSet<>())
                        .add(record.value(Field.URI_STEM).orElse(ROOT)));
    }

    /** The lines that were no errors, in the incident and before. */
    private Stream<DimensionValues> served() {
        return Stream.concat(sample.during().ordinary().stream(), sample.before().ordinary().stream())
                .filter(line -> line.in(Dimension.RESULT_TYPE)
                        .filter(type -> !type.contains("Error"))
                        .isPresent());
    }

    private static Optional<Client> client(DimensionValues line) {
        return line.in(Dimension.PATH)
                .flatMap(folder -> line.in(Dimension.METHOD)
                        .flatMap(method ->
                                line.in(Dimension.USER_AGENT).map(family -> new Client(folder, method, family))));
    }

    private static String family(LogRecord record) {
        return Dimension.USER_AGENT.valueIn(record).orElse("");
    }

    private static String folder(LogRecord record) {
        return Dimension.PATH.valueIn(record).orElse(ROOT);
    }

    /** What is directly below the root says nothing about another path there. */
    private boolean isServedPath(LogRecord record) {
        String folder = folder(record);
        return record.value(Field.URI_STEM).filter(servedPaths::contains).isPresent()
                || (!folder.equals(ROOT) && servedFolders.contains(folder));
    }

    private boolean isServedClient(LogRecord record) {
        return servedClients.contains(
                new Client(folder(record), Dimension.METHOD.valueIn(record).orElse(""), family(record)));
    }

    private Kind kind(LogRecord record) {
        boolean isKnown = isServedClient(record);
        if (isServedPath(record)) {
            return isKnown ? Kind.USERS : Kind.SCRIPTS;
        }
        if (otherPathsByFamily.get(family(record)).size() > FEW_PATHS) {
            return Kind.SCANNERS;
        }
        return isKnown ? Kind.KNOWN_CLIENTS : Kind.REPEATED;
    }

    private Map<Kind, Long> counts() {
        return blocked.stream()
                .collect(Collectors.groupingBy(this::kind, () -> new EnumMap<>(Kind.class), Collectors.counting()));
    }

    /** Who most of them look like; empty if they differ, or if nothing was served that they can be compared with. */
    Optional<Kind> kind() {
        return servedPaths.isEmpty() && servedFolders.isEmpty()
                ? Optional.empty()
                : counts().entrySet().stream()
                        .filter(entry -> entry.getValue() >= MOST * blocked.size())
                        .map(Map.Entry::getKey)
                        .findFirst();
    }

    /** Who they look like, and whether their addresses are of another kind than those of the others: a sentence each. */
    List<String> sentences() {
        return Stream.concat(who().stream(), addresses().stream()).toList();
    }

    private Optional<String> who() {
        if (servedPaths.isEmpty() && servedFolders.isEmpty()) {
            return Optional.empty();
        }
        Map<Kind, Long> counts = counts();
        return Optional.of(kind().map(kind -> kind.verdict + ": " + share(counts, kind) + " of the blocked requests "
                                + kind.criterion + named(kind))
                        .orElseGet(() -> "The blocked requests are a mixture: " + mixture(counts))
                + ".");
    }

    private String share(Map<Kind, Long> counts, Kind kind) {
        return percent(counts.getOrDefault(kind, 0L), blocked.size());
    }

    private String mixture(Map<Kind, Long> counts) {
        return counts.entrySet().stream()
                .sorted(Map.Entry.<Kind, Long>comparingByValue(Comparator.reverseOrder()))
                .map(entry -> percent(entry.getValue(), blocked.size()) + " " + entry.getKey().criterion)
                .collect(Collectors.joining("; "));
    }

    private String named(Kind kind) {
        List<Map.Entry<String, Long>> families = Phrases.ranked(
                blocked.stream().filter(record -> kind(record) == kind).toList(),
                record -> Dimension.USER_AGENT.valueIn(record).stream());
        return families.isEmpty() ? "" : ": " + Phrases.counted(families, MOST_NAMED);
    }

    static String percent(long part, long whole) {
        return Math.round(100.0 * part / whole) + " %";
    }

    /** A set of addresses often lacks the viewers that use IPv6. */
    private Optional<String> addresses() {
        List<byte[]> of = blocked.stream()
                .flatMap(record -> record.value(Field.CLIENT_ADDRESS).stream())
                .flatMap(address -> IpAddress.parse(address).stream())
                .toList();
        List<String> served = served().flatMap(line -> line.in(Dimension.NETWORK).stream())
                .filter(network -> !network.startsWith("AS"))
                .toList();
        if (of.isEmpty() || served.isEmpty()) {
            return Optional.empty();
        }
        long blockedIpv6 = of.stream().filter(address -> address.length > 4).count();
        long servedIpv6 =
                served.stream().filter(network -> network.indexOf(':') >= 0).count();
        double blockedShare = (double) blockedIpv6 / of.size();
        double servedShare = (double) servedIpv6 / served.size();
        return blockedShare >= MOST && servedShare <= blockedShare - FEWER_SERVED
                ? Optional.of(
                        "IPv6: " + percent(blockedIpv6, of.size()) + " of the blocked requests, "
                                + percent(servedIpv6, served.size())
                                + " of the served ones. A set of addresses in a rule may lack the IPv6 addresses of these viewers.")
                : Optional.empty();
    }

    /** The paths that were blocked, as the viewers sent them, most requests first. */
    List<String> paths() {
        return Phrases.ranked(blocked, record -> record.value(Field.URI_STEM).stream()).stream()
                .map(Map.Entry::getKey)
                .distinct()
                .toList();
    }
}
