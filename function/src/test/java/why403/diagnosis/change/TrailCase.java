package why403.diagnosis.change;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.cloudfront.model.Distribution;
import software.amazon.awssdk.services.cloudfront.model.GetDistributionResponse;
import software.amazon.awssdk.services.cloudtrail.model.Event;
import software.amazon.awssdk.services.wafv2.model.GetWebAclResponse;
import software.amazon.awssdk.services.wafv2.model.WebACL;
import why403.account.CloudFrontQuestions;
import why403.account.CloudTrailQuestions;
import why403.account.CloudTrailQuestions.Attribute;
import why403.account.WafQuestions;
import why403.cause.AwsResource;
import why403.cause.CauseId;
import why403.cause.Change;
import why403.cause.Headline;
import why403.diagnosis.AnswersByQuestion;
import why403.diagnosis.Logged;
import why403.diagnosis.Site;
import why403.diagnosis.Trail;
import why403.diagnosis.check.ChangeClues;
import why403.diagnosis.check.Finding;
import why403.diagnosis.inquiry.AccountInquiry;
import why403.diagnosis.request.IncidentContext;

/** What CloudTrail recorded before noon, when the incident began, and what a check found out. */
final class TrailCase {

    static final String DISTRIBUTION = "arn:aws:cloudfront::123456789012:distribution/E2EXAMPLE";

    private final CauseId cause;
    private final AnswersByQuestion account = new AnswersByQuestion();
    private final List<AwsResource> resources = new ArrayList<>();
    private final List<Event> events = new ArrayList<>();
    private final List<Logged> refused = new ArrayList<>();
    private ChangeClues clues = ChangeClues.NONE;

    TrailCase(CauseId cause, AwsResource... resources) {
        this.cause = cause;
        this.resources.addAll(List.of(resources));
        account.found(
                CloudFrontQuestions.distribution("E2EXAMPLE"),
                GetDistributionResponse.builder()
                        .distribution(Distribution.builder()
                                .id("E2EXAMPLE")
                                .arn(DISTRIBUTION)
                                .distributionConfig(Site.plain())
                                .build())
                        .build());
    }

    TrailCase webAcl(String name, String id, WebACL acl) {
        account.found(
                WafQuestions.webAcl(name, id),
                GetWebAclResponse.builder().webACL(acl).build());
        resources.add(new AwsResource.WebAcl(name, id));
        return this;
    }

    TrailCase knowing(ChangeClues known) {
        clues = known;
        return this;
    }

    TrailCase refused(Logged... requests) {
        refused.addAll(List.of(requests));
        return this;
    }

    /** @param time of the day of the incident, such as {@code 11:58:30} */
    TrailCase event(String name, String time, String parameters) {
        events.add(Trail.event(name, time, parameters));
        return this;
    }

    /** The change that is named, as {@code 11:58:30 PutBucketPolicy example-assets}; {@code none} if there is none. */
    String named() {
        recorded(Attribute.SOURCE, "wafv2.amazonaws.com", CloudTrailQuestions.GLOBAL);
        for (AwsResource resource : resources) {
            if (resource instanceof AwsResource.Bucket bucket) {
                recorded(Attribute.RESOURCE, bucket.name(), bucket.region());
            } else if (resource instanceof AwsResource.KmsKey key) {
                recorded(Attribute.RESOURCE, key.arn(), key.region());
            } else if (resource instanceof AwsResource.LambdaFunction function) {
                recorded(Attribute.RESOURCE, function.name(), function.region());
            }
        }
        Logged[] requests = refused.isEmpty() ? new Logged[] {Logged.forbidden()} : refused.toArray(Logged[]::new);
        IncidentContext incident =
                new IncidentContext(new AccountInquiry(account), "E2EXAMPLE", Logged.NOON, Site.sample(requests));
        Finding finding = new Finding(Headline.always("it is so"), "it is so", List.of(), Optional.empty(), resources)
                .with(clues);
        return new ChangeSearch(incident)
                .of(cause, incident.requests(), finding)
                .map(TrailCase::text)
                .orElse("none");
    }

    private static String text(Change change) {
        return change.at().toString().substring(11, 19) + " " + change.eventName() + " " + change.resource();
    }

    /** Every lookup finds all: the events of other resources must be passed over. */
    private void recorded(Attribute attribute, String value, Optional<String> region) {
        account.found(Trail.lookup(attribute, value, region), Trail.of(events.toArray(Event[]::new)));
    }
}
