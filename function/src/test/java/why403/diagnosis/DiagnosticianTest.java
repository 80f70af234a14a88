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
import why403.account.Questions;
import why403.cause.Cause;
import why403.cause.Certainty;
import why403.cause.Diagnosis;
import why403.cause.Kind;
import why403.cause.NotChecked;
import why403.diagnosis.access.S3Inspection;
import why403.diagnosis.check.Check;
import why403.diagnosis.check.Claim;
import why403.diagnosis.check.Explained;
import why403.diagnosis.check.Finding;
import why403.diagnosis.request.ForbiddenRequest;
import why403.diagnosis.request.IncidentContext;
import why403.diagnosis.request.Inquiry;
import why403.diagnosis.request.PerIncident;
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
    void causesComeByShareAndThenInTheOrderOfTheCatalogue() {
        Diagnosis diagnosis = Site.diagnose(CONFIG, WAF, GEO, ODD, ODD);
        assertThat(diagnosis.causes())
                .extracting(Cause::id)
                .containsExactly("unexplained", "geo-restriction", "waf-block");
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
    void aCheckThatFailsIsNamedAndItsRecordsGoOn() {
        Check broken = new Check() {
            @Override
            public String id() {
                return "broken";
            }

            @Override
            public Kind kind() {
                return Kind.CLIENT;
            }

            @Override
            public Optional<Claim> examine(ForbiddenRequest request, IncidentContext investigation) {
                return Optional.of(new Claim(Certainty.CONFIRMED, "story"));
            }

            @Override
            public Finding tell(List<Explained> explained, IncidentContext investigation) {
                throw new IllegalStateException("no words");
            }
        };
        Inquiry inquiry = new Inquiry(
                KnownAccount.with(CONFIG), KnownAccount.ID, Site.sample(GEO).forbidden());
        Attribution attribution = new Attribution(
                inquiry, List.of(broken, new Unexplained(new PerIncident<>(S3Inspection::new))), List.of());
        assertThat(attribution.causes()).extracting(Cause::id).containsExactly("unexplained");
        assertThat(attribution.problems())
                .singleElement()
                .asString()
                .contains("broken")
                .contains("no words");
    }

    @Test
    void aDistributionOfAnotherAccountIsDiagnosedFromTheLogAlone() {
        KnownAccount account = KnownAccount.withoutRecordings()
                .answering(
                        Questions.distribution(KnownAccount.ID),
                        new Answer.Refused<>("NoSuchDistribution", "The specified distribution does not exist."));
        Diagnosis diagnosis = Site.diagnose(account, Site.sample(GEO));
        assertThat(diagnosis.distributionUnknown()).isTrue();
        assertThat(diagnosis.name()).isEqualTo(KnownAccount.ID);
        assertThat(diagnosis.notChecked()).isEmpty();
        assertThat(Site.first(diagnosis).id()).isEqualTo("geo-restriction");
        assertThat(Site.first(diagnosis).evidence())
                .startsWith(
                        "This account has no such distribution as E2EXAMPLE: it is another account's, or gone; only the"
                                + " log was read.");
    }

    @Test
    void whatWasNotRecordedIsNamedByItsAction() {
        Diagnosis diagnosis = Site.diagnoseUnknown(GEO);
        assertThat(diagnosis.distributionUnknown()).isFalse();
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
                        Questions.bucketPolicy("example-assets", Optional.of("eu-central-1")),
                        GetBucketPolicyResponse.builder()
                                .policy("between-us, no JSON")
                                .build());
        Diagnosis diagnosis =
                Site.diagnose(account, Site.sample(Logged.forbidden().answeredByBucket()));
        assertThat(diagnosis.notChecked())
                .contains(new NotChecked("s3:GetBucketPolicy", "the answer could not be read"));
        assertThat(diagnosis.toString()).contains("The policy is no JSON").doesNotContain("between-us");
    }

    @Test
    void recordsThatTheLastCheckFailsOnAreInACauseAllTheSame() {
        Inquiry inquiry = new Inquiry(
                KnownAccount.with(CONFIG), KnownAccount.ID, Site.sample(GEO).forbidden());
        List<Cause> causes = new Attribution(inquiry, List.of(), List.of()).causes();
        assertThat(causes).extracting(Cause::id).containsExactly("unexplained");
        assertThat(causes).extracting(Cause::explained).containsExactly(1.0);
    }

    @Test
    void isNamedByItsFirstAliasElseItsDomainName() {
        assertThat(Site.diagnose(CONFIG, GEO).name()).isEqualTo("www.example.com");
        assertThat(Site.diagnose(Site.plain(), GEO).name()).isEqualTo("d111111abcdef8.cloudfront.net");
    }

    @Test
    void countsClientsUpToSixtyFour() {
        assertThat(diagnoseClients(64).clients()).isEqualTo("64");
        assertThat(diagnoseClients(65).clients()).isEqualTo("64+");
    }

    @Test
    void aNetworkOfSixtyFourBitsIsOneClient() {
        Diagnosis diagnosis = Site.diagnose(
                CONFIG,
                GEO.with(Field.CLIENT_ADDRESS, "2001:db8:1:2::1"),
                GEO.with(Field.CLIENT_ADDRESS, "2001:db8:1:2:aaaa::1"),
                GEO.with(Field.CLIENT_ADDRESS, "***"));
        assertThat(diagnosis.clients()).isEqualTo("1");
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
        assertThat(cause.id()).isEqualTo("unexplained");
        assertThat(cause.kind()).isEqualTo(Kind.UNKNOWN);
        assertThat(cause.certainty()).isEqualTo(Certainty.POSSIBLE);
        assertThat(cause.evidence()).anyMatch(sentence -> sentence.contains("geo-restriction"));
        assertThat(cause.remedy().orElseThrow().summary()).contains("Look next");
    }

    @Test
    void withoutRecordsThereIsNoCause() {
        assertThat(Site.diagnose(Site.plain()).causes()).isEmpty();
    }
}
