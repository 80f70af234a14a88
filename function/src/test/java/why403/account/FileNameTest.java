package why403.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import why403.seeded.Generator;
import why403.seeded.Seeds;

/** Examples of the contract's rules for file names, and properties that hold for all names. */
class FileNameTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "docs/index.html docs/index.html",
                "docs/ docs%2F",
                "/docs %2Fdocs",
                "/ %2F",
                "// %2F%2F",
                "a//b a/%2Fb",
                "a//// a/%2F%2F%2F",
                "../../x %2E%2E/%2E%2E/x",
                "./a/.. %2E/a/%2E%2E",
                ".../.a/a./..b .../.a/a./..b",
                "report.error report%2Eerror",
                "a/.error a/%2Eerror",
                "report.error.txt report.error.txt",
                "a.error/b a.error/b",
                "error error",
                "100%25 100%2525",
                "a\\b:c*d?e\"f<g>h|i a%5Cb%3Ac%2Ad%3Fe%22f%3Cg%3Eh%7Ci",
                "DistributionId=E2/it's+~[x]{y}&z DistributionId=E2/it's+~[x]{y}&z",
                "été/日本.html été/日本.html"
            },
            quoteCharacter = '`')
    void aKeyKeepsItsFolders(String key, String file) {
        assertThat(FileName.ofKey(key)).isEqualTo(file);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "E2EXAMPLE E2EXAMPLE",
                "alias/aws/s3 alias%2Faws%2Fs3",
                "resize:live resize%3Alive",
                "$default $default",
                ".. %2E%2E",
                ". %2E",
                "../x ..%2Fx",
                "example.error example%2Eerror"
            })
    void anyOtherNameIsOneFile(String name, String file) {
        assertThat(FileName.ofName(name)).isEqualTo(file);
    }

    @Test
    void controlBytesAreEscaped() {
        assertThat(FileName.ofKey("a\0b\n\u001f\u007f c")).isEqualTo("a%00b%0A%1F%7F c");
    }

    @Test
    void halfASurrogatePairIsEscapedAndAWholeOneIsNot() {
        assertThat(FileName.ofKey("\ud83d\ude00\ud83d")).isEqualTo("\ud83d\ude00%ED%A0%BD");
    }

    @ParameterizedTest
    @Seeds
    void unescapingRestoresTheName(Generator given) {
        String name = name(given);
        assertThat(decode(FileName.ofName(name))).isEqualTo(name);
        assertThat(decode(FileName.ofKey(name))).isEqualTo(name);
    }

    @ParameterizedTest
    @Seeds
    void aFileNameNeverLeadsOutOfItsFolderAndIsNeverEmpty(Generator given) {
        String name = name(given);
        assertThat(Arrays.asList(FileName.ofKey(name).split("/", -1)))
                .doesNotContain("", ".", "..")
                .hasSizeLessThanOrEqualTo(name.length() + 1);
        assertThat(FileName.ofName(name)).doesNotContain("/").isNotIn("", ".", "..");
    }

    @ParameterizedTest
    @Seeds
    void noNameIsConfusedWithTheErrorOfAnotherName(Generator given) {
        String name = name(given);
        String other = given.oneIn(2) ? name(given) : name + given.of(".error", ".json", ".error.json");
        assertThat(FileName.ofKey(name) + ".json").isNotEqualTo(FileName.ofKey(other) + ".error.json");
        assertThat(FileName.ofKey(name)).doesNotEndWith(".error");
        assertThat(FileName.ofName(name)).doesNotEndWith(".error");
    }

    private static String name(Generator given) {
        return given.oneIn(2)
                ? given.text(10)
                : String.join(
                        "",
                        given.list(
                                8,
                                () -> given.of(
                                        "/", ".", "..", ".error", "%", "%2F", ".json", "a", "\n", "é", ":", "\ud800",
                                        "\udc00", "E")));
    }

    /** Reverses the escaping in the simplest way. {@code %} alone is the empty name. Half surrogate pairs are three bytes. */
    private static String decode(String file) {
        if (file.equals("%")) {
            return "";
        }
        StringBuilder name = new StringBuilder();
        for (int i = 0; i < file.length(); i++) {
            if (file.charAt(i) != '%') {
                name.append(file.charAt(i));
            } else if (file.startsWith("%ED", i)) {
                name.append((char) (0xD000 | (octet(file, i + 3) & 0x3F) << 6 | (octet(file, i + 6) & 0x3F)));
                i += 8;
            } else {
                name.append((char) octet(file, i));
                i += 2;
            }
        }
        return name.toString();
    }

    private static int octet(String file, int at) {
        return Integer.parseInt(file.substring(at + 1, at + 3), 16);
    }
}
