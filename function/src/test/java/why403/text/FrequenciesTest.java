package why403.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import why403.seeded.Generator;
import why403.seeded.Seeds;

class FrequenciesTest {

    @ParameterizedTest
    @Seeds(200)
    void theFirstAreThoseOfAllTextsInOrder(Generator given) {
        List<String> texts = given.list(60, () -> given.text("abc", 2));
        int most = given.between(0, 5);
        Frequencies frequencies = Frequencies.of(texts.stream());
        var all = Phrases.ranked(texts, Stream::of);
        assertThat(frequencies.first(most)).isEqualTo(all.subList(0, Math.min(most, all.size())));
        assertThat(frequencies.different()).isEqualTo(all.size());
    }
}
