package why403.diagnosis.signed;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import why403.cause.Diagnosis;
import why403.diagnosis.Logged;
import why403.diagnosis.Site;
import why403.log.Field;
import why403.seeded.Corpus;
import why403.seeded.Generator;
import why403.seeded.Mutator;
import why403.seeded.Seeds;

/** Signed URLs and cookies as viewers send them: every check reads them, none fails, and no signature is shown. */
class SignedRequestFuzzTest {

    private static final List<byte[]> CORPUS = Corpus.of(SignedRequestFuzzTest.class, "anySignatureIsDiagnosed");
    private static final Logged LINE = Logged.forbidden().path("/video/a.m3u8").page("text/xml", 110);

    @FuzzTest
    void anySignatureIsDiagnosed(byte[] sent) {
        String text = new String(sent, StandardCharsets.ISO_8859_1); // as a record holds logged bytes
        Diagnosis diagnosis = Site.diagnose(
                SignedCase.account(),
                Site.sample(
                        LINE.query(text),
                        LINE.query("Policy=" + text + "&Signature=t0psecretabc&Key-Pair-Id=K1EXAMPLE"),
                        LINE.query("Expires=1900000000&Signature=t0psecretabc&Key-Pair-Id=K1EXAMPLE&" + text),
                        LINE.path("/video/" + text)
                                .query("Expires=1900000000&Signature=t0psecretabc&Key-Pair-Id=K1EXAMPLE"),
                        LINE.without(Field.URI_QUERY).with(Field.COOKIE, text)));

        assertThat(diagnosis.problems()).isEmpty();
        assertThat(diagnosis.causes()).isNotEmpty();
        assertThat(diagnosis.toString()).doesNotContain("t0psecretabc");
    }

    @ParameterizedTest
    @Seeds(500)
    void aChangedSignatureIsDiagnosed(Generator given) {
        anySignatureIsDiagnosed(new Mutator(given, CORPUS).next());
    }
}
