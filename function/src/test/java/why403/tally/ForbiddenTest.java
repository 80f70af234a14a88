package why403.tally;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import why403.tally.Forbidden.Verdict;

/** Which records count as forbidden, under the error mappings that distributions really have. */
class ForbiddenTest {

    private static final Forbidden UNMAPPED = Forbidden.under(ErrorMapping.NONE);

    @Test
    void withoutAMappingOnlyA403IsForbidden() {
        assertThat(UNMAPPED.verdict(403, true)).isEqualTo(Verdict.YES);
        assertThat(UNMAPPED.verdict(404, true)).isEqualTo(Verdict.NO);
        assertThat(UNMAPPED.verdict(200, true)).isEqualTo(Verdict.NO);
    }

    @Test
    void a403IsForbiddenWithAnyResultTypes() {
        assertThat(UNMAPPED.verdict(403, false)).isEqualTo(Verdict.YES);
    }

    @Test
    void theResultTypesDistinguishA403ShownAs200FromATrue200() {
        Forbidden forbidden = under(Map.of(403, 200));
        assertThat(forbidden.verdict(200, true)).isEqualTo(Verdict.YES);
        assertThat(forbidden.verdict(200, false)).isEqualTo(Verdict.NO);
    }

    @Test
    void a403WhoseErrorPageFailedIsForbidden() {
        assertThat(under(Map.of(403, 200)).verdict(403, true)).isEqualTo(Verdict.YES);
    }

    @Test
    void aRecordIsAmbiguousIfA404IsShownAsTheSameStatus() {
        assertThat(under(Map.of(403, 200, 404, 200)).verdict(200, true)).isEqualTo(Verdict.AMBIGUOUS);
    }

    @Test
    void a403ShownAs404IsAmbiguous() {
        assertThat(under(Map.of(403, 404)).verdict(404, true)).isEqualTo(Verdict.AMBIGUOUS);
    }

    @Test
    void a403ShownAs404IsForbiddenIfTrue404sHaveAnotherStatus() {
        assertThat(under(Map.of(403, 404, 404, 200)).verdict(404, true)).isEqualTo(Verdict.YES);
    }

    @Test
    void a404ShownAs403MakesEvery403Ambiguous() {
        assertThat(under(Map.of(404, 403)).verdict(403, true)).isEqualTo(Verdict.AMBIGUOUS);
    }

    @Test
    void onlyStatusesThatCanBeForbiddenAreCheckedFurther() {
        Forbidden forbidden = under(Map.of(403, 200));
        assertThat(forbidden.concerns(403)).isTrue();
        assertThat(forbidden.concerns(200)).isTrue();
        assertThat(forbidden.concerns(304)).isFalse();
    }

    private static Forbidden under(Map<Integer, Integer> mapping) {
        return Forbidden.under(new ErrorMapping(mapping));
    }
}
