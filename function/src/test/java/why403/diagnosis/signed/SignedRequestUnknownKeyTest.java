package why403.diagnosis.signed;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudfront.model.GetKeyGroupResponse;
import why403.account.Answer;
import why403.account.CloudFrontQuestions;
import why403.cause.Cause;
import why403.cause.CauseId;
import why403.cause.Certainty;
import why403.cause.Kind;
import why403.diagnosis.KnownAccount;
import why403.diagnosis.Logged;
import why403.diagnosis.Site;

class SignedRequestUnknownKeyTest {

    private static final Logged SIGNED = Logged.forbidden()
            .path("/video/a.m3u8")
            .query("Expires=1900000000&Signature=abc&Key-Pair-Id=K2NEWKEY")
            .page("text/xml", 106);

    private static KnownAccount trusting(String... keys) {
        return KnownAccount.with(Site.restricted("/video/*"))
                .finding(
                        CloudFrontQuestions.keyGroup("kg-1"),
                        GetKeyGroupResponse.builder()
                                .keyGroup(group -> group.id("kg-1")
                                        .keyGroupConfig(
                                                config -> config.name("players").items(keys)))
                                .build());
    }

    private static Cause diagnose(KnownAccount account, Logged... forbidden) {
        return Site.first(Site.diagnose(account, Site.sample(forbidden)));
    }

    @Test
    void isConfirmedIfNoKeyGroupContainsTheKey() {
        Cause cause = diagnose(trusting("K1OLDKEY"), SIGNED);
        assertThat(cause.id()).isEqualTo(CauseId.SIGNED_REQUEST_UNKNOWN_KEY);
        assertThat(cause.kind()).isEqualTo(Kind.MISCONFIGURATION);
        assertThat(cause.certainty()).isEqualTo(Certainty.CONFIRMED);
        assertThat(cause.summary()).contains("K2NEWKEY");
        assertThat(cause.evidence()).contains("Key group players contains K1OLDKEY.");
    }

    /** A client that encoded its query twice sends the signature as a part of the key id. */
    @Test
    void whatIsNoKeyIdIsNotShown() {
        Cause cause = diagnose(
                trusting("K1OLDKEY"), SIGNED.query("Key-Pair-Id=K2%2526Signature%253Ds3cr3t&Expires=1900000000"));

        assertThat(cause.toString()).contains("a malformed key id").doesNotContain("s3cr3t");
    }

    @Test
    void addsTheKeyToTheGroup() {
        assertThat(diagnose(trusting("K1OLDKEY"), SIGNED).remedy().orElseThrow().commandTexts())
                .hasSize(3)
                .anyMatch(command -> command.contains(".Items = (.Items + ([\"K2NEWKEY\"] - .Items))"));
    }

    @Test
    void theConditionSaysThatTheKeyThenSignsForEverythingThatUsesTheGroup() {
        assertThat(diagnose(trusting("K1OLDKEY"), SIGNED).remedy().orElseThrow().condition())
                .contains(
                        "Only if K2NEWKEY is the signer's new key, and may sign for everything that uses key group kg-1");
    }

    @Test
    void isConfirmedOnAnOlderLineByTheConfigurationAlone() {
        assertThat(diagnose(trusting("K1OLDKEY"), SIGNED.older()).certainty()).isEqualTo(Certainty.CONFIRMED);
    }

    @Test
    void isLikelyWhereTheKeyGroupCouldNotBeRead() {
        Cause cause = diagnose(KnownAccount.with(Site.restricted("/video/*")), SIGNED);
        assertThat(cause.id()).isEqualTo(CauseId.SIGNED_REQUEST_UNKNOWN_KEY);
        assertThat(cause.certainty()).isEqualTo(Certainty.LIKELY);
    }

    @Test
    void isPossibleIfTheGroupContainsTheKeyNow() {
        assertThat(diagnose(trusting("K2NEWKEY"), SIGNED).certainty()).isEqualTo(Certainty.POSSIBLE);
    }

    @Test
    void makesNoClaimOnAnotherError() {
        assertThat(diagnose(trusting("K1OLDKEY"), SIGNED.page("text/xml", 110)).id())
                .isNotEqualTo(CauseId.SIGNED_REQUEST_UNKNOWN_KEY);
    }

    @Test
    void offersNoCommandForAKeyIdThatIsNotOfCloudFront() {
        Cause cause = diagnose(trusting("K1OLDKEY"), SIGNED.query("Key-Pair-Id=AKIAEXAMPLE"));
        assertThat(cause.summary()).contains("an IAM access key");
        assertThat(cause.remedy().orElseThrow().commandTexts()).isEmpty();
    }

    @Test
    void offersNoCommandForAKeyThatTheAccountDoesNotHave() {
        KnownAccount account = trusting("K1OLDKEY")
                .answering(CloudFrontQuestions.publicKey("K2NEWKEY"), new Answer.Refused<>("NoSuchPublicKey", "gone"));
        assertThat(diagnose(account, SIGNED).remedy().orElseThrow().commandTexts())
                .isEmpty();
    }

    @Test
    void aKeyIdFromAViewerNeverReachesACommand() {
        Cause cause = diagnose(trusting("K1OLDKEY"), SIGNED.query("Key-Pair-Id=K1'$(reboot)'"));
        assertThat(cause.remedy().orElseThrow().commandTexts()).isEmpty();
    }

    @Test
    void seesAKeyRotationByTheTimeOfTheLastChange() {
        assertThat(diagnose(changedAt("2026-11-24T11:50:00Z"), SIGNED).evidence())
                .contains(
                        "Key group players was last changed at 2026-11-24T11:50:00Z, 10 minutes before the incident. This"
                                + " is what a key rotation looks like.",
                        "The last of these signatures expires at 2030-03-17T17:46:40Z: until then, links of the old key"
                                + " are in use, so it must stay in the key group.");
        assertThat(diagnose(changedAt("2026-11-20T11:50:00Z"), SIGNED).toString())
                .doesNotContain("rotation");
    }

    private static KnownAccount changedAt(String time) {
        return KnownAccount.with(Site.restricted("/video/*"))
                .finding(
                        CloudFrontQuestions.keyGroup("kg-1"),
                        GetKeyGroupResponse.builder()
                                .keyGroup(group -> group.id("kg-1")
                                        .lastModifiedTime(Instant.parse(time))
                                        .keyGroupConfig(
                                                config -> config.name("players").items("K1NEWKEY")))
                                .build());
    }

    @Test
    void saysThatTheSignersKeyIdIsNotSet() {
        assertThat(diagnose(trusting("K1OLDKEY"), SIGNED.query("Key-Pair-Id=undefined"))
                        .summary())
                .contains("the signer's key id is not set");
    }
}
