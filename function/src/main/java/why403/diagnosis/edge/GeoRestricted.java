package why403.diagnosis.edge;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.cloudfront.model.Distribution;
import software.amazon.awssdk.services.cloudfront.model.DistributionConfig;
import software.amazon.awssdk.services.cloudfront.model.GeoRestriction;
import software.amazon.awssdk.services.cloudfront.model.GeoRestrictionType;
import software.amazon.awssdk.services.cloudfront.model.Restrictions;
import why403.cause.Certainty;
import why403.cause.Kind;
import why403.cause.Remedy;
import why403.diagnosis.check.Check;
import why403.diagnosis.check.Claim;
import why403.diagnosis.check.Explained;
import why403.diagnosis.check.Finding;
import why403.diagnosis.check.AffectedViewers;
import why403.diagnosis.remedy.DistributionUpdate;
import why403.diagnosis.remedy.Jq;
import why403.diagnosis.request.ForbiddenRequest;
import why403.diagnosis.request.IncidentContext;
import why403.diagnosis.request.LogSignature;
import why403.diagnosis.request.Tenancy;
import why403.text.Shown;

/**
 * The distribution's geo restriction refused the viewer's country.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/georestrictions.html">AWS: geo
 *     restrictions</a>
 */
final class GeoRestricted implements Check {

    private static final String BLOCKED = "ClientGeoBlocked";
    private static final int PAGE = 986;
    private static final int MOST_NAMED = 8;

    @Override
    public String id() {
        return "geo-restriction";
    }

    @Override
    public Kind kind() {
        return Kind.INTENDED;
    }

    @Override
    public Optional<Claim> examine(ForbiddenRequest request, IncidentContext investigation) {
        return certainty(request.line(), restriction(investigation))
                .map(request::bound)
                .map(certainty -> Tenancy.bound(certainty, request, investigation))
                .map(certainty -> new Claim(certainty, id()));
    }

    private static Optional<Certainty> certainty(LogSignature line, Optional<GeoRestriction> restriction) {
        boolean refused = line.country()
                .flatMap(country -> restriction.map(rule -> refuses(rule, country)))
                .orElse(false);
        if (line.hasDetail(BLOCKED)) {
            return Optional.of(refused ? Certainty.CONFIRMED : Certainty.LIKELY);
        }
        if (line.detail().isPresent() || line.originAnswered() || !line.mayBeHtml(PAGE)) {
            return Optional.empty();
        }
        if (line.country().isPresent()) {
            return refused ? Optional.of(Certainty.CONFIRMED) : Optional.empty();
        }
        return restriction.isPresent() && line.sentAbout(PAGE) ? Optional.of(Certainty.POSSIBLE) : Optional.empty();
    }

    private static boolean refuses(GeoRestriction rule, String country) {
        return rule.items().contains(country) == (rule.restrictionType() == GeoRestrictionType.BLACKLIST);
    }

    /** The restriction, where one is on. */
    private static Optional<GeoRestriction> restriction(IncidentContext investigation) {
        return recorded(investigation).filter(GeoRestricted::isOn);
    }

    private static boolean isOn(GeoRestriction rule) {
        return rule.restrictionType() == GeoRestrictionType.BLACKLIST
                || rule.restrictionType() == GeoRestrictionType.WHITELIST;
    }

    private static Optional<GeoRestriction> recorded(IncidentContext investigation) {
        return investigation
                .distribution()
                .map(Distribution::distributionConfig)
                .map(DistributionConfig::restrictions)
                .map(Restrictions::geoRestriction);
    }

    /** Whether the distribution lets through now what was refused; that of a tenant is not known. */
    private static boolean isChanged(List<Explained> explained, IncidentContext investigation) {
        return explained.stream()
                .map(Explained::request)
                .allMatch(request -> !Tenancy.concerns(request, investigation)
                        && recorded(investigation)
                                .filter(rule -> letsThrough(rule, request.line().country()))
                                .isPresent());
    }

    private static boolean letsThrough(GeoRestriction rule, Optional<String> country) {
        return rule.restrictionType() == GeoRestrictionType.NONE
                || (isOn(rule) && country.filter(known -> !refuses(rule, known)).isPresent());
    }

    @Override
    public Finding tell(List<Explained> explained, IncidentContext investigation) {
        List<Map.Entry<String, Long>> countries = AffectedViewers.countries(explained);
        String whom = countries.isEmpty()
                ? Shown.count(explained.size(), "request") + " from countries that are not logged"
                : Shown.counted(countries, MOST_NAMED);
        String blocks = isChanged(explained, investigation)
                ? " blocked " + whom + "; it has been changed since, and lets them through now"
                : " blocks " + whom;
        return new Finding(
                "the geo restriction of " + investigation.distributionId() + blocks,
                evidence(explained, countries, investigation),
                Optional.of(
                        isChanged(explained, investigation)
                                ? new Remedy(
                                        "Nothing to mend if the change was meant: these countries are no longer blocked",
                                        List.of(),
                                        Optional.empty())
                                : remedy(countries, investigation)));
    }

    private List<String> evidence(
            List<Explained> explained, List<Map.Entry<String, Long>> countries, IncidentContext investigation) {
        List<String> evidence = new ArrayList<>();
        AffectedViewers.detail(explained, BLOCKED).forEach(evidence::add);
        restriction(investigation).ifPresent(rule -> evidence.add(inWords(rule, countries)));
        recorded(investigation)
                .filter(rule -> rule.restrictionType() == GeoRestrictionType.NONE)
                .ifPresent(rule -> evidence.add("The distribution's geo restriction is none now."));
        explained.stream()
                .map(Explained::request)
                .filter(request -> Tenancy.concerns(request, investigation))
                .findFirst()
                .ifPresent(request -> evidence.add(
                        "The distribution has tenants, and a tenant's own geo restriction was not looked at."));
        evidence.addAll(AffectedViewers.sentences(explained));
        return evidence;
    }

    private static String inWords(GeoRestriction rule, List<Map.Entry<String, Long>> countries) {
        boolean blocks = rule.restrictionType() == GeoRestrictionType.BLACKLIST;
        List<String> refused =
                codes(countries).filter(country -> refuses(rule, country)).toList();
        return "The distribution's geo restriction " + (blocks ? "blocks " : "allows only ")
                + Shown.list(rule.items().stream().limit(MOST_NAMED).toList())
                + (rule.items().size() > MOST_NAMED ? " and others" : "")
                + (refused.isEmpty() ? "" : ": so it refuses " + Shown.list(refused))
                + ".";
    }

    private static Stream<String> codes(List<Map.Entry<String, Long>> countries) {
        return countries.stream()
                .map(Map.Entry::getKey)
                .filter(country -> country.matches("[A-Z]{2}"))
                .limit(MOST_NAMED);
    }

    private static Remedy remedy(List<Map.Entry<String, Long>> countries, IncidentContext investigation) {
        Optional<GeoRestriction> rule = restriction(investigation);
        List<String> refused = codes(countries)
                .filter(country -> rule.filter(on -> refuses(on, country)).isPresent())
                .toList();
        String summary =
                "Nothing to mend if these countries are meant to be blocked; if not, allow them in the geo restriction";
        return new Remedy(
                summary,
                refused.isEmpty()
                        ? List.of()
                        : DistributionUpdate.commands(
                                investigation.distributionId(), filter(rule.orElseThrow(), refused)),
                Optional.empty());
    }

    private static String filter(GeoRestriction rule, List<String> refused) {
        String operator = rule.restrictionType() == GeoRestrictionType.BLACKLIST ? "-" : "+";
        return ".Restrictions.GeoRestriction |= (.Items = .Items " + operator + " " + Jq.strings(refused)
                + " | .Quantity = (.Items | length) | if .Quantity == 0 then {RestrictionType: \"none\", Quantity: 0} else . end)";
    }
}
