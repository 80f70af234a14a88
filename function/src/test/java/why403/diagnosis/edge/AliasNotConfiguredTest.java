package why403.diagnosis.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudfront.model.ConnectionMode;
import software.amazon.awssdk.services.cloudfront.model.DistributionConfig;
import why403.cause.Cause;
import why403.cause.CauseId;
import why403.cause.Certainty;
import why403.cause.Diagnosis;
import why403.cause.Kind;
import why403.cause.NotChecked;
import why403.diagnosis.Logged;
import why403.diagnosis.Site;
import why403.log.Field;

class AliasNotConfiguredTest {

    private static final Logged REFUSED =
            Logged.forbidden().with(Field.HOST_HEADER, "shop.example.com").page("text/html", 915);

    private static DistributionConfig site(Consumer<DistributionConfig.Builder> change) {
        return Site.with(builder -> {
            builder.aliases(
                    aliases -> aliases.items("www.example.com", "*.example.org").quantity(2));
            change.accept(builder);
        });
    }

    private static Cause cause(Logged... refused) {
        return Site.first(Site.diagnose(site(builder -> {}), refused));
    }

    @Test
    void isConfirmedWhereTheRequestedHostIsNoAlias() {
        Cause cause = cause(REFUSED);
        assertThat(cause.id()).isEqualTo(CauseId.ALIAS_NOT_CONFIGURED);
        assertThat(cause.kind()).isEqualTo(Kind.MISCONFIGURATION);
        assertThat(cause.certainty()).isEqualTo(Certainty.CONFIRMED);
        assertThat(cause.headline().now()).isEqualTo("host shop.example.com is not an alias");
        assertThat(cause.summary())
                .isEqualTo("distribution E2EXAMPLE was asked for shop.example.com (1), and has no such alias");
        assertThat(cause.evidence())
                .contains("Requested hosts: shop.example.com (1).")
                .contains("The distribution's aliases are www.example.com and *.example.org."
                        + " Its domain name is d111111abcdef8.cloudfront.net.");
    }

    @Test
    void aWildcardDoesNotStandForTheNameItself() {
        assertThat(cause(REFUSED.with(Field.HOST_HEADER, "example.org")).evidence())
                .contains("The alias *.example.org does not stand for example.org itself.");
    }

    @Test
    void theFixIsMadeByHandAndNamesTheCertificate() {
        String arn = "arn:aws:acm:us-east-1:123456789012:certificate/11111111-2222-3333-4444-555555555555";
        Cause cause = Site.first(Site.diagnose(
                site(builder -> builder.viewerCertificate(certificate -> certificate.acmCertificateArn(arn))),
                REFUSED));
        assertThat(cause.remedy().orElseThrow().commandTexts()).isEmpty();
        assertThat(cause.remedy().orElseThrow().summary())
                .contains("add it to its aliases")
                .contains("shop.example.com")
                .contains(arn);
    }

    @Test
    void cloudFrontsOwnCertificateNeverCoversAnAlias() {
        Cause cause = Site.first(Site.diagnose(
                site(builder ->
                        builder.viewerCertificate(certificate -> certificate.cloudFrontDefaultCertificate(true))),
                REFUSED));
        assertThat(cause.remedy().orElseThrow().summary()).contains("covers only its domain name");
    }

    @Test
    void theResultTypeOfAWrongCertificateIsSpecific() {
        Logged wrong = REFUSED.detail("InvalidRequestCertificate").page("text/html", 1);
        assertThat(cause(wrong).certainty()).isEqualTo(Certainty.CONFIRMED);
        assertThat(Site.first(Site.diagnoseUnknown(wrong)).certainty()).isEqualTo(Certainty.LIKELY);
        Cause known = cause(wrong.with(Field.HOST_HEADER, "www.example.com"));
        assertThat(known.id()).isEqualTo(CauseId.ALIAS_NOT_CONFIGURED);
        assertThat(known.certainty()).isEqualTo(Certainty.LIKELY);
        assertThat(known.summary()).contains("which it serves now");
    }

    @Test
    void isLikelyByTheHostAloneIfOnlyTheSizeOfTheAnswerIsLogged() {
        Logged older = REFUSED.older().with(Field.BYTES_SENT, "1180");
        assertThat(cause(older).id()).isEqualTo(CauseId.ALIAS_NOT_CONFIGURED);
        assertThat(cause(older).certainty()).isEqualTo(Certainty.LIKELY);
        assertThat(cause(older.without(Field.BYTES_SENT)).certainty()).isEqualTo(Certainty.POSSIBLE);
    }

    @Test
    void isPossibleIfTheAliasesAreNotKnown() {
        Cause cause = Site.first(Site.diagnoseUnknown(REFUSED));
        assertThat(cause.id()).isEqualTo(CauseId.ALIAS_NOT_CONFIGURED);
        assertThat(cause.certainty()).isEqualTo(Certainty.POSSIBLE);
    }

    @Test
    void isLikelyAtMostInADistributionWithTenants() {
        Diagnosis diagnosis =
                Site.diagnose(site(builder -> builder.connectionMode(ConnectionMode.TENANT_ONLY)), REFUSED);
        assertThat(Site.first(diagnosis).id()).isEqualTo(CauseId.ALIAS_NOT_CONFIGURED);
        assertThat(Site.first(diagnosis).certainty()).isEqualTo(Certainty.LIKELY);
        assertThat(diagnosis.notChecked()).extracting(NotChecked::what).contains("cloudfront:GetDistributionTenant");

        Diagnosis withoutAliases =
                Site.diagnose(Site.plain(), REFUSED.with(Field.DISTRIBUTION_TENANT_ID, "dt_2EXAMPLE"));
        assertThat(Site.first(withoutAliases).certainty()).isEqualTo(Certainty.LIKELY);
    }

    @Test
    void makesNoClaimOnAnotherAnswer() {
        assertThat(cause(REFUSED.page("text/html", 919)).id()).isNotEqualTo(CauseId.ALIAS_NOT_CONFIGURED);
        assertThat(cause(REFUSED.detail("InvalidRequestMethod")).id()).isNotEqualTo(CauseId.ALIAS_NOT_CONFIGURED);
        assertThat(cause(REFUSED.answeredByOrigin()).id()).isNotEqualTo(CauseId.ALIAS_NOT_CONFIGURED);
    }

    @Test
    void plainHttpComesFirstWhereHttpsIsRequired() {
        Logged plain = REFUSED.with(Field.PROTOCOL, "http");
        assertThat(Site.first(Site.diagnose(
                                site(builder -> builder.defaultCacheBehavior(behavior ->
                                        behavior.targetOriginId("s3").viewerProtocolPolicy("https-only"))),
                                plain))
                        .id())
                .isEqualTo(CauseId.HTTPS_REQUIRED);
        assertThat(cause(plain).id()).isEqualTo(CauseId.ALIAS_NOT_CONFIGURED);
    }
}
