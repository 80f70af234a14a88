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
import why403.aws.TopicArn;
import why403.spike.Sensitivity;
import why403.watch.Selection;

class SettingsTest {

    private static final String TOPIC = "arn:aws:sns:eu-west-1:123456789012:why403";
    private static final Map<String, String> LEAST =
            Map.of("AWS_REGION", "eu-west-1", "WHY403_TABLE", "why403", "WHY403_TOPIC", TOPIC);

    private static Map<String, String> but(String name, String value) {
        Map<String, String> environment = new HashMap<>(LEAST);
        environment.put(name, value);
        return environment;
    }

    @Test
    void whatIsNotSetIsNormalAndReadsNoContent() {
        assertThat(Settings.of(LEAST))
                .isEqualTo(new Settings(
                        "eu-west-1",
                        "why403",
                        TopicArn.of(TOPIC).orElseThrow(),
                        Sensitivity.NORMAL,
                        false,
                        Selection.EVERYTHING));
    }

    @Test
    void aBlankVariableIsAsOneThatIsNotSet() {
        assertThat(Settings.of(but("WHY403_READ_CONTENT", " "))).isEqualTo(Settings.of(LEAST));
        assertThatThrownBy(() -> Settings.of(but("WHY403_TABLE", "")))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("is not set");
    }

    @ParameterizedTest
    @CsvSource({"low,LOW", "normal,NORMAL", "high,HIGH"})
    void sensitivityHasThreeNames(String value, Sensitivity expected) {
        assertThat(Settings.of(but("WHY403_SENSITIVITY", value)).sensitivity()).isEqualTo(expected);
    }

    @Test
    void contentIsReadWhereItIsAskedFor() {
        assertThat(Settings.of(but("WHY403_READ_CONTENT", "true")).readContent())
                .isTrue();
        assertThat(Settings.of(but("WHY403_READ_CONTENT", "false")).readContent())
                .isFalse();
    }

    @Test
    void distributionsAndWhatIsIgnoredAreListsWithCommasBetween() {
        assertThat(Settings.of(but("WHY403_DISTRIBUTIONS", "E2EXAMPLE, E3EXAMPLE"))
                        .selection())
                .isEqualTo(new Selection(Set.of("E2EXAMPLE", "E3EXAMPLE"), Ignored.NOTHING));
        assertThat(Settings.of(but("WHY403_IGNORE", "*,host:www.example.com , /wp-,waf-block,/a%2Cb/"))
                        .selection())
                .isEqualTo(new Selection(
                        Set.of(), new Ignored(Set.of("*", "host:www.example.com", "/wp-", "waf-block", "/a,b/"))));
    }

    @Test
    void blankListsHoldNothing() {
        assertThat(Settings.of(but("WHY403_DISTRIBUTIONS", " ")).selection()).isEqualTo(Selection.EVERYTHING);
        assertThat(Settings.of(but("WHY403_IGNORE", "")).selection()).isEqualTo(Selection.EVERYTHING);
    }

    @ParameterizedTest
    @CsvSource({
        "WHY403_DISTRIBUTIONS,'E2EXAMPLE,e3example',e3example,the id of a distribution such as E2EXAMPLE",
        "WHY403_DISTRIBUTIONS,'E2EXAMPLE,',,the id of a distribution such as E2EXAMPLE",
        "WHY403_DISTRIBUTIONS,d111111abcdef8.cloudfront.net,d111111abcdef8.cloudfront.net,the id of a distribution",
        "WHY403_IGNORE,'*,waf-blocked',waf-blocked,the id of a cause (such as waf-block)",
        "WHY403_IGNORE,'/img/,,*',,a scope"
    })
    void anEntryThatIsNoneIsNamedWithWhatIsExpected(String name, String value, String entry, String expected) {
        assertThatThrownBy(() -> Settings.of(but(name, value)))
                .isInstanceOf(SettingsException.class)
                .hasMessageStartingWith("The environment variable " + name + " holds \""
                        + Optional.ofNullable(entry).orElse("")
                        + "\"; each of its entries, with commas between, should be ")
                .hasMessageContaining(expected);
    }

    @Test
    void aLongEntryIsCutAndKeptOnOneLine() {
        assertThatThrownBy(() -> Settings.of(but("WHY403_DISTRIBUTIONS", "a\n" + "x".repeat(5000))))
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
    void aTopicMayBeInAnyPartition(String arn) {
        assertThat(Settings.of(but("WHY403_TOPIC", arn)).topic().text()).isEqualTo(arn);
    }

    @ParameterizedTest
    @ValueSource(strings = {"AWS_REGION", "WHY403_TABLE", "WHY403_TOPIC"})
    void aMissingOneIsNamed(String name) {
        Map<String, String> environment = new HashMap<>(LEAST);
        environment.remove(name);
        assertThatThrownBy(() -> Settings.of(environment))
                .isInstanceOf(SettingsException.class)
                .hasMessageStartingWith("The environment variable " + name + " is not set; it should be ");
    }

    @ParameterizedTest
    @CsvSource({
        "AWS_REGION,Ireland,an AWS region such as eu-west-1",
        "WHY403_TABLE,my table,the name of the function's DynamoDB table",
        "WHY403_TOPIC,why403,the ARN of a standard SNS topic",
        "WHY403_TOPIC,arn:aws:sqs:eu-west-1:123456789012:why403,the ARN of a standard SNS topic",
        "WHY403_TOPIC,arn:aws:sns:eu-west-1:123456789012:why403.fifo,the ARN of a standard SNS topic",
        "WHY403_SENSITIVITY,NORMAL,'low, normal or high'",
        "WHY403_READ_CONTENT,yes,true or false"
    })
    void aMalformedOneIsNamedWithWhatIsExpected(String name, String value, String expected) {
        assertThatThrownBy(() -> Settings.of(but(name, value)))
                .isInstanceOf(SettingsException.class)
                .hasMessageStartingWith("The environment variable " + name + " is \"" + value + "\"; it should be ")
                .hasMessageContaining(expected);
    }

    @Test
    void aLongValueIsCutAndKeptOnOneLine() {
        assertThatThrownBy(() -> Settings.of(but("WHY403_TABLE", "a\n" + "x".repeat(5000))))
                .isInstanceOf(SettingsException.class)
                .message()
                .hasSizeLessThan(250)
                .doesNotContain("\n");
    }
}
