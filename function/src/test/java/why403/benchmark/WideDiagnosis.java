package why403.benchmark;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.cloudfront.model.CacheBehavior;
import software.amazon.awssdk.services.cloudfront.model.CustomOriginConfig;
import software.amazon.awssdk.services.cloudfront.model.DistributionConfig;
import software.amazon.awssdk.services.cloudfront.model.GetOriginAccessControlResponse;
import software.amazon.awssdk.services.cloudfront.model.Origin;
import software.amazon.awssdk.services.s3.model.GetBucketPolicyResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import why403.account.Account;
import why403.account.Answer;
import why403.account.CloudFrontQuestions;
import why403.account.Question;
import why403.account.S3Questions;
import why403.cause.Diagnosis;
import why403.diagnosis.Diagnostician;
import why403.diagnosis.KnownAccount;
import why403.diagnosis.Logged;
import why403.diagnosis.Site;
import why403.diagnosis.s3.S3Case;
import why403.sample.Sample;
import why403.sample.Strata;

/**
 * Diagnoses 10,000 forbidden records over 200 keys and three origins: two buckets, of which one has no grant and one lacks
 * objects, and an API. Prints the number of questions to the account and the time of each of ten runs in one process.
 */
public final class WideDiagnosis {

    /** The records of one diagnosis. */
    public static final int RECORDS = 10_000;

    private static final int KEYS = 200;
    private static final int RUNS = 10;
    private static final Optional<String> REGION = Optional.of("eu-west-1");
    private static final String API = "a1b2c3d4e5.execute-api.eu-west-1.amazonaws.com";

    private WideDiagnosis() {}

    /** Prints the figures. */
    public static void main(String[] arguments) {
        print(System.out);
    }

    private static void print(PrintStream out) {
        Sample sample = sample();
        for (int run = 0; run < RUNS; run++) {
            List<Question<?>> asked = new ArrayList<>();
            long start = System.nanoTime();
            Diagnosis diagnosis = diagnose(sample, asked);
            out.printf(
                    "%d ms, %d questions, %s%n",
                    (System.nanoTime() - start) / 1_000_000,
                    asked.size(),
                    diagnosis.causes().stream()
                            .map(cause -> cause.id().id() + " " + cause.explained())
                            .toList());
        }
    }

    /** Diagnoses the sample, and adds each question that the account gets. */
    public static Diagnosis diagnose(Sample sample, List<Question<?>> asked) {
        Account known = account();
        Account counted = new Account() {
            @Override
            public <T extends SdkPojo> Answer<T> ask(Question<T> question) {
                asked.add(question);
                return known.ask(question);
            }
        };
        return new Diagnostician(counted).diagnose(KnownAccount.ID, Logged.NOON, sample, 0.004);
    }

    /** The same records every time. */
    public static Sample sample() {
        return new Sample(
                IntStream.range(0, RECORDS)
                        .mapToObj(i -> new Sample.Examined(request(i % KEYS).record(), false))
                        .toList(),
                RECORDS,
                Strata.NONE,
                Strata.NONE);
    }

    private static Logged request(int key) {
        return switch (key % 3) {
            case 0 -> Logged.forbidden().path("/img/" + key + ".png").answeredByBucket();
            case 1 -> Logged.forbidden().path("/media/" + key + ".mp4").answeredByBucket();
            default -> Logged.forbidden().path("/api/" + key).answeredByOrigin().page("application/json", 23);
        };
    }

    private static Account account() {
        DistributionConfig config =
                Site.with(builder -> builder.origins(all -> all.items(bucket("images"), bucket("media"), server()))
                        .cacheBehaviors(all -> all.items(behavior("/media/*", "media"), behavior("/api/*", "api")))
                        .defaultCacheBehavior(behavior -> behavior.targetOriginId("images")));
        KnownAccount account = KnownAccount.with(config)
                .finding(
                        CloudFrontQuestions.originAccessControl("E1OAC"),
                        GetOriginAccessControlResponse.builder()
                                .originAccessControl(control ->
                                        control.originAccessControlConfig(it -> it.signingBehavior("always")))
                                .build())
                .answering(
                        S3Questions.bucketPolicy("example-images", REGION),
                        new Answer.Refused<>("NoSuchBucketPolicy", ""))
                .finding(
                        S3Questions.bucketPolicy("example-media", REGION),
                        GetBucketPolicyResponse.builder()
                                .policy(S3Case.GRANT.replace("example-assets", "example-media"))
                                .build());
        for (int key = 0; key < KEYS; key++) {
            if (key % 2 == 0) {
                account.answering(
                        S3Questions.object("example-media", "media/" + key + ".mp4", REGION),
                        new Answer.Refused<>("404", ""));
            } else {
                account.finding(
                        S3Questions.object("example-media", "media/" + key + ".mp4", REGION),
                        HeadObjectResponse.builder()
                                .serverSideEncryption("AES256")
                                .build());
            }
        }
        return account;
    }

    private static Origin bucket(String id) {
        return Origin.builder()
                .id(id)
                .domainName("example-" + id + ".s3.eu-west-1.amazonaws.com")
                .originAccessControlId("E1OAC")
                .build();
    }

    private static Origin server() {
        return Origin.builder()
                .id("api")
                .domainName(API)
                .customOriginConfig(CustomOriginConfig.builder().build())
                .build();
    }

    private static CacheBehavior behavior(String pattern, String origin) {
        return CacheBehavior.builder()
                .pathPattern(pattern)
                .targetOriginId(origin)
                .viewerProtocolPolicy("allow-all")
                .build();
    }
}
