package why403.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A query that was encoded into the path is not shown. */
class ShownPathTest {

    @ParameterizedTest
    @CsvSource({
        "/img/a.jpg,                         /img/a.jpg",
        "/img/a.jpg%3FX-Amz-Signature=00ff,  /img/a.jpg?…",
        "/img/a.jpg%3fToken=s3cr3t,          /img/a.jpg?…",
        "img/a.jpg?Signature=00ff%3F,        img/a.jpg?…",
        "/100%25,                            /100%25",
    })
    void thePathEndsWhereTheQueryBegins(String sent, String shown) {
        assertThat(ShownPath.of(sent)).isEqualTo(shown);
    }
}
