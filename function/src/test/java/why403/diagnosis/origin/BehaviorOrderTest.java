package why403.diagnosis.origin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.cloudfront.model.FunctionRuntime;
import why403.account.Answer;
import why403.account.CloudFrontQuestions;
import why403.account.S3Questions;
import why403.cause.Cause;
import why403.cause.CauseId;
import why403.diagnosis.Logged;
import why403.log.Field;

/** A cache behavior that stands behind one with a wider path pattern. */
class BehaviorOrderTest {

    private static final Logged REFUSED = Logged.forbidden().path("/app/image").answeredByBucket();

    /** The bucket gets /app/*, and the server should get /app/image*. */
    private static OriginCase site() {
        return new OriginCase("images.example.com").cacheBehavior("/app/*", "s3");
    }

    private static OriginCase hidden() {
        return site().cacheBehavior("app/image*", "server").asks(REFUSED);
    }

    @Test
    void isConfirmedIfTheSpecificPatternServesNothing() {
        Cause cause = hidden().served("GET", "/app/main.js").served("GET", "/").cause();

        assertThat(cause.id() + " " + cause.certainty()).isEqualTo("behavior-order CONFIRMED");
        assertThat(cause.summary())
                .isEqualTo("cache behavior /app/* stands before cache behavior app/image*, so origin"
                        + " example-assets.s3.eu-central-1.amazonaws.com gets the requests that are meant for origin"
                        + " images.example.com");
    }

    @Test
    void isOnlyAHintIfTheSameOriginServesSomeOfThePaths() {
        Cause cause = hidden().served("GET", "/app/image/logo.png").cause();

        assertThat(cause.id()).isNotEqualTo(CauseId.BEHAVIOR_ORDER);
        assertThat(cause.evidence())
                .contains(
                        "Cache behavior app/image* also matches, and has another origin, but cache behavior /app/* stands"
                                + " before it and gets its requests. If they are meant for cache behavior app/image*, move it up.");
    }

    @Test
    void isOnlyAHintIfTheOriginAlsoRefusesOtherPaths() {
        Logged other = Logged.forbidden().path("/app/main.js").answeredByBucket();
        Logged[] mostlyHidden = Stream.concat(Stream.generate(() -> REFUSED).limit(19), Stream.of(other))
                .toArray(Logged[]::new);
        Logged[] alsoOthers = Stream.concat(Stream.generate(() -> REFUSED).limit(8), Stream.of(other))
                .toArray(Logged[]::new);

        assertThat(site().cacheBehavior("app/image*", "server")
                        .asks(mostlyHidden)
                        .cause()
                        .id())
                .isEqualTo(CauseId.BEHAVIOR_ORDER);
        assertThat(site().cacheBehavior("app/image*", "server")
                        .asks(alsoOthers)
                        .cause()
                        .id())
                .isNotEqualTo(CauseId.BEHAVIOR_ORDER);
    }

    @Test
    void whatAnEarlierCacheBehaviorServesDoesNotCount() {
        assertThat(new OriginCase("images.example.com")
                        .cacheBehavior("/app/image/public/*", "server")
                        .cacheBehavior("/app/*", "s3")
                        .cacheBehavior("/app/image*", "server")
                        .served("GET", "/app/image/public/a.png")
                        .asks(REFUSED)
                        .claim())
                .isEqualTo("behavior-order CONFIRMED");
    }

    @ParameterizedTest
    @CsvSource({
        "/app/*image, server", // does not begin with more fixed characters
        "/app/other*, server",
        "*/image, server", // not all of its paths are below /app/
        "/app/image*, s3" // the same origin
    })
    void isNotTheCauseIfTheOtherCacheBehaviorIsNotMoreSpecificOrHasTheSameOrigin(String pattern, String origin) {
        Cause cause = site().cacheBehavior(pattern, origin).asks(REFUSED).cause();

        assertThat(cause.id()).isNotEqualTo(CauseId.BEHAVIOR_ORDER);
        assertThat(cause.evidence()).noneMatch(sentence -> sentence.contains("also matches"));
    }

    @Test
    void isNotTheCauseIfTheSpecificPatternComesFirst() {
        assertThat(new OriginCase("images.example.com")
                        .cacheBehavior("/app/image*", "server")
                        .cacheBehavior("/app/*", "s3")
                        .asks(REFUSED)
                        .cause()
                        .id())
                .isNotEqualTo(CauseId.BEHAVIOR_ORDER);
    }

    @Test
    void twoIdsOfOneOriginAreTheSameOrigin() {
        OriginCase same = new OriginCase("images.example.com");
        same.config(builder -> builder.origins(all -> all.items(
                        builder.build().origins().items().get(0),
                        builder.build().origins().items().get(0).toBuilder()
                                .id("s3")
                                .build())))
                .cacheBehavior("/app/*", "s3")
                .cacheBehavior("/app/image*", "server");

        assertThat(same.asks(REFUSED.page("text/html", 118)).cause().id()).isEqualTo(CauseId.CUSTOM_ORIGIN_FORBIDDEN);
    }

    @Test
    void isNotTheCauseOfWhatTheEdgeRefuses() {
        Logged edge = Logged.forbidden().path("/app/image");

        assertThat(site().cacheBehavior("/app/image*", "server")
                        .asks(edge.detail("InvalidRequestMethod"))
                        .cause()
                        .id())
                .isEqualTo(CauseId.METHOD_NOT_ALLOWED);
        assertThat(site().cacheBehavior("/app/image*", "server")
                        .asks(edge.page("text/html", 915).with(Field.PROTOCOL, "http"))
                        .cause()
                        .id())
                .isNotEqualTo(CauseId.BEHAVIOR_ORDER);
    }

    @Test
    void outranksTheOriginsOwnCauseAndNamesItWithoutItsFix() {
        Cause cause = hidden().config(builder -> builder.origins(all -> all.items(
                        builder.build().origins().items().get(0),
                        builder.build().origins().items().get(1).toBuilder()
                                .originAccessControlId("E1OAC")
                                .build())))
                .account(OriginCase.signing("E1OAC", "always"))
                .account(account -> account.answering(
                        S3Questions.bucketPolicy("example-assets", Optional.of("eu-central-1")),
                        new Answer.Refused<>("NoSuchBucketPolicy", "")))
                .cause();

        assertThat(cause.id()).isEqualTo(CauseId.BEHAVIOR_ORDER);
        assertThat(cause.evidence())
                .anyMatch(
                        sentence -> sentence.startsWith("Also confirmed") && sentence.endsWith("(s3-grant-missing)."));
        assertThat(cause.remedy().orElseThrow().summary()).doesNotContain("Then");
        assertThat(cause.remedy().orElseThrow().commandTexts()).noneMatch(command -> command.contains("bucket-policy"));
    }

    @Test
    void anOriginsOwnCauseThatIsNotConfirmedIsNamedToo() {
        assertThat(hidden().cause().evidence())
                .anyMatch(sentence ->
                        sentence.startsWith("Why the origin that gets them refuses them") && sentence.contains("s3-"));
    }

    @Test
    void aServerThatRefusesIsTheSame() {
        assertThat(new OriginCase("www.example.net")
                        .cacheBehavior("/app/*", "server")
                        .cacheBehavior("/app/image*", "s3")
                        .asks(REFUSED.page("text/html", 118))
                        .claim())
                .isEqualTo("behavior-order CONFIRMED");
    }

    @Test
    void isLikelyIfAFunctionCanSendTheRequestsElsewhere() {
        OriginCase changed = new OriginCase("images.example.com")
                .function()
                .cacheBehavior("/app/*", "s3")
                .cacheBehavior("/app/image*", "server")
                .asks(REFUSED);

        assertThat(changed.claim()).isEqualTo("behavior-order LIKELY");
        assertThat(changed.cause().evidence()).anyMatch(sentence -> sentence.contains("rewrite (viewer-request)"));
        assertThat(changed.account(account -> account.finding(
                                CloudFrontQuestions.function("rewrite"),
                                EdgeFunctionChangedOriginTest.runtime(FunctionRuntime.CLOUDFRONT_JS_1_0)))
                        .claim())
                .isEqualTo("behavior-order CONFIRMED");
    }

    @Test
    void theMostSpecificPatternIsMeant() {
        assertThat(site().cacheBehavior("/app/i*", "server")
                        .cacheBehavior("/app/image*", "server")
                        .asks(REFUSED)
                        .cause()
                        .summary())
                .contains("stands before cache behavior /app/image*");
    }

    @Test
    void theFixMovesItBeforeEveryWiderPattern() {
        assertThat(site().cacheBehavior("/app/i*", "server")
                        .cacheBehavior("/app/image*", "server")
                        .asks(REFUSED)
                        .commands())
                .contains("index(\"/app/image*\")", "[\"/app/*\", \"/app/i*\"]", "update-distribution");
    }
}
