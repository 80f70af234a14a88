package why403.diagnosis.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import why403.cause.CauseId;
import why403.cause.Command;
import why403.log.Field;

/** Objects in storage classes that S3 serves or does not serve. */
class S3ObjectArchivedTest {

    private static S3Case stored(String storageClass, String restore) {
        return new S3Case()
                .policy(S3Case.GRANT)
                .stored("a", head -> head.storageClass(storageClass).restore(restore));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            GLACIER      |                                                                                  | true
            DEEP_ARCHIVE |                                                                                  | true
            GLACIER      | ongoing-request="true"                                                           | true
            GLACIER      | ongoing-request="false", expiry-date="Fri, 21 Dec 2026 00:00:00 GMT"              | false
            GLACIER_IR   |                                                                                  | false
            STANDARD_IA  |                                                                                  | false
                         |                                                                                  | false
            """)
    void anArchivedObjectIsTheCauseUntilItIsRestored(String storageClass, String restore, boolean isCause) {
        assertThat(stored(storageClass, restore).asks("/a").claims())
                .isEqualTo(isCause ? List.of("s3-object-archived CONFIRMED") : List.of());
    }

    @Test
    void anArchiveTierOfIntelligentTieringIsAnArchiveToo() {
        assertThat(new S3Case()
                        .policy(S3Case.GRANT)
                        .stored(
                                "a",
                                head -> head.storageClass("INTELLIGENT_TIERING").archiveStatus("ARCHIVE_ACCESS"))
                        .asks("/a")
                        .claims())
                .containsExactly("s3-object-archived CONFIRMED");
    }

    @Test
    void s3AnswersHeadRequestsForArchivedObjects() {
        assertThat(stored("GLACIER", null)
                        .asks("/a", Map.of(Field.METHOD, "HEAD"))
                        .claims())
                .isEmpty();
    }

    @Test
    void theFixRestoresTheObjects() {
        assertThat(stored("GLACIER", null).asks("/a").remedy(CauseId.S3_OBJECT_ARCHIVED).commands().stream()
                        .map(Command::text))
                .anyMatch(text ->
                        text.startsWith("aws s3api restore-object --bucket example-assets --region eu-west-1 --key a"));
    }
}
