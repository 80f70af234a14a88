package why403.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import why403.alert.Ignored;
import why403.alert.NoticeLinks;
import why403.aws.TopicArn;
import why403.spike.Sensitivity;
import why403.watch.WatchOptions;
import why403.watch.WatchedDistributions;

class WatchSettingsTest {

    private static final String TOPIC = "arn:aws:sns:eu-west-1:123456789012:why403";
    private static final Map<String, String> LEAST =
            Map.of("AWS_REGION", "eu-west-1", "WHY403_TABLE", "why403", "WHY403_TOPIC", TOPIC);

    private static Map<String, String> with(String name, String value) {
        Map<String, String> environment = new HashMap<>(LEAST);
        environment.put(name, value);
        return environment;
    }

    @Test
    void unsetVariablesHaveDefaults() {
        assertThat(WatchSettings.of(LEAST))
                .isEqualTo(new WatchSettings(
                        "eu-west-1",
                        "why403",
                        TopicArn.of(TOPIC).orElseThrow(),
                        Sensitivity.NORMAL,
                        false,
                        WatchedDistributions.ALL,
                        WatchOptions.EVERYTHING));
        assertThat(WatchSettings.of(LEAST).options().links()).isEqualTo(NoticeLinks.none());
    }

    @ParameterizedTest
    @CsvSource({
        "eu-west-1,https://eu-west-1.console.aws.amazon.com/cloudwatch/home?region=eu-west-1",
        "cn-north-1,https://cn-north-1.console.amazonaws.cn/cloudwatch/home?region=cn-north-1",
        "us-gov-west-1,https://us-gov-west-1.console.amazonaws-us-gov.com/cloudwatch/home?region=us-gov-west-1"
    })
    void noticesLinkTheDashboardInTheConsoleOfTheRegion(String region, String console) {
        Map<String, String> environment = with("WHY403_DASHBOARD", "why403-eu_1");
        environment.put("AWS_REGION", region);

        assertThat(WatchSettings.of(environment).options().links().dashboardUrl())
                .contains(console + "#dashboards/dashboard/why403-eu_1");
    }

    @Test
    void noticesDoNotLinkTheDashboardInAPartitionWithoutAPublicConsole() {
        Map<String, String> environment = with("WHY403_DASHBOARD", "why403");
        environment.put("AWS_REGION", "us-iso-east-1");

        assertThat(WatchSettings.of(environment).options().links().dashboardUrl())
                .isEmpty();
    }

    @Test
    void noticesLinkTheCausesPageIfItIsSet() {
        String page = "https://wiki.example.com:8443/why403/causes?version=1";
        WatchSettings settings = WatchSettings.of(with("WHY403_CAUSES_URL", page));

        assertThat(settings.options().links()).isEqualTo(new NoticeLinks(Optional.empty(), Optional.of(page)));
    }

    @Test
    void aBlankVariableCountsAsNotSet() {
        assertThat(WatchSettings.of(with("WHY403_READ_CONTENT", " "))).isEqualTo(WatchSettings.of(LEAST));
        assertThatThrownBy(() -> WatchSettings.of(with("WHY403_TABLE", "")))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("is not set");
    }

    @ParameterizedTest
    @CsvSource({"low,LOW", "normal,NORMAL", "high,HIGH"})
    void sensitivityHasThreeValues(String value, Sensitivity expected) {
        assertThat(WatchSettings.of(with("WHY403_SENSITIVITY", value)).sensitivity())
                .isEqualTo(expected);
    }

    @Test
    void contentIsReadOnlyIfItIsEnabled() {
        assertThat(WatchSettings.of(with("WHY403_READ_CONTENT", "true")).readContent())
                .isTrue();
        assertThat(WatchSettings.of(with("WHY403_READ_CONTENT", "false")).readContent())
                .isFalse();
    }

    @Test
    void distributionsAndIgnoredEntriesAreSeparatedByCommas() {
        assertThat(WatchSettings.of(with("WHY403_DISTRIBUTIONS", "E2EXAMPLE, E3EXAMPLE"))
                        .watched())
                .isEqualTo(new WatchedDistributions(Set.of("E2EXAMPLE", "E3EXAMPLE")));
        assertThat(WatchSettings.of(with("WHY403_IGNORE", "*,host:www.example.com , /wp-,waf-block,/a%2Cb/"))
                        .options())
                .isEqualTo(new WatchOptions(
                        new Ignored(Set.of("*", "host:www.example.com", "/wp-", "waf-block", "/a,b/")),
                        NoticeLinks.none()));
    }

    @Test
    void blankListsAreEmpty() {
        assertThat(WatchSettings.of(with("WHY403_DISTRIBUTIONS", " ")).watched())
                .isEqualTo(WatchedDistributions.ALL);
        assertThat(WatchSettings.of(with("WHY403_IGNORE", "")).options()).isEqualTo(WatchOptions.EVERYTHING);
    }

    @ParameterizedTest
    @CsvSource({
        "WHY403_DISTRIBUTIONS,'E2EXAMPLE,e3example',e3example,the id of a distribution such as E2EXAMPLE",
        "WHY403_DISTRIBUTIONS,'E2EXAMPLE,',,the id of a distribution such as E2EXAMPLE",
        "WHY403_DISTRIBUTIONS,d111111abcdef8.cloudfront.net,d111111abcdef8.cloudfront.net,the id of a distribution",
        "WHY403_IGNORE,'*,waf-blocked',waf-blocked,the id of a cause (such as waf-block)",
        "WHY403_IGNORE,'/img/,,*',,a scope"
    })
    void anInvalidEntryIsReportedWithWhatIsExpected(String name, String value, String entry, String expected) {
        assertThatThrownBy(() -> WatchSettings.of(with(name, value)))
                .isInstanceOf(SettingsException.class)
                .hasMessageStartingWith("The environment variable " + name + " contains the entry \""
                        + Optional.ofNullable(entry).orElse("")
                        + "\". Each entry must be ")
                .hasMessageContaining(expected);
    }

    @Test
    void aLongEntryIsCutAndShownOnOneLine() {
        assertThatThrownBy(() -> WatchSettings.of(with("WHY403_DISTRIBUTIONS", "a\n" + "x".repeat(5000))))
                .isInstanceOf(SettingsException.class)
                .message()
                .hasSizeLessThan(300)
                .doesNotContain("\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "arn:aws:sns:us-gov-west-1:123456789012:why403",
                "arn:aws-us-gov:sns:us-gov-west-1:123456789012:Stack-Topic_1",
                "arn:aws-cn:sns:cn-north-1:123456789012:why403"
            })
    void aTopicCanBeInAnyPartition(String arn) {
        assertThat(WatchSettings.of(with("WHY403_TOPIC", arn)).topic().text()).isEqualTo(arn);
    }

    @ParameterizedTest
    @ValueSource(strings = {"AWS_REGION", "WHY403_TABLE", "WHY403_TOPIC"})
    void aMissingVariableIsNamed(String name) {
        Map<String, String> environment = new HashMap<>(LEAST);
        environment.remove(name);
        assertThatThrownBy(() -> WatchSettings.of(environment))
                .isInstanceOf(SettingsException.class)
                .hasMessageStartingWith("The environment variable " + name + " is not set. It must be ");
    }

    @ParameterizedTest
    @CsvSource({
        "AWS_REGION,Ireland,an AWS region such as eu-west-1",
        "WHY403_TABLE,my table,the name of the functions' DynamoDB table",
        "WHY403_TOPIC,why403,the ARN of a standard SNS topic",
        "WHY403_TOPIC,arn:aws:sqs:eu-west-1:123456789012:why403,the ARN of a standard SNS topic",
        "WHY403_TOPIC,arn:aws:sns:eu-west-1:123456789012:why403.fifo,the ARN of a standard SNS topic",
        "WHY403_DASHBOARD,my dashboard,the name of a CloudWatch dashboard",
        "WHY403_CAUSES_URL,wiki.example.com/causes,an http or https URL",
        "WHY403_CAUSES_URL,https://wiki.example.com/causes#id,an http or https URL",
        "WHY403_CAUSES_URL,'https://wiki.example.com/<a|b>',an http or https URL",
        "WHY403_SENSITIVITY,NORMAL,'low, normal or high'",
        "WHY403_READ_CONTENT,yes,true or false"
    })
    void anInvalidVariableIsReportedWithWhatIsExpected(String name, String value, String expected) {
        assertThatThrownBy(() -> WatchSettings.of(with(name, value)))
                .isInstanceOf(SettingsException.class)
                .hasMessageStartingWith("The environment variable " + name + " is \"" + value + "\". It must be ")
                .hasMessageContaining(expected);
    }

    @Test
    void aLongValueIsCutAndShownOnOneLine() {
        assertThatThrownBy(() -> WatchSettings.of(with("WHY403_TABLE", "a\n" + "x".repeat(5000))))
                .isInstanceOf(SettingsException.class)
                .message()
                .hasSizeLessThan(250)
                .doesNotContain("\n");
    }
}
