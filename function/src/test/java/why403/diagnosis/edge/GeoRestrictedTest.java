package why403.diagnosis.edge;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudfront.model.ConnectionMode;
import software.amazon.awssdk.services.cloudfront.model.GeoRestrictionType;
import why403.cause.Cause;
import why403.cause.CauseId;
import why403.cause.Certainty;
import why403.cause.Diagnosis;
import why403.cause.Kind;
import why403.cause.NotChecked;
import why403.diagnosis.Logged;
import why403.diagnosis.Site;
import why403.log.Field;

class GeoRestrictedTest {

    private static final Logged BLOCKED =
            Logged.forbidden().detail("ClientGeoBlocked").page("text/html", 986).with(Field.COUNTRY, "KP");

    @Test
    void isConfirmedWhereTheConfigurationRefusesTheLoggedCountry() {
        Cause cause = Site.first(Site.diagnose(Site.geo(GeoRestrictionType.BLACKLIST, "KP"), BLOCKED));
        assertThat(cause.id()).isEqualTo(CauseId.GEO_RESTRICTION);
        assertThat(cause.kind()).isEqualTo(Kind.INTENDED);
        assertThat(cause.certainty()).isEqualTo(Certainty.CONFIRMED);
        assertThat(cause.summary()).contains("KP (1)").contains("blocks");
    }

    @Test
    void aListOfAllowedCountriesRefusesAllOthers() {
        Diagnosis diagnosis = Site.diagnose(Site.geo(GeoRestrictionType.WHITELIST, "DE"), BLOCKED);
        assertThat(Site.first(diagnosis).certainty()).isEqualTo(Certainty.CONFIRMED);
    }

    @Test
    void isLikelyFromTheLogAlone() {
        assertThat(Site.first(Site.diagnoseUnknown(BLOCKED)).certainty()).isEqualTo(Certainty.LIKELY);
    }

    @Test
    void isLikelyIfTheConfigurationAllowsTheCountryNow() {
        Cause cause = Site.first(Site.diagnose(Site.geo(GeoRestrictionType.WHITELIST, "KP"), BLOCKED));
        assertThat(cause.certainty()).isEqualTo(Certainty.LIKELY);
        assertThat(cause.summary()).contains("blocked KP (1); it was changed since");
        assertThat(cause.remedy().orElseThrow().commandTexts()).isEmpty();
    }

    @Test
    void isLikelyIfNoCountryIsRestrictedNow() {
        Cause cause = Site.first(Site.diagnose(Site.plain(), BLOCKED.without(Field.COUNTRY)));
        assertThat(cause.id()).isEqualTo(CauseId.GEO_RESTRICTION);
        assertThat(cause.certainty()).isEqualTo(Certainty.LIKELY);
        assertThat(cause.summary()).contains("it was changed since");
        assertThat(cause.evidence()).contains("The distribution has no geo restriction now.");
    }

    @Test
    void isLikelyIfATenantMayHaveDecided() {
        Diagnosis diagnosis = Site.diagnose(
                Site.geo(GeoRestrictionType.BLACKLIST, "KP").toBuilder()
                        .connectionMode(ConnectionMode.TENANT_ONLY)
                        .build(),
                BLOCKED);
        assertThat(Site.first(diagnosis).certainty()).isEqualTo(Certainty.LIKELY);
        assertThat(diagnosis.notChecked()).extracting(NotChecked::what).contains("cloudfront:GetDistributionTenant");
    }

    @Test
    void anOlderLineIsPossibleByItsLengthWhereARestrictionIsOn() {
        Logged older = Logged.forbidden().older().with(Field.BYTES_SENT, "1240");
        Cause cause = Site.first(Site.diagnose(Site.geo(GeoRestrictionType.BLACKLIST, "KP"), older));
        assertThat(cause.id()).isEqualTo(CauseId.GEO_RESTRICTION);
        assertThat(cause.certainty()).isEqualTo(Certainty.POSSIBLE);
    }

    @Test
    void makesNoClaimOnAnotherDetailedResult() {
        Logged other = BLOCKED.detail("Error").page("text/html", 919);
        Cause cause = Site.first(Site.diagnose(Site.geo(GeoRestrictionType.BLACKLIST, "KP"), other));
        assertThat(cause.id()).isNotEqualTo(CauseId.GEO_RESTRICTION);
    }

    @Test
    void offersTheUpdateThatAllowsTheRefusedCountries() {
        Cause cause = Site.first(Site.diagnose(Site.geo(GeoRestrictionType.BLACKLIST, "KP", "SY"), BLOCKED));
        assertThat(cause.remedy().orElseThrow().commandTexts())
                .hasSize(3)
                .anyMatch(command -> command.contains("if .RestrictionType == \"blacklist\" then .Items -= [\"KP\"]"));
    }

    @Test
    void countsTheViewersOfEachCountryOnce() {
        Logged syria = BLOCKED.with(Field.COUNTRY, "SY");
        Cause cause = Site.first(Site.diagnose(
                Site.geo(GeoRestrictionType.BLACKLIST, "KP", "SY"),
                BLOCKED,
                BLOCKED,
                BLOCKED,
                syria.with(Field.CLIENT_ADDRESS, "192.0.2.1"),
                syria.with(Field.CLIENT_ADDRESS, "192.0.2.2")));
        assertThat(cause.evidence()).contains("Viewers in each country: SY (2) and KP (1).");
    }
}
