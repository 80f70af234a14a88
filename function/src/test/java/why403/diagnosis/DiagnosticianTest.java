package why403.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import software.amazon.awssdk.services.cloudfront.model.DistributionConfig;
import software.amazon.awssdk.services.cloudfront.model.GeoRestrictionType;
import software.amazon.awssdk.services.cloudfront.model.Origins;
import software.amazon.awssdk.services.s3.model.GetBucketPolicyResponse;
import why403.account.Answer;
import why403.account.CloudFrontQuestions;
import why403.account.S3Questions;
import why403.cause.Cause;
import why403.cause.CauseId;
import why403.cause.Certainty;
import why403.cause.Diagnosis;
import why403.cause.Kind;
import why403.cause.NotChecked;
import why403.log.Field;
import why403.seeded.Generator;
import why403.seeded.Seeds;

class DiagnosticianTest {

    private static final DistributionConfig CONFIG = Site.geo(GeoRestrictionType.BLACKLIST, "KP").toBuilder()
            .webACLId("arn:aws:wafv2:us-east-1:123456789012:global/webacl/prod/1111")
            .aliases(aliases -> aliases.items("www.example.com", "example.com"))
            .build();

    private static final Logged GEO =
            Logged.forbidden().detail("ClientGeoBlocked").with(Field.COUNTRY, "KP");
    private static final Logged WAF = Logged.forbidden().page("text/html", 919).with(Field.COUNTRY, "DE");
    private static final Logged ODD = Logged.forbidden().page("text/xml", 131).with(Field.COUNTRY, "DE");

    private static List<Logged> mixture(Generator given) {
        return given.list(
                1,
                40,
                () -> given.of(GEO, WAF, ODD, GEO.older(), WAF.answeredByOrigin(), WAF.with(Field.METHOD, "HEAD")));
    }

    @ParameterizedTest
    @Seeds(200)
    void theSharesSumToOne(Generator given) {
        Diagnosis diagnosis = Site.diagnose(KnownAccount.with(CONFIG), Site.sample(mixture(given)));
        assertThat(diagnosis.causes().stream().mapToDouble(Cause::explained).sum())
                .isCloseTo(1, within(1e-9));
    }

    @ParameterizedTest
    @Seeds(200)
    void theOrderOfTheRecordsDoesNotMatter(Generator given) {
        List<Logged> forbidden = mixture(given);
        assertThat(Site.diagnose(KnownAccount.with(CONFIG), Site.sample(given.shuffled(forbidden))))
                .isEqualTo(Site.diagnose(KnownAccount.with(CONFIG), Site.sample(forbidden)));
    }

    @Test
    void causesAreOrderedByShareAndThenAsInTheCatalogue() {
        Diagnosis diagnosis = Site.diagnose(CONFIG, WAF, GEO, ODD, ODD);
        assertThat(diagnosis.causes())
                .extracting(Cause::id)
                .containsExactly(CauseId.UNEXPLAINED, CauseId.GEO_RESTRICTION, CauseId.WAF_BLOCK);
        assertThat(diagnosis.causes()).extracting(Cause::explained).containsExactly(0.5, 0.25, 0.25);
    }

    @Test
    void aCauseIsAsCertainAsNineTenthsOfItsRecords() {
        Logged unproven = GEO.without(Field.COUNTRY);
        assertThat(Site.first(diagnoseCounts(GEO, 9, unproven, 1)).certainty()).isEqualTo(Certainty.CONFIRMED);
        assertThat(Site.first(diagnoseCounts(GEO, 17, unproven, 2)).certainty()).isEqualTo(Certainty.LIKELY);
    }

    private static Diagnosis diagnoseCounts(Logged one, int ones, Logged other, int others) {
        List<Logged> all = Stream.concat(
                        IntStream.range(0, ones).mapToObj(i -> one),
                        IntStream.range(0, others).mapToObj(i -> other))
                .toList();
        return Site.diagnose(KnownAccount.with(CONFIG), Site.sample(all));
    }

    @Test
    void aDistributionOfAnotherAccountIsDiagnosedFromTheLogAlone() {
        KnownAccount account = KnownAccount.withoutRecordings()
                .answering(
                        CloudFrontQuestions.distribution(KnownAccount.ID),
                        new Answer.Refused<>("NoSuchDistribution", "The specified distribution does not exist."));
        Diagnosis diagnosis = Site.diagnose(account, Site.sample(GEO));
        assertThat(diagnosis.distribution().isUnknown()).isTrue();
        assertThat(diagnosis.distribution().host()).isEqualTo("www.example.com");
        assertThat(diagnosis.notChecked()).isEmpty();
        assertThat(Site.first(diagnosis).id()).isEqualTo(CauseId.GEO_RESTRICTION);
        assertThat(Site.first(diagnosis).evidence())
                .startsWith(
                        "This account has no distribution E2EXAMPLE. It belongs to another account or no longer exists,"
                                + " so only the log was read.");
    }

    @Test
    void anAnswerThatWasNotRecordedIsNamedByItsAction() {
        Diagnosis diagnosis = Site.diagnoseUnknown(GEO);
        assertThat(diagnosis.distribution().isUnknown()).isFalse();
        assertThat(diagnosis.notChecked())
                .containsExactly(new NotChecked("cloudfront:GetDistribution", "not recorded"));
    }

    @Test
    void aConfigurationThatLacksItsOriginsIsNamedAsUnreadable() {
        DistributionConfig cut = CONFIG.toBuilder().origins((Origins) null).build();
        assertThat(Site.diagnose(cut, GEO).notChecked())
                .containsExactly(new NotChecked("cloudfront:GetDistribution", "the answer could not be read"));
    }

    @Test
    void aPolicyThatCannotBeReadIsNamedAsUnreadable() {
        KnownAccount account = KnownAccount.with(Site.plain())
                .finding(
                        S3Questions.bucketPolicy("example-assets", Optional.of("eu-central-1")),
                        GetBucketPolicyResponse.builder()
                                .policy("between-us, no JSON")
                                .build());
        Diagnosis diagnosis =
                Site.diagnose(account, Site.sample(Logged.forbidden().answeredByBucket()));
        assertThat(diagnosis.notChecked())
                .contains(new NotChecked("s3:GetBucketPolicy", "the answer could not be read"));
        assertThat(diagnosis.toString()).contains("The policy is not JSON").doesNotContain("between-us");
    }

    @Test
    void aDistributionIsNamedByItsFirstAliasOrItsDomainName() {
        assertThat(Site.diagnose(CONFIG, GEO).distribution().host()).isEqualTo("www.example.com");
        assertThat(Site.diagnose(Site.plain(), GEO).distribution().host()).isEqualTo("d111111abcdef8.cloudfront.net");
    }

    @Test
    void theDiagnosisNamesTheAccountThatOwnsTheDistribution() {
        assertThat(Site.diagnose(CONFIG, GEO).distribution().account()).contains("123456789012");
        assertThat(Site.diagnoseUnknown(GEO).distribution().account()).isEmpty();
    }

    @Test
    void clientsAreCountedUpToSixtyFour() {
        assertThat(diagnoseClients(64).viewers().capped()).isEqualTo("64");
        assertThat(diagnoseClients(65).viewers().capped()).isEqualTo("64+");
    }

    @Test
    void aNetworkOfSixtyFourBitsIsOneClient() {
        Diagnosis diagnosis = Site.diagnose(
                CONFIG,
                GEO.with(Field.CLIENT_ADDRESS, "2001:db8:1:2::1"),
                GEO.with(Field.CLIENT_ADDRESS, "2001:db8:1:2:aaaa::1"),
                GEO.with(Field.CLIENT_ADDRESS, "***"));
        assertThat(diagnosis.viewers().capped()).isEqualTo("1");
    }

    private static Diagnosis diagnoseClients(int clients) {
        List<Logged> forbidden = IntStream.range(0, clients)
                .mapToObj(i -> GEO.with(Field.CLIENT_ADDRESS, "192.0.2." + i))
                .toList();
        return Site.diagnose(KnownAccount.with(CONFIG), Site.sample(forbidden));
    }

    @Test
    void unexplainedSaysWhatWasCheckedAndWhereToLookNext() {
        Cause cause = Site.first(Site.diagnose(Site.plain(), ODD));
        assertThat(cause.id()).isEqualTo(CauseId.UNEXPLAINED);
        assertThat(cause.kind()).isEqualTo(Kind.UNKNOWN);
        assertThat(cause.certainty()).isEqualTo(Certainty.POSSIBLE);
        assertThat(cause.evidence())
                .anyMatch(sentence ->
                        sentence.startsWith("Checked, and does not explain these requests: geo-restriction, "));
        assertThat(cause.remedy().orElseThrow().summary())
                .startsWith("Look at the web ACL's sampled requests and at the distribution's aliases next.");
    }

    @Test
    void withoutRecordsThereIsNoCause() {
        assertThat(Site.diagnose(Site.plain()).causes()).isEmpty();
    }
}
