package why403.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import why403.spike.Sensitivity;

/** Options as a user types them. */
class ContextOptionsTest {

    private static Why403Props props(Map<String, Object> context) {
        return new ContextOptions(context).props();
    }

    @Test
    void missingOptionsHaveDefaults() {
        assertThat(props(Map.of()))
                .isEqualTo(new Why403Props(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        LogEvents.NOTIFICATIONS,
                        List.of(),
                        List.of(),
                        Optional.empty(),
                        Optional.empty(),
                        Sensitivity.NORMAL,
                        false,
                        List.of(),
                        Optional.empty(),
                        Optional.empty(),
                        1024,
                        90));
    }

    @Test
    void everyOptionCanBeGivenAsText() {
        Why403Props props = props(Map.ofEntries(
                Map.entry("logBucket", "example-logs"),
                Map.entry("logPrefix", "cdn/"),
                Map.entry("logKeyArn", "arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab"),
                Map.entry("logEvents", "eventbridge"),
                Map.entry("distributions", "E1EXAMPLE, E2EXAMPLE"),
                Map.entry("emails", "ops@example.com,web@example.org"),
                Map.entry("slackWorkspace", "T01EXAMPLE"),
                Map.entry("slackChannel", "C01EXAMPLE"),
                Map.entry("sensitivity", "high"),
                Map.entry("readContent", "true"),
                Map.entry("ignore", "waf-block,/wp-admin/"),
                Map.entry("topicKeyArn", "arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ac"),
                Map.entry("causesUrl", "https://wiki.example.com/why403/causes"),
                Map.entry("memoryMb", "2048"),
                Map.entry("retentionDays", "30")));

        assertThat(props.logBucket()).contains("example-logs");
        assertThat(props.logEvents()).isEqualTo(LogEvents.EVENTBRIDGE);
        assertThat(props.distributions()).containsExactly("E1EXAMPLE", "E2EXAMPLE");
        assertThat(props.emails()).containsExactly("ops@example.com", "web@example.org");
        assertThat(props.sensitivity()).isEqualTo(Sensitivity.HIGH);
        assertThat(props.readContent()).isTrue();
        assertThat(props.ignore()).containsExactly("waf-block", "/wp-admin/");
        assertThat(props.topicKeyArn())
                .contains("arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ac");
        assertThat(props.causesUrl()).contains("https://wiki.example.com/why403/causes");
        assertThat(props.memoryMb()).isEqualTo(2048);
        assertThat(props.retentionDays()).isEqualTo(30);
    }

    @Test
    void optionsCanBeJsonValuesFromCdkJson() {
        Why403Props props = props(Map.of("emails", List.of("ops@example.com"), "readContent", true, "memoryMb", 512));

        assertThat(props.emails()).containsExactly("ops@example.com");
        assertThat(props.readContent()).isTrue();
        assertThat(props.memoryMb()).isEqualTo(512);
    }

    @Test
    void keysThatBelongToCdkAreNotOptions() {
        assertThat(props(Map.of("aws:cdk:version-reporting", false, "@aws-cdk/core:newStyle", true)))
                .isEqualTo(props(Map.of()));
    }

    @Test
    void theKeyOfCdkAcknowledgeIsNotAnOption() {
        assertThat(props(Map.of("acknowledged-issue-numbers", List.of(12345)))).isEqualTo(props(Map.of()));
    }

    @Test
    void duplicateEntriesAreRemoved() {
        assertThat(props(Map.of("emails", "ops@example.com, ops@example.com")).emails())
                .containsExactly("ops@example.com");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", " , "})
    void anOptionWithoutAValueIsRejected(String blank) {
        for (String option : List.of("logBucket", "distributions", "readContent")) {
            assertThatExceptionOfType(OptionException.class)
                    .isThrownBy(() -> props(Map.of(option, blank)))
                    .withMessage("The option " + option + " has no value. Set a value, or remove the option.");
        }
    }

    @Test
    void moreEntriesThanTheEnvironmentCanHoldAreRejected() {
        List<String> many = IntStream.range(0, 300)
                .mapToObj(number -> "E2EXAMPLE" + (1000 + number))
                .toList();

        assertThatExceptionOfType(OptionException.class)
                .isThrownBy(() -> props(Map.of("distributions", many)))
                .withMessageStartingWith(
                        "The options distributions, ignore and causesUrl have 4200 characters together,");
    }

    @Test
    void anUnknownOptionIsRejectedByName() {
        assertThatExceptionOfType(OptionException.class)
                .isThrownBy(() -> props(Map.of("email", "ops@example.com")))
                .withMessageStartingWith(
                        "There is no option email. The options are causesUrl, distributions, emails, ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "logBucket | Example_Logs",
                "logBucket | s3://example-logs",
                "logBucket | example..logs",
                "logBucket | example-.logs",
                "logBucket | 192.0.2.1",
                "logBucket | ex",
                "logPrefix | /cdn/",
                "logPrefix | cdn*/",
                "logPrefix | ${aws:username}/",
                "logEvents | sqs",
                "distributions | www.example.com",
                "emails | ops",
                "emails | o..ps@example.com",
                "emails | ops@example..com",
                "emails | ops@-.--",
                "emails | ops@example.com;web@example.com",
                "ignore | waf",
                "topicKeyArn | arn:aws:kms:eu-west-1:123456789012:alias/why403",
                "causesUrl | wiki.example.com/causes",
                "causesUrl | https://wiki.example.com/causes#id",
                "sensitivity | HIGH",
                "readContent | yes",
                "memoryMb | 128",
                "memoryMb | much",
                "retentionDays | 31",
            })
    void anInvalidOptionIsRejectedWithItsNameAndValue(String option, String value) {
        assertThatExceptionOfType(OptionException.class)
                .isThrownBy(() -> props(Map.of(option, value)))
                .withMessageStartingWith("The option " + option + " is \"" + value + "\". It must be ")
                .withMessageEndingWith(".");
    }

    @Test
    void aListThatDoesNotContainStringsIsRejected() {
        assertThatExceptionOfType(OptionException.class)
                .isThrownBy(() -> props(Map.of("emails", List.of(7))))
                .withMessageContaining("emails");
    }

    @Test
    void theArnOfAKeyAliasIsRejected() {
        assertThatExceptionOfType(OptionException.class)
                .isThrownBy(() -> props(
                        Map.of("logBucket", "example-logs", "logKeyArn", "arn:aws:kms:eu-west-1:123456789012:alias/x")))
                .withMessageContaining("logKeyArn")
                .withMessageContaining("The ARN of an alias is not accepted");
    }

    @Test
    void aSlackChannelWithoutAWorkspaceIsRejected() {
        assertThatExceptionOfType(OptionException.class)
                .isThrownBy(() -> props(Map.of("slackChannel", "C01EXAMPLE")))
                .withMessage("Only one of the options slackWorkspace and slackChannel is set. Set both, or neither.");
    }

    @Test
    void aKeyWithoutItsBucketIsRejected() {
        assertThatExceptionOfType(OptionException.class)
                .isThrownBy(() -> props(Map.of(
                        "logKeyArn", "arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab")))
                .withMessageContaining("Set logBucket too");
    }
}
