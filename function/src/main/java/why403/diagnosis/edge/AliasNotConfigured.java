package why403.diagnosis.edge;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import software.amazon.awssdk.services.cloudfront.model.DistributionConfig;
import software.amazon.awssdk.services.cloudfront.model.ViewerCertificate;
import why403.cause.CauseId;
import why403.cause.Certainty;
import why403.cause.Headline;
import why403.diagnosis.check.AffectedViewers;
import why403.diagnosis.check.Check;
import why403.diagnosis.check.Claim;
import why403.diagnosis.check.Explained;
import why403.diagnosis.check.Finding;
import why403.diagnosis.remedy.Fix;
import why403.diagnosis.request.Fingerprint;
import why403.diagnosis.request.ForbiddenRequest;
import why403.diagnosis.request.IncidentContext;
import why403.diagnosis.request.LogSignature;
import why403.diagnosis.request.RequestKind;
import why403.diagnosis.request.ServedHosts;
import why403.diagnosis.request.ServedHosts.Served;
import why403.diagnosis.request.Tenancy;
import why403.log.Field;
import why403.text.Phrases;
import why403.text.Printable;

/**
 * The viewer asked for a host name under which the distribution does not answer.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/CNAMEs.html">AWS: alternate domain
 *     names</a>
 */
final class AliasNotConfigured implements Check {

    private static final String WRONG_CERTIFICATE = "InvalidRequestCertificate";

    /** A viewer can send anything as a host. */
    private static final Pattern HOST = Pattern.compile("[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?");

    private static final int MOST_NAMED = 5;
    private static final int LONGEST_ARN = 120;

    private final IncidentContext incident;

    AliasNotConfigured(IncidentContext incident) {
        this.incident = incident;
    }

    @Override
    public CauseId id() {
        return CauseId.ALIAS_NOT_CONFIGURED;
    }

    @Override
    public boolean mayExplain(RequestKind kind) {
        LogSignature line = kind.line();
        return line.hasDetail(WRONG_CERTIFICATE)
                || (!line.isSpecific() && !line.originAnswered() && line.mayHave(Fingerprint.BAD_REQUEST));
    }

    @Override
    public Optional<Claim> examine(ForbiddenRequest request) {
        return certainty(request)
                .map(request::bound)
                .map(certainty -> Tenancy.bound(certainty, request, incident))
                .map(certainty -> new Claim(certainty, id()));
    }

    private Optional<Certainty> certainty(ForbiddenRequest request) {
        Served served = incident.hosts().serves(request.record());
        LogSignature line = request.line();
        if (line.hasDetail(WRONG_CERTIFICATE)) {
            return Optional.of(served == Served.NO ? Certainty.CONFIRMED : Certainty.LIKELY);
        }
        if (line.isSpecific() || line.originAnswered()) {
            return Optional.empty();
        }
        return switch (served) {
            case YES -> Optional.empty();
            case NO -> ofRefusedHost(request);
            case UNKNOWN -> ofUnknownHost(request);
        };
    }

    private static Optional<Certainty> ofRefusedHost(ForbiddenRequest request) {
        LogSignature line = request.line();
        if (line.has(Fingerprint.BAD_REQUEST)) {
            return Optional.of(Certainty.CONFIRMED);
        }
        if (!request.body().isOwn() || !line.mayHave(Fingerprint.BAD_REQUEST)) {
            return Optional.empty();
        }
        boolean looksLikeThePage = line.contentType().isPresent() || line.sentAbout(Fingerprint.BAD_REQUEST);
        return Optional.of(looksLikeThePage ? Certainty.LIKELY : Certainty.POSSIBLE);
    }

    /** Only a tenant has host names that no configuration of a distribution contains. */
    private Optional<Certainty> ofUnknownHost(ForbiddenRequest request) {
        return request.line().has(Fingerprint.BAD_REQUEST)
                ? Optional.of(Tenancy.concerns(request, incident) ? Certainty.LIKELY : Certainty.POSSIBLE)
                : Optional.empty();
    }

    @Override
    public Finding report(List<Explained> explained) {
        List<Map.Entry<String, Long>> hosts = hosts(explained);
        boolean isAliasNow = isAliasNow(explained);
        return new Finding(
                headline(hosts, isAliasNow),
                summary(hosts, isAliasNow),
                evidence(explained, hosts),
                Fix.byHand(isAliasNow ? certificateFix(hosts) : fix(explained, hosts)));
    }

    private static List<Map.Entry<String, Long>> hosts(List<Explained> explained) {
        return Phrases.ranked(
                explained,
                one -> one.request().record().value(Field.HOST_HEADER).stream().map(ServedHosts::normalized));
    }

    private boolean isAliasNow(List<Explained> explained) {
        return explained.stream()
                .allMatch(one -> incident.hosts().serves(one.request().record()) == Served.YES);
    }

    private static Headline headline(List<Map.Entry<String, Long>> hosts, boolean isAliasNow) {
        boolean isOne = hosts.size() == 1;
        String whom = isOne ? inFewWords(hosts.get(0).getKey()) : "requested hosts";
        return isAliasNow
                ? Headline.always("the certificate did not match " + whom)
                : new Headline(
                        whom + (isOne ? " is not an alias" : " are not aliases"),
                        whom + (isOne ? " was not an alias" : " were not aliases"));
    }

    private static String inFewWords(String host) {
        return HOST.matcher(host).matches() ? "host " + Printable.excerpt(host) : "the requested host";
    }

    private String summary(List<Map.Entry<String, Long>> hosts, boolean isAliasNow) {
        String distribution = "distribution " + incident.distributionId();
        String names = hosts.isEmpty() ? "the requested hosts" : Phrases.counted(hosts, MOST_NAMED);
        if (isAliasNow) {
            return "the certificate of the connection did not fit " + distribution + " for " + names
                    + ", which it serves now";
        }
        return incident.distribution().isPresent()
                ? distribution + " was asked for " + names + ", and has no such alias"
                : distribution + " was asked for " + names + ", and seems to have no such alias";
    }

    private List<String> evidence(List<Explained> explained, List<Map.Entry<String, Long>> hosts) {
        List<String> evidence = new ArrayList<>();
        AffectedViewers.detail(explained, WRONG_CERTIFICATE).forEach(evidence::add);
        page(explained).forEach(evidence::add);
        evidence.add(
                hosts.isEmpty()
                        ? "The log does not say which host the viewers asked for."
                        : "Requested hosts: " + Phrases.counted(hosts, MOST_NAMED) + ".");
        names().forEach(evidence::add);
        wildcards(hosts).forEach(evidence::add);
        if (explained.stream().anyMatch(one -> Tenancy.concerns(one.request(), incident))) {
            evidence.add("The distribution has tenants. The host names of a tenant were not read.");
        }
        evidence.addAll(AffectedViewers.sentences(explained));
        return evidence;
    }

    private static Stream<String> page(List<Explained> explained) {
        long having = explained.stream()
                .filter(one -> one.request().line().has(Fingerprint.BAD_REQUEST))
                .count();
        return having == 0
                ? Stream.empty()
                : Stream.of("The edge answered with CloudFront's page \"Bad request\" ("
                        + Fingerprint.BAD_REQUEST.shape() + ") " + Phrases.count(having, "time") + ".");
    }

    private Stream<String> names() {
        if (incident.distribution().isEmpty()) {
            return Stream.of("The aliases of the distribution are not known.");
        }
        List<String> aliases =
                incident.hosts().aliases().stream().map(Printable::excerpt).toList();
        String domainName = incident.hosts()
                .domainName()
                .map(name -> " Its domain name is " + Printable.excerpt(name) + ".")
                .orElse("");
        return Stream.of(
                (aliases.isEmpty() ? "No alias of the distribution is known." : aliases(aliases)) + domainName);
    }

    private static String aliases(List<String> aliases) {
        return (aliases.size() == 1 ? "The distribution's only alias is " : "The distribution's aliases are ")
                + Phrases.list(aliases, MOST_NAMED) + ".";
    }

    /** A common mistake: {@code *.example.com} does not stand for {@code example.com}. */
    private Stream<String> wildcards(List<Map.Entry<String, Long>> hosts) {
        return hosts.stream()
                .map(Map.Entry::getKey)
                .limit(MOST_NAMED)
                .flatMap(host -> incident.hosts().aliases().stream()
                        .filter(alias -> ServedHosts.normalized(alias).equals("*." + host))
                        .map(alias -> "The alias " + Printable.excerpt(alias) + " does not stand for "
                                + Printable.excerpt(host) + " itself."));
    }

    private static String certificateFix(List<Map.Entry<String, Long>> hosts) {
        return "Check that the distribution's certificate covers " + named(hosts)
                + ", and that the clients open the TLS connection for the same name that they send as Host";
    }

    private String fix(List<Explained> explained, List<Map.Entry<String, Long>> hosts) {
        boolean isOfTenant = explained.stream().anyMatch(one -> Tenancy.concerns(one.request(), incident));
        return "If the distribution should serve " + named(hosts) + ", add " + (hosts.size() == 1 ? "it" : "them")
                + (isOfTenant ? " to the domains of the tenant" : " to its aliases (alternate domain names)")
                + ", together with a certificate of AWS Certificate Manager in us-east-1 that covers "
                + (hosts.size() == 1 ? "it" : "them")
                + ". If not, correct the DNS record or the client that sends these requests here" + certificate();
    }

    private static String named(List<Map.Entry<String, Long>> hosts) {
        List<String> names = hosts.stream()
                .map(Map.Entry::getKey)
                .filter(host -> HOST.matcher(host).matches())
                .map(Printable::excerpt)
                .toList();
        return names.isEmpty() ? "the requested hosts" : Phrases.list(names, MOST_NAMED);
    }

    private String certificate() {
        Optional<ViewerCertificate> certificate = incident.config().map(DistributionConfig::viewerCertificate);
        if (certificate
                .filter(one -> Boolean.TRUE.equals(one.cloudFrontDefaultCertificate()))
                .isPresent()) {
            return ". Its certificate now is CloudFront's default one, which covers only its domain name";
        }
        return certificate
                .map(ViewerCertificate::acmCertificateArn)
                .map(arn -> ". Its certificate now is " + Printable.excerpt(arn, LONGEST_ARN))
                .orElse("");
    }
}
