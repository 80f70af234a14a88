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

/** Options as a person types them. */
class ContextOptionsTest {

    private static Why403Props props(Map<String, Object> context) {
        return new ContextOptions(context).props();
    }

    @Test
    void whatIsNotGivenIsAsUsual() {
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
                        1024,
                        90));
    }

    @Test
    void allThatIsGivenAsTextIsTaken() {
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
                Map.entry("memoryMb", "2048"),
                Map.entry("retentionDays", "30")));

        assertThat(props.logBucket()).contains("example-logs");
        assertThat(props.logEvents()).isEqualTo(LogEvents.EVENTBRIDGE);
        assertThat(props.distributions()).containsExactly("E1EXAMPLE", "E2EXAMPLE");
        assertThat(props.emails()).containsExactly("ops@example.com", "web@example.org");
        assertThat(props.sensitivity()).isEqualTo(Sensitivity.HIGH);
        assertThat(props.readContent()).isTrue();
        assertThat(props.ignore()).containsExactly("waf-block", "/wp-admin/");
        assertThat(props.memoryMb()).isEqualTo(2048);
        assertThat(props.retentionDays()).isEqualTo(30);
    }

    @Test
    void jsonOfCdkJsonIsTakenToo() {
        Why403Props props = props(Map.of("emails", List.of("ops@example.com"), "readContent", true, "memoryMb", 512));

        assertThat(props.emails()).containsExactly("ops@example.com");
        assertThat(props.readContent()).isTrue();
        assertThat(props.memoryMb()).isEqualTo(512);
    }

    @Test
    void keysOfCdkItselfAreNoOptions() {
        assertThat(props(Map.of("aws:cdk:version-reporting", false, "@aws-cdk/core:newStyle", true)))
                .isEqualTo(props(Map.of()));
    }

    @Test
    void whatCdkAcknowledgeNotesIsNoOption() {
        assertThat(props(Map.of("acknowledged-issue-numbers", List.of(12345)))).isEqualTo(props(Map.of()));
    }

    @Test
    void whatIsNamedTwiceIsTakenOnce() {
        assertThat(props(Map.of("emails", "ops@example.com, ops@example.com")).emails())
                .containsExactly("ops@example.com");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", " , "})
    void anOptionWithoutAValueIsRefusedSoThatAForgottenVariableChangesNothing(String blank) {
        for (String option : List.of("logBucket", "distributions", "readContent")) {
            assertThatExceptionOfType(OptionException.class)
                    .isThrownBy(() -> props(Map.of(option, blank)))
                    .withMessage("The option " + option + " is given without a value: give it one, or leave it out.");
        }
    }

    @Test
    void moreThanAnEnvironmentHoldsIsRefused() {
        List<String> many = IntStream.range(0, 300)
                .mapToObj(number -> "E2EXAMPLE" + (1000 + number))
                .toList();

        assertThatExceptionOfType(OptionException.class)
                .isThrownBy(() -> props(Map.of("distributions", many)))
                .withMessageStartingWith("The entries of distributions and ignore have 4200 characters, and");
    }

    @Test
    void anUnknownOptionIsRefusedByName() {
        assertThatExceptionOfType(OptionException.class)
                .isThrownBy(() -> props(Map.of("email", "ops@example.com")))
                .withMessageStartingWith("There is no option email; the options are distributions, emails, ");
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
                "sensitivity | HIGH",
                "readContent | yes",
                "memoryMb | 128",
                "memoryMb | much",
                "retentionDays | 31",
            })
    void aMalformedOptionIsRefusedByNameWithItsValue(String option, String value) {
        assertThatExceptionOfType(OptionException.class)
                .isThrownBy(() -> props(Map.of(option, value)))
                .withMessageStartingWith("The option " + option + " is \"" + value + "\"; it should be ")
                .withMessageEndingWith(".");
    }

    @Test
    void aListOfAnythingButTextsIsRefused() {
        assertThatExceptionOfType(OptionException.class)
                .isThrownBy(() -> props(Map.of("emails", List.of(7))))
                .withMessageContaining("emails");
    }

    @Test
    void anAliasIsNoKey() {
        assertThatExceptionOfType(OptionException.class)
                .isThrownBy(() -> props(
                        Map.of("logBucket", "example-logs", "logKeyArn", "arn:aws:kms:eu-west-1:123456789012:alias/x")))
                .withMessageContaining("logKeyArn")
                .withMessageContaining("not of an alias");
    }

    @Test
    void halfOfSlackIsRefused() {
        assertThatExceptionOfType(OptionException.class)
                .isThrownBy(() -> props(Map.of("slackChannel", "C01EXAMPLE")))
                .withMessage("Slack needs both slackWorkspace and slackChannel, and only one of them is given.");
    }

    @Test
    void aKeyWithoutItsBucketIsRefused() {
        assertThatExceptionOfType(OptionException.class)
                .isThrownBy(() -> props(Map.of(
                        "logKeyArn", "arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab")))
                .withMessageContaining("give logBucket too");
    }
}
