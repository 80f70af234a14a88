package why403.infra;

import static org.assertj.core.api.Assertions.assertThatCode;

import io.github.cdklabs.cdknag.AwsSolutionsChecks;
import io.github.cdklabs.cdknag.NagPackSuppression;
import io.github.cdklabs.cdknag.NagSuppressions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.Aspects;
import software.amazon.awscdk.assertions.Annotations;
import software.amazon.awscdk.assertions.Match;

/** What AWS's own rules for solutions find, but for what has a reason. */
class NagTest {

    private static final Map<String, String> REASONS = Map.of(
            "AwsSolutions-S1",
            "The new bucket holds access logs; logs of reading logs would only feed themselves.",
            "AwsSolutions-IAM4",
            "CDK's own function that sets a bucket's notifications has its basic role.",
            "AwsSolutions-IAM5",
            "Which buckets, objects and web ACLs a distribution uses is known only when it is looked at, and"
                    + " three actions of CloudFront have no resource; the role only reads.");

    private static Annotations checked(Map<String, Object> options) {
        Why403Stack stack = Synthesized.stack(options);
        Aspects.of(stack).add(new AwsSolutionsChecks());
        NagSuppressions.addStackSuppressions(
                stack,
                REASONS.entrySet().stream()
                        .map(reason -> NagPackSuppression.builder()
                                .id(reason.getKey())
                                .reason(reason.getValue())
                                .build())
                        .toList());
        return Annotations.fromStack(stack);
    }

    private static void assertFindsNothing(Annotations annotations) {
        assertThatCode(() -> {
                    annotations.hasNoError("*", Match.stringLikeRegexp("AwsSolutions.*"));
                    annotations.hasNoWarning("*", Match.stringLikeRegexp("AwsSolutions.*"));
                })
                .doesNotThrowAnyException();
    }

    @Test
    void nothingIsFoundWithoutAnyOption() {
        assertFindsNothing(checked(Map.of()));
    }

    @Test
    void nothingIsFoundWithAllOptions() {
        assertFindsNothing(checked(Synthesized.ALL_OPTIONS));
    }
}
