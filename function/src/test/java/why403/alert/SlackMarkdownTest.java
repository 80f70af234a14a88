package why403.alert;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import why403.seeded.Generator;
import why403.seeded.Seeds;

/** Text from a viewer stays text in a chat. */
class SlackMarkdownTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "bucket example-assets has no policy, so (E2EXAMPLE) | bucket example-assets has no policy, so (E2EXAMPLE)",
                "may not use s3:GetObject. | may not use `s3:GetObject`.",
                "From 10:02 to 10:12 UTC | From 10:02 to 10:12 UTC",
                "behavior /img/*, and *.css | behavior `/img/*`, and `*.css`",
                "<!channel> (@here) | `&lt;!channel&gt;` (`@here`)",
                "a&b | `a&amp;b`",
                "`ls` | `'ls'`",
                ":bomb: | `:bomb`:",
            })
    void textThatCouldBeMarkupIsShownAsCode(String plain, String shown) {
        assertThat(SlackMarkdown.line(plain, 250)).isEqualTo(shown);
    }

    @Test
    void aLongLineIsCutBetweenWordsOrInsideCode() {
        assertThat(SlackMarkdown.line("one two three", 9))
                .hasSizeLessThanOrEqualTo(9)
                .startsWith("one two")
                .endsWith("\u2026");
        assertThat(SlackMarkdown.line("*" + "x".repeat(100), 30))
                .matches("`\\*x+`\u2026")
                .hasSizeLessThanOrEqualTo(30);
    }

    @Test
    void aWordOfAMillionDotsIsShownAsItIs() {
        String dots = ".".repeat(1_000_000);
        assertThat(SlackMarkdown.line("*" + dots, 2_000_000)).isEqualTo("`*`" + dots);
        assertThat(SlackMarkdown.line(dots + "*", 2_000_000)).isEqualTo("`" + dots + "*`");
    }

    @Test
    void theArnOfAnOriginAccessIdentityIsOneWord() {
        String arn = "arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity E1OAIEXAMPLE01";
        assertThat(SlackMarkdown.line("allows " + arn + ", not *", 250)).isEqualTo("allows `" + arn + "`, not `*`");
    }

    @Test
    void aCommandIsShownVerbatimOrNotAtAll() {
        assertThat(SlackMarkdown.block("aws x '*' > f")).contains("```\naws x '*' &gt; f\n```");
        assertThat(SlackMarkdown.block("echo '```'")).isEmpty();
        assertThat(SlackMarkdown.block("echo \u001b[31m")).isEmpty();
    }

    @Test
    void onlyAUrlWithoutMarkupIsALink() {
        assertThat(SlackMarkdown.link("https://example.com/a_b?x=1&y=2#z", 700))
                .isEqualTo("https://example.com/a_b?x=1&amp;y=2#z");
        assertThat(SlackMarkdown.link("https://example.com/<b>", 700)).isEqualTo("`https://example.com/&lt;b&gt;`");
        assertThat(SlackMarkdown.link("docs/causes.md#waf-block", 700)).isEqualTo("`docs/causes.md#waf-block`");
    }

    @ParameterizedTest
    @Seeds
    void aLineKeepsItsLengthAndItsCharactersWhole(Generator given) {
        int longest = given.between(10, 300);
        String line = SlackMarkdown.line(given.text(400), longest);
        assertThat(line).hasSizeLessThanOrEqualTo(longest).doesNotContainPattern("\\p{Cs}|[<>\\n]|&(?!(amp|lt|gt);)");
        assertThat(line.chars().filter(one -> one == '`').count() % 2).isZero();
    }
}
