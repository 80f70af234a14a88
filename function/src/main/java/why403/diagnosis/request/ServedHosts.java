package why403.diagnosis.request;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.cloudfront.model.Aliases;
import software.amazon.awssdk.services.cloudfront.model.Distribution;
import software.amazon.awssdk.services.cloudfront.model.DistributionConfig;
import why403.log.Field;
import why403.log.LogRecord;
import why403.text.Glob;

/**
 * The host names under which a distribution answers: its aliases and its domain name. Names are compared without case, port
 * and final dot. The alias {@code *.example.com} also stands for {@code a.b.example.com}.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/CNAMEs.html">AWS: alternate domain
 *     names</a>
 */
public final class ServedHosts {

    /** Whether the distribution answers under a host name. */
    public enum Served {
        YES,
        NO,
        /** The configuration is not known, or the names belong to another configuration. */
        UNKNOWN
    }

    private static final Pattern PORT = Pattern.compile(":\\d{1,5}$");
    private static final Pattern FINAL_DOT = Pattern.compile("\\.$");

    private final boolean areComplete;
    private final List<String> aliases;
    private final Optional<String> domainName;

    /** By host: whether it is an alias. The requests of an incident share a few hosts. */
    private final Map<String, Boolean> knownAliases = new HashMap<>();

    private final Map<String, String> knownNames = new HashMap<>();

    private ServedHosts(boolean areComplete, List<String> aliases, Optional<String> domainName) {
        this.areComplete = areComplete;
        this.aliases = aliases;
        this.domainName = domainName;
    }

    static ServedHosts of(Optional<Distribution> distribution) {
        Optional<DistributionConfig> config = distribution.map(Distribution::distributionConfig);
        List<String> names = config.map(DistributionConfig::aliases).map(Aliases::items).orElse(List.of()).stream()
                .filter(Objects::nonNull)
                .toList();
        return new ServedHosts(
                config.filter(ServedHosts::namesAll).isPresent(), names, distribution.map(Distribution::domainName));
    }

    /** A recording can lack the aliases. A staging distribution answers under those of its primary distribution. */
    private static boolean namesAll(DistributionConfig config) {
        Aliases all = config.aliases();
        boolean isWhole = all != null
                && (all.quantity() == null
                        ? !all.items().isEmpty()
                        : all.quantity() == all.items().size());
        return isWhole && !Boolean.TRUE.equals(config.staging());
    }

    /** The aliases as configured; empty if there are none or they are not known. */
    public List<String> aliases() {
        return List.copyOf(aliases);
    }

    /** The name that CloudFront gave to the distribution. */
    public Optional<String> domainName() {
        return domainName;
    }

    /** Whether the distribution has that name as an alias, or has an alias with a wildcard that stands for it. */
    public boolean isAlias(String host) {
        return knownAliases.computeIfAbsent(host, this::matchesAnAlias);
    }

    private boolean matchesAnAlias(String host) {
        String name = normalized(host);
        return aliases.stream()
                .anyMatch(alias -> Glob.pattern(normalized(alias)).matches(name));
    }

    /** Whether the distribution answers under the host that the viewer asked for. */
    public Served serves(LogRecord record) {
        Optional<String> host = record.value(Field.HOST_HEADER);
        if (host.isEmpty()) {
            return Served.UNKNOWN;
        }
        if (isAlias(host.get()) || isDomainName(host.get(), record)) {
            return Served.YES;
        }
        return areComplete ? Served.NO : Served.UNKNOWN;
    }

    /** The log has the domain name too, in {@code cs(Host)}. */
    private boolean isDomainName(String host, LogRecord record) {
        return domainName
                .or(() -> record.value(Field.HOST))
                .map(this::name)
                .filter(name(host)::equals)
                .isPresent();
    }

    private String name(String host) {
        return knownNames.computeIfAbsent(host, ServedHosts::normalized);
    }

    /** The name in lower case, without port and final dot. */
    public static String normalized(String host) {
        String name = PORT.matcher(host).replaceFirst("");
        return FINAL_DOT.matcher(name).replaceFirst("").toLowerCase(Locale.ROOT);
    }
}
