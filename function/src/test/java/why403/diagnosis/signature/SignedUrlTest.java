package why403.diagnosis.signature;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What people see of a URL that a policy contains. */
class SignedUrlTest {

    @ParameterizedTest
    @CsvSource({
        "https://cdn.example.com/year=2026/*,           https://cdn.example.com/year=2026/*",
        "https://cdn.example.com/a.mp4?token=s3cr3t&b,  https://cdn.example.com/a.mp4?token=…&…",
        "https://cdn.example.com/v/*token=s3cr3t,       https://cdn.example.com/v/*token=…",
        "https://cdn.example.com/v/*a=1&token=s3cr3t*,  https://cdn.example.com/v/*a=…&token=…*",
        "https://cdn.example.com/a%3Ftoken=s3cr3t,      https://cdn.example.com/a?…",
    })
    void theValuesOfItsQueryAreLeftOut(String pattern, String shown) {
        assertThat(SignedUrl.shown(pattern)).isEqualTo(shown);
    }
}
