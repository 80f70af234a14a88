package why403.diagnosis.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.model.GetPublicAccessBlockResponse;
import why403.account.S3ControlQuestions;
import why403.account.S3Questions;
import why403.cause.CauseId;
import why403.cause.Command;

/** A public policy that Block Public Access overrides, or does not. */
class S3PublicAccessBlockedTest {

    private static final String OPEN =
            "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Principal\":\"*\","
                    + "\"Action\":\"s3:GetObject\",\"Resource\":\"arn:aws:s3:::example-assets/*\"}}";
    private static final String NONE = "NoSuchPublicAccessBlockConfiguration";

    private static S3Case open() {
        return new S3Case().noAccess().policy(OPEN).there("a").asks("/a");
    }

    private static Consumer<S3Case> bucket(boolean restricts) {
        return site -> site.account.found(
                S3Questions.publicAccessBlock(S3Case.BUCKET, S3Case.REGION),
                GetPublicAccessBlockResponse.builder()
                        .publicAccessBlockConfiguration(
                                block -> block.restrictPublicBuckets(restricts).blockPublicPolicy(true))
                        .build());
    }

    private static Consumer<S3Case> account(boolean restricts) {
        return site -> site.account.found(
                S3ControlQuestions.publicAccessBlock("123456789012", S3Case.REGION),
                software.amazon.awssdk.services.s3control.model.GetPublicAccessBlockResponse.builder()
                        .publicAccessBlockConfiguration(block -> block.restrictPublicBuckets(restricts))
                        .build());
    }

    private static S3Case with(S3Case site, Consumer<S3Case> first, Consumer<S3Case> next) {
        first.accept(site);
        next.accept(site);
        return site;
    }

    @Test
    void theSwitchOfTheBucketOrOfTheAccountOverridesThePolicy() {
        assertThat(with(open(), bucket(true), account(false)).claims())
                .containsExactly("s3-public-access-blocked CONFIRMED");
        assertThat(with(open(), bucket(false), account(true)).claims())
                .containsExactly("s3-public-access-blocked CONFIRMED");
        assertThat(with(open(), bucket(false), account(false)).claims()).isEmpty();
    }

    @Test
    void aBucketWithoutSuchAConfigurationBlocksNothing() {
        S3Case none = open();
        none.account.refused(S3Questions.publicAccessBlock(S3Case.BUCKET, S3Case.REGION), NONE);
        none.account.refused(S3ControlQuestions.publicAccessBlock("123456789012", S3Case.REGION), NONE);

        assertThat(none.claims()).isEmpty();
    }

    @Test
    void withoutAnAnswerItIsPossible() {
        assertThat(open().claims()).contains("s3-public-access-blocked POSSIBLE");
    }

    @Test
    void aPolicyThatIsNotPublicIsNotAffected() {
        String ours = OPEN.replace(
                "\"Action\"", "\"Condition\":{\"StringEquals\":{\"aws:SourceAccount\":\"123456789012\"}},\"Action\"");

        assertThat(with(new S3Case().policy(ours).there("a").asks("/a"), bucket(true), account(true))
                        .claims())
                .isEmpty();
    }

    @Test
    void anOacHasAccessThroughAPublicPolicyAndAnOaiProbablyNot() {
        S3Case control = new S3Case().policy(OPEN).there("a").asks("/a");
        S3Case identity =
                new S3Case().identity("E1OAI", "abc").policy(OPEN).there("a").asks("/a");

        assertThat(with(control, bucket(true), account(true)).claims()).isEmpty();
        assertThat(with(identity, bucket(true), account(true)).claims())
                .containsExactly("s3-public-access-blocked LIKELY");
    }

    @Test
    void theFixIsAnOac() {
        assertThat(
                        with(open(), bucket(true), account(false))
                                .remedy(CauseId.S3_PUBLIC_ACCESS_BLOCKED)
                                .commands()
                                .stream()
                                .map(Command::text))
                .anyMatch(text -> text.contains("create-origin-access-control"))
                .anyMatch(text -> text.contains("put-bucket-policy"))
                .noneMatch(text -> text.contains("public-access-block"));
    }
}
