package why403.diagnosis.remedy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DistributionUpdateTest {

    @Test
    void fetchesToAFileChangesThereAndPutsBackWhatWasFetched() {
        assertThat(DistributionUpdate.commands("E2EXAMPLE", ".Comment = \"it's\""))
                .containsExactly(
                        "aws cloudfront get-distribution-config --id E2EXAMPLE > E2EXAMPLE.json",
                        "jq '.DistributionConfig | .Comment = \"it'\\''s\"' E2EXAMPLE.json > E2EXAMPLE-changed.json",
                        "aws cloudfront update-distribution --id E2EXAMPLE --if-match \"$(jq -r .ETag E2EXAMPLE.json)\""
                                + " --distribution-config file://E2EXAMPLE-changed.json");
    }
}
