package why403.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What stands between the columns of a plain log, as its header line shows it. */
class DelimiterTest {

    private static final List<String> NAMES = List.of("date", "time", "cs(User-Agent)", "sc-status", "cs-uri-stem");

    @ParameterizedTest
    @ValueSource(strings = {";;", ",,", "||", ";;;", ";|;"})
    void valuesMayHoldAPartOfALongDelimiter(String delimiter) {
        String agent = "Mozilla/5.0%20(X11" + delimiter.charAt(0) + "%20rv:120.0)";
        Readings.Result result = Readings.read(String.join(delimiter, NAMES) + "\n"
                + String.join(delimiter, "2026-11-24", "10:02:03", agent, "403", "/a.png") + "\n");
        assertThat(result.reading()).isEqualTo(Readings.clean(1));
        assertThat(result.only().raw()).containsEntry(Field.USER_AGENT, agent).containsEntry(Field.URI_STEM, "/a.png");
    }
}
