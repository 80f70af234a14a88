package why403.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The delimiter of a text log: one to five characters, which a w3c header does not show. */
class DelimiterTest {

    private static final List<String> NAMES = List.of("date", "time", "cs(User-Agent)", "sc-status", "cs-uri-stem");
    private static final String W3C = "#Version: 1.0\n#Fields: " + String.join(" ", NAMES) + "\n";
    private static final String BROWSER = "Mozilla/5.0%20(X11;%20Linux)%20(KHTML,%20like%20Gecko)";

    private static String record(String delimiter, String agent) {
        return String.join(delimiter, "2026-11-24", "10:02:03", agent, "403", "/a.png") + "\n";
    }

    private static void assertIsRead(String log, String agent) {
        Readings.Result result = Readings.read(log);
        assertThat(result.reading()).isEqualTo(Readings.clean(1));
        assertThat(result.only().raw())
                .hasSize(NAMES.size())
                .containsEntry(Field.USER_AGENT, agent)
                .containsEntry(Field.URI_STEM, "/a.png");
    }

    private static void assertIsRefused(String log, String delimiter) {
        assertThat(Readings.read(log).reading())
                .isInstanceOfSatisfying(
                        Reading.Unreadable.class,
                        unreadable -> assertThat(unreadable.why())
                                .startsWith("s3://example-logs/" + Readings.KEY + " separates its columns with \""
                                        + delimiter + "\""));
    }

    @ParameterizedTest
    @ValueSource(strings = {";;", ",,", "||", ";;;", ";|;"})
    void aValueCanContainAPartOfALongDelimiter(String delimiter) {
        String agent = "Mozilla/5.0%20(X11" + delimiter.charAt(0) + "%20rv:120.0)";
        assertIsRead(String.join(delimiter, NAMES) + "\n" + record(delimiter, agent), agent);
        assertIsRead(W3C + record(delimiter, agent), agent);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\t",
                " ",
                "|",
                "||",
                "|||||",
                "::",
                " | ",
                ", ",
                "<=>",
                "~~~~~",
                "-|-",
                "\t\t",
                "\t|\t",
                "^",
                "#!#",
                "<a>",
                "\u00a7",
                "\u2192\u2192",
                "\ud83d\ude00\ud83d\ude00\ud83d\ude00\ud83d\ude00\ud83d\ude00",
                "\u0001"
            })
    void theDelimiterOfAW3cLogIsFoundInItsRecords(String delimiter) {
        assertIsRead(W3C + record(delimiter, BROWSER), BROWSER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"||", "<=>", " | ", "\u00a7\u00a7"})
    void theFieldsLineOfAW3cLogCanUseTheDelimiterOfItsRecords(String delimiter) {
        assertIsRead("#Fields: " + String.join(delimiter, NAMES) + "\n" + record(delimiter, BROWSER), BROWSER);
    }

    @Test
    void theDelimiterIsFoundInALaterRecordIfTheFirstCannotBeRead() {
        Readings.Result result =
                Readings.read(W3C + "2026-11-24||damaged\n" + record("||", BROWSER) + record("||", "curl/8"));
        assertThat(result.visits()).hasSize(2);
        assertThat(result.reading())
                .isInstanceOfSatisfying(
                        Reading.Read.class,
                        read -> assertThat(read.unreadableRecords()).isEqualTo(1));
    }

    @Test
    void theFirstRecordCanLackItsLastColumns() {
        Readings.Result result =
                Readings.read(W3C + "2026-11-24||10:02:03||" + BROWSER + "||403\n" + record("||", BROWSER));
        assertThat(result.reading()).isEqualTo(Readings.clean(2));
        assertThat(result.visits().get(0).raw()).doesNotContainKey(Field.URI_STEM);
    }

    private static IntStream seeds() {
        return IntStream.range(0, 300);
    }

    /** Fields in any order, values with any characters that CloudFront does not encode, and any legal delimiter. */
    @ParameterizedTest
    @MethodSource("seeds")
    void anyDelimiterThatCannotOccurInAValueIsFound(int seed) {
        Random random = new Random(seed);
        String encoded = "<>\"#{}|\\^~[]'`";
        String delimiter = random.ints(random.nextInt(5), 33, 127)
                        .filter(c -> c != '%')
                        .mapToObj(Character::toString)
                        .collect(Collectors.joining())
                + encoded.charAt(random.nextInt(encoded.length()));
        List<Field> fields = new ArrayList<>(List.of(
                Field.DATE,
                Field.TIME,
                Field.STATUS,
                Field.CLIENT_ADDRESS,
                Field.URI_STEM,
                Field.USER_AGENT,
                Field.ASN));
        java.util.Collections.shuffle(fields, random);
        String text = random.ints(1 + random.nextInt(40), 33, 127)
                .filter(c -> encoded.indexOf(c) < 0)
                .mapToObj(Character::toString)
                .collect(Collectors.joining("", "/", ""));
        String record = fields.stream()
                .map(field -> switch (field) {
                    case DATE -> "2026-11-24";
                    case TIME -> "10:02:03";
                    case STATUS -> "403";
                    case CLIENT_ADDRESS -> "192.0.2.1";
                    case ASN -> "64500";
                    default -> text;
                })
                .collect(Collectors.joining(delimiter));
        String names = fields.stream().map(Field::columnName).collect(Collectors.joining(" "));

        Readings.Result result = Readings.read("#Fields: " + names + "\n" + record + "\n");

        assertThat(result.reading()).as("delimiter %s in %s", delimiter, record).isEqualTo(Readings.clean(1));
        assertThat(result.only().raw())
                .containsEntry(Field.URI_STEM, text)
                .containsEntry(Field.USER_AGENT, text)
                .containsEntry(Field.CLIENT_ADDRESS, "192.0.2.1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\t", "|", "||", "<=>"})
    void delimitersAtTheEndOfARecordAreIgnored(String delimiter) {
        for (int count = 1; count <= 3; count++) {
            String record = record(delimiter, BROWSER).strip() + delimiter.repeat(count) + "\r\n";
            assertIsRead(W3C + record, BROWSER);
            assertIsRead(String.join(delimiter, NAMES) + "\n" + record, BROWSER);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {",", ";"})
    void aLogWithItsDelimiterInAValueIsRefused(String delimiter) {
        for (String header : List.of(
                W3C, String.join(delimiter, NAMES) + "\n", "#Fields: " + String.join(delimiter, NAMES) + "\n")) {
            assertIsRefused(header + record(delimiter, "curl/8") + record(delimiter, BROWSER), delimiter);
            assertIsRefused(header + record(delimiter, BROWSER) + record(delimiter, "curl/8"), delimiter);
        }
    }

    @Test
    void aLogWithALongDelimiterInAValueIsRefused() {
        String log = "date::time-taken::time::sc-status::c-ip\n2026-11-24::1::10:02:03::403::";
        assertThat(Readings.read(log + "192.0.2.1\n").reading()).isEqualTo(Readings.clean(1));
        assertIsRefused(log + "2001:db8::1\n", "::");
    }

    @ParameterizedTest
    @ValueSource(strings = {",", ";"})
    void aLogWhoseValuesDoNotContainItsDelimiterIsRead(String delimiter) {
        assertIsRead(W3C + record(delimiter, "curl/8"), "curl/8");
        assertIsRead(String.join(delimiter, NAMES) + "\n" + record(delimiter, "curl/8"), "curl/8");
    }
}
