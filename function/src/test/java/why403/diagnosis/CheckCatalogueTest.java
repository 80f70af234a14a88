package why403.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import why403.cause.CauseId;
import why403.diagnosis.access.S3Inspection;
import why403.diagnosis.check.Check;
import why403.diagnosis.inquiry.AccountInquiry;
import why403.diagnosis.request.IncidentContext;

/** Whoever adds a cause also adds its check to the group of its family. */
class CheckCatalogueTest {

    @Test
    void theFamiliesTogetherHaveExactlyOneCheckForEachCauseExceptUnexplained() {
        IncidentContext incident = new IncidentContext(
                new AccountInquiry(KnownAccount.with(Site.plain())),
                "E1EXAMPLE",
                Instant.EPOCH,
                Site.sample(List.of()));
        assertThat(Diagnostician.checks(incident, new S3Inspection(incident)).stream()
                        .map(Check::id))
                .containsExactlyInAnyOrderElementsOf(EnumSet.complementOf(EnumSet.of(CauseId.UNEXPLAINED)));
    }
}
