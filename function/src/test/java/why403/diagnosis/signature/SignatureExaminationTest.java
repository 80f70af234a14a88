package why403.diagnosis.signature;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import why403.diagnosis.signature.SignatureVerdict.NotChecked;
import why403.diagnosis.signature.SignatureVerdict.SignedOtherwise;
import why403.diagnosis.signature.SignatureVerdict.Wrong;
import why403.seeded.Generator;
import why403.seeded.Seeds;
import why403.signing.Signer;

/** How much an incident costs, whatever viewers send. */
class SignatureExaminationTest {

    private static final Optional<VerifyingKey> KEY = VerifyingKey.read(Signer.Key.RSA.publicPem());

    private static SignatureTrial trial(String id, SignedUrl sent, byte[] signature) {
        return new SignatureTrial(
                id,
                Optional.empty(),
                "1900000000",
                sent,
                List.of("a.example.com", "b.example.com", "c.example.com"),
                true,
                true,
                "K1",
                List.of("K2", "K3"),
                SignatureHash.SHA1,
                Signer.base64(signature));
    }

    private static SignedUrl url(String path, String... parameters) {
        return new SignedUrl("https", "www.example.com", path, List.of(parameters));
    }

    private static SignedUrl anyUrl(Generator given) {
        return new SignedUrl(
                "https",
                "www.example.com",
                "/" + String.join("/", given.list(0, 30, () -> given.text(20))),
                given.list(0, 30, () -> given.text(10) + "=%20+%C3%A9" + given.text(10)));
    }

    private static SignatureExamination examine(List<SignatureTrial> trials, VerificationBudget budget) {
        return new SignatureExamination(trials, id -> KEY, budget);
    }

    @ParameterizedTest
    @Seeds(10)
    void makesAtMostAThousandVerificationsForFiveHundredSignatures(Generator given) {
        List<SignatureTrial> trials = IntStream.range(0, given.between(0, 2_000))
                .mapToObj(i -> trial("t" + i, anyUrl(given), new byte[given.of(0, 1, 255, 256, 257)]))
                .toList();
        VerificationBudget budget = new VerificationBudget();

        SignatureExamination examination = examine(trials, budget);

        assertThat(budget.verified()).isLessThanOrEqualTo(1_000);
        assertThat(examination.checked()).isEqualTo(Math.min(500, trials.size()));
        assertThat(examination.distinct()).isEqualTo(trials.size());
    }

    private static byte[] signature(SignedUrl url) {
        String text = Signer.of("K1").signature(SignatureTrial.canned(url.text(), "1900000000"));
        return CloudFrontBase64.decode(text).orElseThrow();
    }

    @Test
    void triesOnTheRestWhatWasRightForTheFirst() {
        List<SignatureTrial> trials = IntStream.range(0, 200)
                .mapToObj(i -> url("/video/film%20" + i + ".mp4", "a=%20"))
                .map(sent -> trial(sent.path(), sent, signature(UrlRewrite.Reencoding.PATH_DECODED.signed(sent))))
                .toList();
        VerificationBudget budget = new VerificationBudget();

        SignatureExamination examination = examine(trials, budget);

        assertThat(trials)
                .allMatch(trial -> examination.verdict(trial.id()) instanceof SignedOtherwise otherwise
                        && otherwise.guess().rewrite() == UrlRewrite.Reencoding.PATH_DECODED);
        assertThat(budget.verified()).isLessThan(200 + 60);
    }

    /** On a path without escapes, the path decoded is the path. */
    @Test
    void aGuessThatChangesNothingIsNoDifference() {
        SignedUrl plain = url("/video/plain.mp4");
        List<SignatureTrial> trials = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            SignedUrl escaped = url("/video/film%20" + i + ".mp4");
            trials.add(trial("e" + i, escaped, signature(UrlRewrite.Reencoding.PATH_DECODED.signed(escaped))));
        }
        trials.add(trial("plain", plain, signature(plain)));

        assertThat(examine(trials, new VerificationBudget()).verdict("plain"))
                .isInstanceOf(SignatureVerdict.Valid.class);
    }

    @Test
    void aSignatureThatWasNotTriedAsSentIsNotWrong() {
        VerificationBudget spent = new VerificationBudget();
        for (int i = 0; i < VerificationBudget.VERIFICATIONS - 1; i++) {
            spent.takeVerification();
        }
        List<SignatureTrial> trials =
                List.of(trial("first", url("/a"), new byte[256]), trial("second", url("/b"), new byte[256]));

        SignatureExamination examination = examine(trials, spent);

        assertThat(examination.verdict("first")).isEqualTo(new Wrong());
        assertThat(examination.verdict("second")).isEqualTo(new NotChecked());
    }

    @Test
    void matchingOfWildcardsEndsWhenItHasCostTooMuch() {
        VerificationBudget budget = new VerificationBudget();
        String pattern = "*" + "a".repeat(4_000) + "b";
        String url = "a".repeat(8_000);
        assertThat(IntStream.range(0, 20)
                        .filter(i -> budget.match(pattern, url).isPresent())
                        .count())
                .isBetween(8L, 15L);
        assertThat(budget.match("https://*", url)).contains(false);
    }

    @Test
    void aMatchCostsWhatItCompares() {
        VerificationBudget budget = new VerificationBudget();
        String pattern = "http*://cdn.example.com/" + "courses/part-one/".repeat(6) + "*";
        String url = "https://cdn.example.com/" + "courses/part-two/".repeat(6) + "film.mp4";
        assertThat(IntStream.range(0, 20_000)
                        .filter(i -> budget.match(pattern, url).isEmpty()))
                .isEmpty();
    }

    @Test
    void nothingShowsASignatureInText() {
        SignatureTrial trial = trial("secret", url("/a", "token=secret"), new byte[256]);
        assertThat(trial.toString()).doesNotContain("secret");
    }
}
