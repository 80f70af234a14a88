package why403.diagnosis;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.cloudfront.model.Aliases;
import software.amazon.awssdk.services.cloudfront.model.Distribution;
import software.amazon.awssdk.services.cloudfront.model.DistributionConfig;
import why403.diagnosis.request.IncidentContext;
import why403.log.Field;
import why403.text.Glob;
import why403.text.Phrases;

/** The host that people know the refused requests by. A viewer chooses the Host header, so only a known host is taken. */
final class RequestedHost {

    private static final Pattern HOST = Pattern.compile("[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?");

    private RequestedHost() {}

    /**
     * The host of most refused requests, if the distribution has it as an alias or its configuration is not known; otherwise
     * its first alias, its domain name, or its id.
     */
    static String of(IncidentContext incident) {
        List<String> aliases = incident.config().map(RequestedHost::aliases).orElse(List.of());
        return mostRequested(incident)
                .filter(host -> incident.distribution().isEmpty() || isAlias(host, aliases))
                .or(() -> aliases.stream().findFirst())
                .or(() -> incident.distribution().map(Distribution::domainName))
                .orElse(incident.distributionId());
    }

    private static List<String> aliases(DistributionConfig config) {
        return Optional.ofNullable(config.aliases()).map(Aliases::items).orElse(List.of());
    }

    private static Optional<String> mostRequested(IncidentContext incident) {
        return Phrases.ranked(incident.requests(), request -> request.record().value(Field.HOST_HEADER).stream())
                .stream()
                .map(Map.Entry::getKey)
                .map(host -> host.toLowerCase(Locale.ROOT))
                .findFirst()
                .filter(host -> HOST.matcher(host).matches());
    }

    private static boolean isAlias(String host, List<String> aliases) {
        return aliases.stream()
                .map(alias -> alias.toLowerCase(Locale.ROOT))
                .anyMatch(alias -> Glob.pattern(alias).matches(host));
    }
}
