package why403.cause;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The ids in JSON, in message attributes and in the option {@code ignore}. */
class CauseIdTest {

    @Test
    void idsAreUnique() {
        assertThat(CauseId.values()).extracting(CauseId::id).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @EnumSource
    void eachIsFoundByItsId(CauseId cause) {
        assertThat(CauseId.of(cause.id())).contains(cause);
    }

    @ParameterizedTest
    @EnumSource
    void anIdIsWordsInLowerCaseJoinedByHyphens(CauseId cause) {
        assertThat(cause.id()).matches("[a-z0-9]+(-[a-z0-9]+)*");
        assertThat(cause).hasToString(cause.id());
    }

    @Test
    void everyMisconfigurationHasAChangeThatCanCauseIt() {
        assertThat(CauseId.values())
                .filteredOn(cause -> cause.kind() == Kind.MISCONFIGURATION)
                .allSatisfy(cause -> assertThat(cause.changes()).isNotEmpty());
    }

    @Test
    void anUnknownIdIsNotACause() {
        assertThat(CauseId.of("s3-grant")).isEmpty();
        assertThat(CauseId.of("S3_GRANT_MISSING")).isEmpty();
    }
}
