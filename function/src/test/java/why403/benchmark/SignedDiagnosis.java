package why403.benchmark;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.cloudfront.model.GetKeyGroupResponse;
import software.amazon.awssdk.services.cloudfront.model.GetPublicKeyResponse;
import why403.account.CloudFrontQuestions;
import why403.cause.Diagnosis;
import why403.diagnosis.KnownAccount;
import why403.diagnosis.Logged;
import why403.diagnosis.Site;
import why403.sample.Sample;
import why403.sample.Strata;
import why403.signing.Signer;

/**
 * Diagnoses 10,000 forbidden records with 500 distinct signatures: half of them do not fit because the path was encoded after
 * signing, and the others fit nothing that was sent. Prints the time of each of ten runs in one process; the first one is that of a
 * start.
 */
public final class SignedDiagnosis {

    private static final int RECORDS = 10_000;
    private static final int SIGNATURES = 500;
    private static final int RUNS = 10;
    private static final String KEY = "K1EXAMPLE";
    private static final Instant EXPIRY = Logged.NOON.plus(Duration.ofHours(1));

    private SignedDiagnosis() {}

    /**
     * Prints the figures.
     *
     * @param arguments {@code EC} for signatures with ECDSA
     */
    public static void main(String[] arguments) {
        print(System.out, arguments.length > 0 ? Signer.Key.valueOf(arguments[0]) : Signer.Key.RSA);
    }

    private static void print(PrintStream out, Signer.Key key) {
        Sample sample = sample(key);
        for (int run = 0; run < RUNS; run++) {
            long start = System.nanoTime();
            Diagnosis diagnosis = diagnose(sample, key);
            out.printf(
                    "%d ms, %s%n",
                    (System.nanoTime() - start) / 1_000_000,
                    diagnosis.causes().stream()
                            .map(cause -> cause.id() + " " + cause.certainty() + " " + cause.explained())
                            .toList());
        }
    }

    private static Diagnosis diagnose(Sample sample, Signer.Key key) {
        return Site.diagnose(
                KnownAccount.with(Site.restricted("/video/*"))
                        .finding(
                                CloudFrontQuestions.keyGroup("kg-1"),
                                GetKeyGroupResponse.builder()
                                        .keyGroup(group -> group.keyGroupConfig(
                                                config -> config.name("players").items(KEY)))
                                        .build())
                        .finding(
                                CloudFrontQuestions.publicKey(KEY),
                                GetPublicKeyResponse.builder()
                                        .publicKey(found ->
                                                found.publicKeyConfig(config -> config.encodedKey(key.publicPem())))
                                        .build()),
                sample);
    }

    private static Sample sample(Signer.Key key) {
        Random random = new Random(1);
        List<Logged> distinct = IntStream.range(0, SIGNATURES)
                .mapToObj(i -> Logged.forbidden()
                        .path("/video/film%2520" + i + ".mp4")
                        .query(query(key, i, random).replace("~", "%7E"))
                        .page("text/xml", 110))
                .toList();
        return new Sample(
                IntStream.range(0, RECORDS)
                        .mapToObj(i ->
                                new Sample.Examined(distinct.get(i % SIGNATURES).record(), false))
                        .toList(),
                RECORDS,
                Strata.NONE,
                Strata.NONE);
    }

    private static String query(Signer.Key key, int i, Random random) {
        Signer signer = Signer.of(KEY).with(key);
        if (i % 2 == 0) {
            return signer.canned("https://www.example.com/video/film " + i + ".mp4", EXPIRY);
        }
        return signer.canned("https://www.example.com/" + random.nextLong(), EXPIRY);
    }
}
