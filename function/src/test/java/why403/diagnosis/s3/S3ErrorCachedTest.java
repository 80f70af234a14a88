package why403.diagnosis.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudfront.model.CustomErrorResponse;
import why403.cause.CauseId;
import why403.cause.Command;
import why403.diagnosis.check.Finding;
import why403.log.Field;

/** Objects that were made before or after the first 403 of their path, which is at 10:02:03. */
class S3ErrorCachedTest {

    private static S3Case made(String time) {
        return new S3Case().policy(S3Case.GRANT).stored("a", head -> head.lastModified(Instant.parse(time)));
    }

    @Test
    void anObjectThatWasMadeAfterTheFirst403AndIsServedNowWasRequestedTooEarly() {
        assertThat(made("2026-11-24T10:02:30Z")
                        .served("/a", "2026-11-24T10:09:00Z")
                        .asks("/a")
                        .claims())
                .containsExactly("s3-error-cached CONFIRMED");
    }

    @Test
    void itIsOnlyLikelyIfTheObjectWasNotServedSince() {
        assertThat(made("2026-11-24T10:02:30Z").asks("/a").claims()).containsExactly("s3-error-cached LIKELY");
        assertThat(made("2026-11-24T10:02:30Z")
                        .served("/a", "2026-11-24T10:01:00Z")
                        .asks("/a")
                        .claims())
                .containsExactly("s3-error-cached LIKELY");
    }

    @Test
    void itIsOnlyPossibleIfS3ItselfRefusedMostRequests() {
        Map<Field, String> ofS3 = Map.of(Field.TIME_TO_FIRST_BYTE, "0.090");
        Map<Field, String> ofCache = Map.of(Field.TIME_TO_FIRST_BYTE, "0.001");

        assertThat(made("2026-11-24T10:02:30Z")
                        .asks("/a", ofS3)
                        .asks("/a", ofCache)
                        .claims())
                .containsExactly("s3-error-cached LIKELY");
        assertThat(made("2026-11-24T10:02:30Z")
                        .asks("/a", ofS3)
                        .asks("/a", ofS3)
                        .asks("/a", ofCache)
                        .claims())
                .containsExactly("s3-error-cached POSSIBLE");
    }

    @Test
    void isOnlyPossibleIfTheRefusalsOutlastTheCache() {
        S3Case tenSeconds = made("2026-11-24T10:02:00Z")
                .asks("2026-11-24T10:01:59Z", "/a", Map.of())
                .asks("2026-11-24T10:02:10Z", "/a", Map.of());
        S3Case later = made("2026-11-24T10:02:00Z")
                .asks("2026-11-24T10:01:59Z", "/a", Map.of())
                .asks("2026-11-24T10:02:11Z", "/a", Map.of());

        assertThat(tenSeconds.claims(1)).containsExactly("s3-error-cached LIKELY");
        assertThat(later.claims(0)).containsExactly("s3-error-cached LIKELY");
        assertThat(later.claims(1)).containsExactly("s3-error-cached POSSIBLE");
        assertThat(later.finding(CauseId.S3_ERROR_CACHED).evidence())
                .contains("CloudFront caches a 403 of this distribution for 10 seconds. 1 request came later than that"
                        + " after the object was last modified, so the cache does not explain it.");
    }

    @Test
    void doesNotBlameTheCacheIfS3AnsweredAll() {
        Map<Field, String> ofS3 = Map.of(Field.TIME_TO_FIRST_BYTE, "0.090");
        Finding ofAll = made("2026-11-24T10:02:30Z").asks("/a", ofS3).finding(CauseId.S3_ERROR_CACHED);
        Finding ofOne = made("2026-11-24T10:02:30Z").asks("/a").asks("/a", ofS3).finding(CauseId.S3_ERROR_CACHED);

        assertThat(ofAll.summary())
                .isEqualTo("the objects may have been requested before they existed in bucket example-assets");
        assertThat(ofAll.evidence()).contains("S3 answered 1 of 1 requests.");
        assertThat(ofOne.summary()).endsWith("and CloudFront served the 403 from its cache after that");
    }

    @Test
    void aServedPathWithASpaceIsTheSameInBothLogs() {
        S3Case site = new S3Case()
                .policy(S3Case.GRANT)
                .stored("a b", head -> head.lastModified(Instant.parse("2026-11-24T10:02:30Z")))
                .served("/a%20b", "2026-11-24T10:09:00Z")
                .asks("/a%2520b");

        assertThat(site.claims()).containsExactly("s3-error-cached CONFIRMED");
    }

    @Test
    void anObjectThatWasThereBeforeIsAnotherCase() {
        assertThat(made("2026-11-24T09:00:00Z")
                        .served("/a", "2026-11-24T10:09:00Z")
                        .asks("/a")
                        .claims())
                .isEmpty();
    }

    @Test
    void whileThePolicyRefusesTheCacheIsNotTheCause() {
        assertThat(new S3Case()
                        .noPolicy()
                        .stored("a", head -> head.lastModified(Instant.parse("2026-11-24T10:02:30Z")))
                        .asks("/a")
                        .claims())
                .containsExactly("s3-grant-missing CONFIRMED");
    }

    @Test
    void theFixShortensOnlyALongCachingTime() {
        S3Case byDefault = made("2026-11-24T10:02:30Z").asks("/a");
        S3Case fiveMinutes = made("2026-11-24T10:02:30Z")
                .config(config -> config.customErrorResponses(responses -> responses.items(CustomErrorResponse.builder()
                        .errorCode(403)
                        .errorCachingMinTTL(300L)
                        .build())))
                .asks("/a");

        assertThat(byDefault.remedy(CauseId.S3_ERROR_CACHED).commands().stream().map(Command::text))
                .singleElement()
                .asString()
                .startsWith("aws cloudfront create-invalidation");
        assertThat(fiveMinutes.remedy(CauseId.S3_ERROR_CACHED).commands().stream()
                        .map(Command::text))
                .anyMatch(text -> text.contains(".ErrorCachingMinTTL = 10"));
        assertThat(fiveMinutes.finding(CauseId.S3_ERROR_CACHED).evidence())
                .contains("CloudFront caches a 403 of this distribution for 300 seconds.");
    }
}
