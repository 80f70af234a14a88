package why403.diagnosis.edge;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.cloudfront.model.DistributionConfig;
import software.amazon.awssdk.services.cloudfront.model.GeoRestriction;
import software.amazon.awssdk.services.cloudfront.model.GeoRestrictionType;
import software.amazon.awssdk.services.cloudfront.model.Restrictions;
import why403.cause.CauseId;
import why403.cause.Certainty;
import why403.cause.Headline;
import why403.diagnosis.check.AffectedViewers;
import why403.diagnosis.check.Check;
import why403.diagnosis.check.Claim;
import why403.diagnosis.check.Explained;
import why403.diagnosis.check.Finding;
import why403.diagnosis.remedy.DistributionEdit;
import why403.diagnosis.remedy.Fix;
import why403.diagnosis.remedy.Jq;
import why403.diagnosis.request.Fingerprint;
import why403.diagnosis.request.ForbiddenRequest;
import why403.diagnosis.request.IncidentContext;
import why403.diagnosis.request.LogSignature;
import why403.diagnosis.request.RequestKind;
import why403.diagnosis.request.Tenancy;
import why403.log.Field;
import why403.sample.ViewerCounter;
import why403.text.Phrases;
import why403.text.Printable;

/**
 * The distribution's geo restriction refused the viewer's country.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/georestrictions.html">AWS: geo
 *     restrictions</a>
 */
final class GeoRestricted implements Check {

    private static final String BLOCKED = "ClientGeoBlocked";
    private static final int MOST_NAMED = 8;
    private static final int MOST_IN_HEADLINE = 3;

    private final IncidentContext incident;

    GeoRestricted(IncidentContext incident) {
        this.incident = incident;
    }

    @Override
    public CauseId id() {
        return CauseId.GEO_RESTRICTION;
    }

    @Override
    public boolean mayExplain(RequestKind kind) {
        LogSignature line = kind.line();
        return line.hasDetail(BLOCKED)
                || (line.detail().isEmpty() && !line.originAnswered() && line.mayHave(Fingerprint.GEO_BLOCK));
    }

    @Override
    public Optional<Claim> examine(ForbiddenRequest request) {
        return certainty(request.line())
                .map(request::bound)
                .map(certainty -> Tenancy.bound(certainty, request, incident))
                .map(certainty -> new Claim(certainty, id()));
    }

    private Optional<Certainty> certainty(LogSignature line) {
        Optional<GeoRestriction> restriction = restriction();
        boolean refused = line.country()
                .flatMap(country -> restriction.map(rule -> refuses(rule, country)))
                .orElse(false);
        if (line.hasDetail(BLOCKED)) {
            return Optional.of(refused ? Certainty.CONFIRMED : Certainty.LIKELY);
        }
        if (line.detail().isPresent() || line.originAnswered() || !line.mayHave(Fingerprint.GEO_BLOCK)) {
            return Optional.empty();
        }
        if (line.country().isPresent()) {
            return refused ? Optional.of(Certainty.CONFIRMED) : Optional.empty();
        }
        return restriction.isPresent() && line.sentAbout(Fingerprint.GEO_BLOCK)
                ? Optional.of(Certainty.POSSIBLE)
                : Optional.empty();
    }

    private static boolean refuses(GeoRestriction rule, String country) {
        return rule.items().contains(country) == (rule.restrictionType() == GeoRestrictionType.BLACKLIST);
    }

    /** The restriction, if one is on. */
    private Optional<GeoRestriction> restriction() {
        return recorded().filter(GeoRestricted::isOn);
    }

    private static boolean isOn(GeoRestriction rule) {
        return rule.restrictionType() == GeoRestrictionType.BLACKLIST
                || rule.restrictionType() == GeoRestrictionType.WHITELIST;
    }

    private Optional<GeoRestriction> recorded() {
        return incident.config().map(DistributionConfig::restrictions).map(Restrictions::geoRestriction);
    }

    /** Whether the distribution now allows what it refused. That of a tenant is not known. */
    private boolean isChanged(List<Explained> explained) {
        return explained.stream()
                .map(Explained::request)
                .allMatch(request -> !Tenancy.concerns(request, incident)
                        && recorded()
                                .filter(rule -> allows(rule, request.line().country()))
                                .isPresent());
    }

    private static boolean allows(GeoRestriction rule, Optional<String> country) {
        return rule.restrictionType() == GeoRestrictionType.NONE
                || (isOn(rule) && country.filter(known -> !refuses(rule, known)).isPresent());
    }

    @Override
    public Finding report(List<Explained> explained) {
        List<Map.Entry<String, Long>> countries = AffectedViewers.countries(explained);
        boolean isChanged = isChanged(explained);
        return new Finding(
                headline(countries, isChanged),
                summary(explained, countries, isChanged),
                evidence(explained, countries),
                fix(countries, isChanged));
    }

    private static Headline headline(List<Map.Entry<String, Long>> countries, boolean isChanged) {
        String whom = inFewWords(countries);
        return isChanged
                ? Headline.always("geo restriction blocked " + whom + " until a change")
                : new Headline("geo restriction blocks " + whom, "geo restriction blocked " + whom);
    }

    private static String inFewWords(List<Map.Entry<String, Long>> countries) {
        if (countries.isEmpty()) {
            return "viewers by country";
        }
        return countries.size() > MOST_IN_HEADLINE
                ? countries.size() + " countries"
                : Phrases.list(countries.stream()
                        .map(Map.Entry::getKey)
                        .map(Printable::excerpt)
                        .toList());
    }

    private String summary(List<Explained> explained, List<Map.Entry<String, Long>> countries, boolean isChanged) {
        String whom = countries.isEmpty()
                ? Phrases.count(explained.size(), "request") + " from countries that are not logged"
                : Phrases.counted(countries, MOST_NAMED);
        return "the geo restriction of distribution " + incident.distributionId()
                + (isChanged
                        ? " blocked " + whom + "; it was changed since, and allows these countries now"
                        : " blocks " + whom);
    }

    private List<String> evidence(List<Explained> explained, List<Map.Entry<String, Long>> countries) {
        List<String> evidence = new ArrayList<>();
        AffectedViewers.detail(explained, BLOCKED).forEach(evidence::add);
        restriction().ifPresent(rule -> evidence.add(inWords(rule, countries)));
        recorded()
                .filter(rule -> rule.restrictionType() == GeoRestrictionType.NONE)
                .ifPresent(rule -> evidence.add("The distribution has no geo restriction now."));
        if (explained.stream().anyMatch(one -> Tenancy.concerns(one.request(), incident))) {
            evidence.add(
                    "The distribution has tenants. A tenant can have its own geo restriction, which was not read.");
        }
        evidence.addAll(AffectedViewers.sentences(explained));
        viewers(explained).forEach(evidence::add);
        return evidence;
    }

    private static Stream<String> viewers(List<Explained> explained) {
        Set<Map.Entry<String, String>> viewers = explained.stream()
                .map(one -> one.request().record())
                .flatMap(record -> record.value(Field.COUNTRY).stream()
                        .flatMap(country ->
                                ViewerCounter.viewer(record).stream().map(viewer -> Map.entry(country, viewer))))
                .collect(Collectors.toSet());
        return viewers.isEmpty()
                ? Stream.empty()
                : Stream.of("Viewers in each country: "
                        + Phrases.counted(Phrases.ranked(viewers, one -> Stream.of(one.getKey())), MOST_NAMED) + ".");
    }

    private static String inWords(GeoRestriction rule, List<Map.Entry<String, Long>> countries) {
        boolean blocks = rule.restrictionType() == GeoRestrictionType.BLACKLIST;
        List<String> refused =
                codes(countries).filter(country -> refuses(rule, country)).toList();
        return "The distribution's geo restriction " + (blocks ? "blocks " : "allows only ")
                + Phrases.list(rule.items(), MOST_NAMED)
                + (refused.isEmpty() ? "" : ", so it refuses " + Phrases.list(refused)) + ".";
    }

    private static Stream<String> codes(List<Map.Entry<String, Long>> countries) {
        return countries.stream()
                .map(Map.Entry::getKey)
                .filter(country -> country.matches("[A-Z]{2}"))
                .limit(MOST_NAMED);
    }

    private Fix fix(List<Map.Entry<String, Long>> countries, boolean isChanged) {
        if (isChanged) {
            return Fix.byHand(
                    "If the change was intended, there is nothing to fix: these countries are no longer blocked");
        }
        Optional<GeoRestriction> rule = restriction();
        List<String> refused = codes(countries)
                .filter(country -> rule.filter(on -> refuses(on, country)).isPresent())
                .toList();
        String summary =
                "The block is intended if these countries should be blocked. If not, allow them in the geo restriction";
        return refused.isEmpty()
                ? Fix.byHand(summary)
                : Fix.of(
                                summary,
                                DistributionEdit.of(
                                        incident.distributionId(), "Allow " + Phrases.list(refused), filter(refused)))
                        .onlyIf("Only if viewers in " + Phrases.list(refused) + " should be allowed");
    }

    /**
     * By the type of restriction that is there when the command runs: the countries leave a block list, and join an allow
     * list.
     */
    private static String filter(List<String> refused) {
        String countries = Jq.strings(refused);
        return ".Restrictions.GeoRestriction |= (if .RestrictionType == \"blacklist\" then .Items -= " + countries
                + " elif .RestrictionType == \"whitelist\" then .Items += (" + countries + " - .Items) else . end"
                + " | .Quantity = (.Items // [] | length)"
                + " | if .Quantity == 0 then {RestrictionType: \"none\", Quantity: 0} else . end)";
    }
}
