package why403.diagnosis.change;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.cloudfront.model.Distribution;
import software.amazon.awssdk.services.cloudfront.model.DistributionConfig;
import software.amazon.awssdk.services.cloudfront.model.GetDistributionResponse;
import software.amazon.awssdk.services.cloudtrail.model.Event;
import software.amazon.awssdk.services.cloudtrail.model.LookupEventsResponse;
import why403.account.Answer;
import why403.account.CloudFrontQuestions;
import why403.account.CloudTrailQuestions;
import why403.account.CloudTrailQuestions.Attribute;
import why403.account.Question;
import why403.cause.AwsResource;
import why403.cause.CauseId;
import why403.cause.Change;
import why403.cause.Headline;
import why403.cause.NotChecked;
import why403.diagnosis.AnswersByQuestion;
import why403.diagnosis.Logged;
import why403.diagnosis.Site;
import why403.diagnosis.check.ChangeClues;
import why403.diagnosis.check.Finding;
import why403.diagnosis.inquiry.AccountInquiry;
import why403.diagnosis.request.IncidentContext;
import why403.seeded.Generator;
import why403.seeded.Seeds;

/** Which of the recorded changes caused the incident, which began at noon. */
class ChangeSearchTest {

    private static final String DISTRIBUTION = "E2EXAMPLE";
    private static final Optional<String> REGION = Optional.of("eu-central-1");
    private static final AwsResource BUCKET = new AwsResource.Bucket("aws", "example-assets", REGION);

    private final AnswersByQuestion account = new AnswersByQuestion();
    private final List<Event> ofCloudFront = new ArrayList<>();
    private final List<Event> ofBucket = new ArrayList<>();

    private static Question<LookupEventsResponse> lookup(Attribute attribute, String value, Optional<String> region) {
        return CloudTrailQuestions.events(
                attribute,
                value,
                Logged.NOON.minus(Duration.ofDays(1)),
                Logged.NOON.plus(Duration.ofMinutes(1)),
                region);
    }

    private static Event event(String name, String at, String record) {
        return Event.builder()
                .eventName(name)
                .eventTime(Instant.parse(at))
                .username("deploy-bot")
                .cloudTrailEvent(record)
                .build();
    }

    private static Event change(String name, String at, String parameters) {
        return event(
                name,
                at,
                "{\"userIdentity\":{\"arn\":\"arn:aws:sts::123456789012:assumed-role/ci/deploy-bot\"},"
                        + "\"requestParameters\":" + parameters + "}");
    }

    /** An update of the distribution that sets these members of its configuration. */
    private static Event update(String at, String config) {
        return change(
                "UpdateDistribution", at, "{\"id\":\"" + DISTRIBUTION + "\",\"distributionConfig\":{" + config + "}}");
    }

    private static Event policy(String at, String policy) {
        return change(
                "PutBucketPolicy",
                at,
                "{\"bucketName\":\"example-assets\",\"bucketPolicy\":{\"Statement\":[{\"Sid\":\"" + policy
                        + "\",\"Effect\":\"Allow\"}]}}");
    }

    private Optional<Change> found(CauseId cause) {
        return found(cause, Site.plain(), Logged.forbidden());
    }

    private Optional<Change> found(CauseId cause, DistributionConfig config, Logged... refused) {
        return search(config, refused).of(cause);
    }

    private record Search(ChangeSearch changes, IncidentContext incident) {
        Optional<Change> of(CauseId cause) {
            return of(cause, ChangeClues.NONE, BUCKET);
        }

        Optional<Change> of(CauseId cause, ChangeClues clues, AwsResource... resources) {
            Finding finding = new Finding(
                    Headline.always("it is so"), "it is so", List.of(), Optional.empty(), List.of(resources));
            return changes.of(cause, incident.requests(), finding.with(clues));
        }
    }

    private Search search(DistributionConfig config, Logged... refused) {
        account.found(
                CloudFrontQuestions.distribution(DISTRIBUTION),
                GetDistributionResponse.builder()
                        .distribution(Distribution.builder()
                                .id(DISTRIBUTION)
                                .arn("arn:aws:cloudfront::123456789012:distribution/" + DISTRIBUTION)
                                .distributionConfig(config)
                                .build())
                        .build());
        account.found(
                lookup(Attribute.SOURCE, "cloudfront.amazonaws.com", CloudTrailQuestions.GLOBAL),
                LookupEventsResponse.builder().events(ofCloudFront).build());
        account.found(
                lookup(Attribute.RESOURCE, "example-assets", REGION),
                LookupEventsResponse.builder().events(ofBucket).build());
        IncidentContext incident =
                new IncidentContext(new AccountInquiry(account), DISTRIBUTION, Logged.NOON, Site.sample(refused));
        return new Search(new ChangeSearch(incident), incident);
    }

    @Test
    void theLastChangeBeforeTheIncidentIsNamed() {
        ofBucket.add(policy("2026-11-24T11:58:30Z", "last"));
        ofBucket.add(policy("2026-11-24T09:00:00Z", "before"));

        assertThat(found(CauseId.S3_GRANT_MISSING))
                .contains(new Change(
                        "PutBucketPolicy",
                        "arn:aws:sts::123456789012:assumed-role/ci/deploy-bot",
                        Instant.parse("2026-11-24T11:58:30Z"),
                        "example-assets"));
    }

    @Test
    void aFailedEventChangedNothing() {
        ofBucket.add(event(
                "DeleteBucketPolicy",
                "2026-11-24T11:58:30Z",
                "{\"errorCode\":\"AccessDenied\",\"requestParameters\":{\"bucketName\":\"example-assets\"}}"));

        assertThat(found(CauseId.S3_GRANT_MISSING)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-11-24T12:00:01Z", "2026-11-24T12:05:00Z", "2026-11-23T11:59:59Z"})
    void aChangeAfterTheFirstRefusalOrADayBeforeIsNot(String at) {
        ofBucket.add(policy(at, "other"));

        assertThat(found(CauseId.S3_GRANT_MISSING)).isEmpty();
    }

    @Test
    void aChangeInTheMinuteOfTheOnsetCountsUpToTheFirstRefusal() {
        ofBucket.add(policy("2026-11-24T12:00:20Z", "other"));
        Logged later = Logged.forbidden().at(Logged.NOON.plusSeconds(25));

        assertThat(found(CauseId.S3_GRANT_MISSING, Site.plain(), later)).isPresent();
    }

    @Test
    void aChangeOfAnotherResourceIsNot() {
        ofBucket.add(change("DeleteBucketPolicy", "2026-11-24T11:58:30Z", "{\"bucketName\":\"example-logs\"}"));
        ofCloudFront.add(change("UpdateDistribution", "2026-11-24T11:58:30Z", "{\"id\":\"EOTHER\"}"));

        assertThat(found(CauseId.S3_GRANT_MISSING)).isEmpty();
        assertThat(found(CauseId.GEO_RESTRICTION)).isEmpty();
    }

    @Test
    void anEventThatCannotHaveThatEffectIsNot() {
        ofBucket.add(policy("2026-11-24T11:58:30Z", "other"));
        ofCloudFront.add(change("UpdateDistributionTenant", "2026-11-24T11:58:30Z", "{\"id\":\"E2EXAMPLE\"}"));

        assertThat(found(CauseId.GEO_RESTRICTION)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"UpdateDistribution", "UpdateDistribution2020_05_31", "UpdateDistributionWithStagingConfig"})
    void aNameMayEndInAVersion(String name) {
        ofCloudFront.add(change(name, "2026-11-24T11:58:30Z", "{\"id\":\"E2EXAMPLE\"}"));

        assertThat(found(CauseId.GEO_RESTRICTION))
                .contains(new Change(
                        name,
                        "arn:aws:sts::123456789012:assumed-role/ci/deploy-bot",
                        Instant.parse("2026-11-24T11:58:30Z"),
                        DISTRIBUTION));
    }

    @Test
    void aChangeThatLeftTheFailingPartAsItWasIsPassedOver() {
        ofCloudFront.add(update("2026-11-24T11:59:00Z", "\"comment\":\"new\",\"restrictions\":{\"items\":[\"UA\"]}"));
        ofCloudFront.add(update("2026-11-24T11:50:00Z", "\"comment\":\"old\",\"restrictions\":{\"items\":[\"UA\"]}"));
        ofCloudFront.add(update("2026-11-24T11:40:00Z", "\"comment\":\"old\",\"restrictions\":{\"items\":[]}"));

        assertThat(found(CauseId.GEO_RESTRICTION).map(Change::at)).contains(Instant.parse("2026-11-24T11:50:00Z"));
    }

    @Test
    void anUpdateOfAnotherCacheBehaviorIsPassedOver() {
        String methods = "\"defaultCacheBehavior\":{\"allowedMethods\":\"%s\"},\"cacheBehaviors\":{\"items\":"
                + "[{\"pathPattern\":\"/api/*\",\"minTTL\":%d}]}";
        ofCloudFront.add(update("2026-11-24T11:59:30Z", methods.formatted("GET", 60)));
        ofCloudFront.add(update("2026-11-24T11:57:00Z", methods.formatted("GET", 0)));
        ofCloudFront.add(update("2026-11-24T11:00:00Z", methods.formatted("GET, POST", 0)));

        assertThat(found(CauseId.METHOD_NOT_ALLOWED).map(Change::at)).contains(Instant.parse("2026-11-24T11:57:00Z"));
    }

    @Test
    void anUpdateOfAnotherOriginIsPassedOver() {
        String origins = "\"origins\":{\"items\":[{\"id\":\"s3\",\"originAccessControlId\":\"%s\"},"
                + "{\"id\":\"server\",\"connectionTimeout\":%d}]}";
        ofCloudFront.add(update("2026-11-24T11:59:30Z", origins.formatted("", 5)));
        ofCloudFront.add(update("2026-11-24T11:57:00Z", origins.formatted("", 10)));
        ofCloudFront.add(update("2026-11-24T11:00:00Z", origins.formatted("E1OAC", 10)));

        assertThat(found(CauseId.S3_NO_ORIGIN_ACCESS).map(Change::at)).contains(Instant.parse("2026-11-24T11:57:00Z"));
    }

    @Test
    void thePolicyInAnotherFormIsTheSamePolicy() {
        ofBucket.add(change(
                "PutBucketPolicy",
                "2026-11-24T11:58:30Z",
                "{\"bucketName\":\"example-assets\",\"bucketPolicy\":{\"Statement\":{\"Effect\":\"Allow\","
                        + "\"Action\":[\"s3:GetObject\"]}}}"));
        ofBucket.add(change(
                "PutBucketPolicy",
                "2026-11-24T11:00:00Z",
                "{\"bucketName\":\"example-assets\",\"bucketPolicy\":{\"Statement\":[{\"Action\":\"s3:GetObject\","
                        + "\"Effect\":\"Allow\"}]}}"));

        assertThat(found(CauseId.S3_OBJECT_MISSING)).isEmpty();
    }

    @Test
    void aDenyNeedsAPolicyThatHasOne() {
        ofBucket.add(policy("2026-11-24T11:58:30Z", "allows"));

        assertThat(found(CauseId.S3_EXPLICIT_DENY)).isEmpty();
    }

    @Test
    void anUpdateWithoutAGeographicRestrictionDoesNotRestrict() {
        ofCloudFront.add(
                update("2026-11-24T11:58:30Z", "\"restrictions\":{\"geoRestriction\":{\"restrictionType\":\"none\"}}"));

        assertThat(found(CauseId.GEO_RESTRICTION)).isEmpty();
    }

    @Test
    void aSwitchThatWasTurnedOffBlocksNothing() {
        ofBucket.add(
                change(
                        "PutBucketPublicAccessBlock",
                        "2026-11-24T11:58:30Z",
                        "{\"bucketName\":\"example-assets\",\"PublicAccessBlockConfiguration\":{\"RestrictPublicBuckets\":false}}"));

        assertThat(found(CauseId.S3_PUBLIC_ACCESS_BLOCKED)).isEmpty();
    }

    @Test
    void anOriginAccessControlThatWasSetToSignAlwaysIsNoCauseOfUnsignedRequests() {
        String control = "{\"id\":\"E1OAC\",\"originAccessControlConfig\":{\"signingBehavior\":\"%s\"}}";
        DistributionConfig config = Site.with(builder ->
                builder.origins(all -> all.items(Site.BUCKET.copy(origin -> origin.originAccessControlId("E1OAC")))));
        ofCloudFront.add(change("UpdateOriginAccessControl", "2026-11-24T11:58:30Z", control.formatted("always")));
        ofCloudFront.add(change("UpdateOriginAccessControl", "2026-11-24T11:50:00Z", control.formatted("never")));

        assertThat(found(CauseId.S3_OAC_NOT_SIGNING, config, Logged.forbidden()).map(Change::at))
                .contains(Instant.parse("2026-11-24T11:50:00Z"));
    }

    @Test
    void aMissingObjectNeedsAChangeThatIsKnownToHaveChangedThePolicy() {
        ofBucket.add(policy("2026-11-24T11:58:30Z", "last"));
        assertThat(found(CauseId.S3_OBJECT_MISSING)).isEmpty();

        ofBucket.add(policy("2026-11-24T09:00:00Z", "before"));
        assertThat(found(CauseId.S3_OBJECT_MISSING)).isPresent();
    }

    @Test
    void theUserNameStandsForAnIdentityWithoutAnArn() {
        ofBucket.add(event(
                "DeleteBucketPolicy",
                "2026-11-24T11:58:30Z",
                "{\"requestParameters\":{\"bucketName\":\"example-assets\"}}"));

        assertThat(found(CauseId.S3_GRANT_MISSING).map(Change::by)).contains("deploy-bot");
    }

    @Test
    void thePoliciesKeyGroupsAndFunctionsOfTheCacheBehaviorAreOnThePath() {
        ofCloudFront.add(change("UpdateKeyGroup", "2026-11-24T11:58:30Z", "{\"id\":\"kg-1\"}"));

        assertThat(found(CauseId.SIGNED_REQUEST_UNKNOWN_KEY, Site.restricted("/img/*"), Logged.forbidden()))
                .map(Change::resource)
                .contains("kg-1");
        assertThat(found(CauseId.SIGNED_REQUEST_UNKNOWN_KEY, Site.restricted("/video/*"), Logged.forbidden()))
                .isEmpty();
    }

    @Test
    void aLookupThatIsDeniedIsNamed() {
        Search search = search(Site.plain(), Logged.forbidden());
        account.notChecked(lookup(Attribute.RESOURCE, "example-assets", REGION), Answer.Why.DENIED);

        assertThat(search.of(CauseId.S3_GRANT_MISSING)).isEmpty();
        assertThat(search.incident().account().notChecked())
                .contains(new NotChecked("cloudtrail:LookupEvents", "the role lacks it"));
    }

    @Test
    void aCauseThatNoChangeBringsAboutAsksNothing() {
        Search search = search(Site.plain(), Logged.forbidden());
        account.notChecked(
                lookup(Attribute.SOURCE, "cloudfront.amazonaws.com", CloudTrailQuestions.GLOBAL), Answer.Why.DENIED);

        assertThat(search.of(CauseId.SIGNED_REQUEST_EXPIRED)).isEmpty();
        assertThat(search.incident().account().notChecked()).isEmpty();
    }

    @ParameterizedTest
    @Seeds(300)
    void anyRecordIsReadOrPassedOver(Generator given) {
        ofBucket.add(event("PutBucketPolicy", "2026-11-24T11:58:30Z", given.text()));
        ofBucket.add(change(
                "PutBucketPolicy",
                "2026-11-24T11:57:30Z",
                "{\"bucketName\":" + given.of("1", "[]", "null", "{}") + "}"));
        ofBucket.add(policy("2026-11-24T11:00:00Z", "mine"));

        assertThat(found(CauseId.S3_GRANT_MISSING).map(Change::at)).contains(Instant.parse("2026-11-24T11:00:00Z"));
    }
}
