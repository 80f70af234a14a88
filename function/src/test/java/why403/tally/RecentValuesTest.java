package why403.tally;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import why403.seeded.Generator;
import why403.seeded.Seeds;

class RecentValuesTest {

    @ParameterizedTest
    @Seeds(300)
    void itNeverFindsTheCountsOfAnotherValue(Generator given) {
        RecentValues recent = new RecentValues();
        Map<String, MinuteSeries> all = new HashMap<>();
        for (int i = 0; i < 200; i++) {
            String value = given.text();
            byte[] bytes = ("before" + value + "after").getBytes(StandardCharsets.UTF_8);
            int from = "before".length();
            int to = bytes.length - "after".length();
            MinuteSeries counts = all.computeIfAbsent(Arrays.toString(bytes), any -> new MinuteSeries(all.size()));
            int place = RecentValues.place(bytes, from, to);
            if (recent.has(place, bytes, from, to)) {
                assertThat(recent.at(place)).isSameAs(counts);
            }
            recent.put(place, bytes, from, to, counts);
            boolean isShort = to > from && to - from <= 40;
            assertThat(recent.has(place, bytes, from, to)).isEqualTo(isShort);
        }
    }
}
