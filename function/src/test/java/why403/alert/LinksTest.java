package why403.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import why403.alert.Links.Link;
import why403.cause.AwsResource;
import why403.cause.AwsResource.Bucket;
import why403.cause.AwsResource.WebAcl;
import why403.cause.CauseId;
import why403.cause.Certainty;
import why403.cause.Diagnosis;
import why403.cause.DistributionName;
import why403.cause.ViewerCount;
import why403.tally.Scope;

/** Where a reader of a notice can look further. */
class LinksTest {

    private static final String ABOUT = "docs/causes.md#waf-block";

    private static List<String> targets(
            NoticeLinks configured, String partition, boolean isUnknown, AwsResource... resources) {
        Diagnosis diagnosis = new Diagnosis(
                List.of(ExampleNotice.with(
                        ExampleNotice.cause(CauseId.WAF_BLOCK, "it is so", List.of(), Optional.empty()),
                        Certainty.CONFIRMED,
                        1,
                        resources)),
                List.of(),
                List.of(),
                ViewerCount.NONE,
                OptionalInt.empty(),
                1,
                1,
                new DistributionName("E2EXAMPLE", "cdn.example.com", partition, Optional.empty(), isUnknown),
                List.of());
        return new Links(configured)
                .of(ExampleNotice.opened(Scope.WHOLE, diagnosis)).stream()
                        .map(Link::target)
                        .toList();
    }

    @Test
    void theConsolePagesOfDistributionBucketAndWebAclAreLinked() {
        assertThat(targets(
                        NoticeLinks.none(),
                        "aws",
                        false,
                        new Bucket("aws", "example-assets", Optional.of("eu-central-1")),
                        new Bucket("aws", "no-region", Optional.empty()),
                        new WebAcl("example-acl", "473e64fd")))
                .containsExactly(
                        "https://console.aws.amazon.com/cloudfront/v4/home#/distributions/E2EXAMPLE",
                        "https://s3.console.aws.amazon.com/s3/buckets/example-assets?region=eu-central-1",
                        "https://s3.console.aws.amazon.com/s3/buckets/no-region",
                        "https://us-east-1.console.aws.amazon.com/wafv2/homev2/web-acl/example-acl/473e64fd"
                                + "/overview?region=global",
                        ABOUT);
    }

    @Test
    void otherPartitionsHaveOtherConsolesAndNoLinks() {
        assertThat(targets(NoticeLinks.none(), "aws-cn", false, new Bucket("aws-cn", "b", Optional.empty())))
                .containsExactly(ABOUT);
        assertThat(targets(NoticeLinks.none(), "aws", true, new Bucket("aws-cn", "b", Optional.empty())))
                .containsExactly(ABOUT);
    }

    @Test
    void theDashboardAndThePageOfCausesAreThoseOfTheDeployment() {
        NoticeLinks configured = new NoticeLinks(
                Optional.of("https://example.com/dashboard"), Optional.of("https://example.com/causes"));

        assertThat(targets(configured, "aws", true))
                .containsExactly("https://example.com/dashboard", "https://example.com/causes#waf-block");
    }

    @Test
    void namesAreEncoded() {
        assertThat(targets(NoticeLinks.none(), "aws", true, new WebAcl("a b/<c>", "d?e#f")))
                .contains("https://us-east-1.console.aws.amazon.com/wafv2/homev2/web-acl/a%20b%2F%3Cc%3E/d%3Fe%23f"
                        + "/overview?region=global");
    }

    @Test
    void aConsolePageIsALinkInAChat() {
        assertThat(new Renderer().render(ExampleNotice.INTENDED.notice()).slack())
                .contains(
                        "*Link* Distribution: https://console.aws.amazon.com/cloudfront/v4/home#/distributions/E2EXAMPLE");
    }
}
