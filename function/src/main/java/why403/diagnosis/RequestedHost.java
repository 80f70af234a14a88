package why403.diagnosis;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import why403.diagnosis.request.IncidentContext;
import why403.diagnosis.request.ServedHosts;
import why403.log.Field;
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
        ServedHosts hosts = incident.hosts();
        return mostRequested(incident)
                .filter(host -> incident.distribution().isEmpty() || hosts.isAlias(host))
                .or(() -> hosts.aliases().stream().findFirst())
                .or(hosts::domainName)
                .orElse(incident.distributionId());
    }

    private static Optional<String> mostRequested(IncidentContext incident) {
        return Phrases.ranked(incident.requests(), request -> request.record().value(Field.HOST_HEADER).stream())
                .stream()
                .map(Map.Entry::getKey)
                .map(ServedHosts::normalized)
                .findFirst()
                .filter(host -> HOST.matcher(host).matches());
    }
}
