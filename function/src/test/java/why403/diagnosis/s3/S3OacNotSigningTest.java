package why403.diagnosis.s3;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import why403.cause.CauseId;
import why403.cause.Command;
import why403.cause.Remedy;

/** An origin access control that never signs. */
class S3OacNotSigningTest {

    private static final String OPEN =
            "{\"Statement\":{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"s3:GetObject\","
                    + "\"Resource\":\"arn:aws:s3:::example-assets/*\"}}";

    private static S3Case asking() {
        return new S3Case().there("a").asks("/a");
    }

    @Test
    void aControlThatNeverSignsIsTheCauseIfTheBucketIsNotPublic() {
        assertThat(asking().neverSigns().policy(S3Case.GRANT).claims()).containsExactly("s3-oac-not-signing CONFIRMED");
        assertThat(asking().neverSigns().claims()).containsExactly("s3-oac-not-signing LIKELY");
        assertThat(asking().policy(S3Case.GRANT).claims()).isEmpty();
        assertThat(asking().neverSigns().policy(OPEN).claims())
                .noneMatch(claim -> claim.startsWith("s3-oac-not-signing"));
    }

    @Test
    void theFixMakesItSignAndAddsAGrantOnlyIfThereIsNone() {
        Remedy granted = asking().neverSigns().policy(S3Case.GRANT).remedy(CauseId.S3_OAC_NOT_SIGNING);
        Remedy missing = asking().neverSigns().noPolicy().remedy(CauseId.S3_OAC_NOT_SIGNING);

        assertThat(granted.commands().stream().map(Command::text))
                .anyMatch(text -> text.contains("aws cloudfront update-origin-access-control --id E1OAC"))
                .noneMatch(text -> text.contains("put-bucket-policy"));
        assertThat(missing.commands().stream().map(Command::text)).anyMatch(text -> text.contains("put-bucket-policy"));
        assertThat(missing.summary()).contains("Simulated: the resulting policy allows these requests.");
    }
}
