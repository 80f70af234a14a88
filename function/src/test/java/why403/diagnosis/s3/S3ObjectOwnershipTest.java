package why403.diagnosis.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.model.GetBucketOwnershipControlsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.OwnershipControlsRule;
import software.amazon.awssdk.services.s3.model.S3Object;
import why403.account.Answer;
import why403.account.S3Questions;
import why403.cause.CauseId;
import why403.cause.Command;

/** Objects of another account in the bucket. */
class S3ObjectOwnershipTest {

    /** S3 refuses to look at {@code theirs} and answers for {@code ours}. */
    private static S3Case both() {
        S3Case site =
                new S3Case().policy(S3Case.GRANT).there("ours").asks("/theirs").asks("/ours");
        site.account.notChecked(S3Questions.object(S3Case.BUCKET, "theirs", S3Case.REGION), Answer.Why.DENIED);
        return site;
    }

    private static S3Case controlled(S3Case site, String ownership) {
        OwnershipControlsRule rule =
                OwnershipControlsRule.builder().objectOwnership(ownership).build();
        site.account.found(
                S3Questions.ownershipControls(S3Case.BUCKET, S3Case.REGION),
                GetBucketOwnershipControlsResponse.builder()
                        .ownershipControls(controls -> controls.rules(rule))
                        .build());
        return site;
    }

    private static S3Case owned(S3Case site, String key, String owner) {
        site.account.found(
                S3Questions.listing(S3Case.BUCKET, key, S3Case.REGION),
                ListObjectsV2Response.builder()
                        .contents(S3Object.builder()
                                .key(key)
                                .owner(who -> who.id(owner))
                                .build())
                        .build());
        return site;
    }

    @Test
    void anObjectOfAnotherOwnerIsProvenByTheListing() {
        S3Case site = owned(owned(controlled(both(), "ObjectWriter"), "ours", "1111"), "theirs", "2222");

        assertThat(site.claims()).contains("s3-object-ownership CONFIRMED");
        assertThat(site.claims(1)).noneMatch(claim -> claim.startsWith("s3-object-ownership"));
    }

    @Test
    void anObjectOfTheBucketsOwnerIsNotTheCause() {
        S3Case site = owned(owned(withServed(both()), "ours", "1111"), "theirs", "1111");

        assertThat(ownership(site, 0)).isEmpty();
        assertThat(ownership(site, 1)).isEmpty();
    }

    /** CloudFront served an object that 1111 owns, so 1111 owns the bucket. */
    private static S3Case withServed(S3Case site) {
        return owned(controlled(site, "ObjectWriter").there("served"), "served", "1111")
                .served("/served", "2026-11-24T10:00:00Z");
    }

    private static List<String> ownership(S3Case site, int request) {
        return site.claims(request).stream()
                .filter(claim -> claim.startsWith("s3-object-ownership"))
                .toList();
    }

    @Test
    void anObjectThatItsOwnerLetsTheBucketsOwnerReadIsRefusedToCloudFrontAllTheSame() {
        S3Case site = owned(owned(withServed(both()), "ours", "2222"), "theirs", "2222");

        assertThat(ownership(site, 0)).containsExactly("s3-object-ownership CONFIRMED");
        assertThat(ownership(site, 1)).containsExactly("s3-object-ownership CONFIRMED");
        assertThat(site.finding(CauseId.S3_OBJECT_OWNERSHIP).evidence())
                .contains(
                        "HeadObject: S3 refuses it for theirs, and answers it for others of the bucket.",
                        "HeadObject: S3 answers it for ours, because their owner lets the owner of the bucket read them.",
                        "ListObjectsV2: the owner of these objects is not the owner of served, which CloudFront served from"
                                + " the bucket.");
    }

    @Test
    void aRefusedObjectDoesNotShowWhoOwnsTheBucketEvenIfHeadObjectAnswers() {
        S3Case site = owned(owned(controlled(both(), "ObjectWriter"), "ours", "2222"), "theirs", "2222");

        assertThat(ownership(site, 0)).containsExactly("s3-object-ownership LIKELY");
        assertThat(ownership(site, 1)).isEmpty();
    }

    @Test
    void ownersAreLookedUpOnlyWhereTheyCanDiffer() {
        S3Case enforced = controlled(withServed(both()), "BucketOwnerEnforced");
        S3Case notKnown = new S3Case()
                .policy(S3Case.GRANT)
                .there("ours")
                .there("served")
                .served("/served", "2026-11-24T10:00:00Z")
                .asks("/ours");

        for (S3Case site : List.of(enforced, notKnown)) {
            site.claims();
            assertThat(site.account.asked)
                    .noneMatch(question -> question.command().equals("list-objects-v2"));
        }
    }

    @Test
    void anObjectThatTheListingNamesIsNotMissing() {
        S3Case site = owned(controlled(both(), "ObjectWriter"), "ours", "1111");
        assertThat(site.claims()).anyMatch(claim -> claim.startsWith("s3-object-missing"));

        assertThat(owned(site, "theirs", "1111").claims()).noneMatch(claim -> claim.startsWith("s3-object-missing"));
    }

    @Test
    void withoutAListingItIsLikelyIfWritersOwnTheirObjects() {
        S3Case byDefault = both();
        byDefault.account.refused(
                S3Questions.ownershipControls(S3Case.BUCKET, S3Case.REGION), "OwnershipControlsNotFoundError");

        assertThat(controlled(both(), "ObjectWriter").claims()).contains("s3-object-ownership LIKELY");
        assertThat(byDefault.claims()).contains("s3-object-ownership LIKELY");
        assertThat(both().claims()).noneMatch(claim -> claim.startsWith("s3-object-ownership"));
    }

    /** S3 refuses to look at the only object that was refused. */
    private static S3Case theirsAlone() {
        S3Case site = controlled(new S3Case().policy(S3Case.GRANT).asks("/theirs"), "ObjectWriter");
        site.account.notChecked(S3Questions.object(S3Case.BUCKET, "theirs", S3Case.REGION), Answer.Why.DENIED);
        return owned(site, "theirs", "2222");
    }

    @Test
    void anObjectThatWasServedShowsWhoOwnsTheBucket() {
        S3Case site = owned(theirsAlone().there("served"), "served", "1111").served("/served", "2026-11-24T10:00:00Z");
        assertThat(site.claims()).contains("s3-object-ownership CONFIRMED");

        assertThat(owned(site, "theirs", "1111").claims()).noneMatch(claim -> claim.startsWith("s3-object-ownership"));
    }

    @Test
    void anObjectThatIsListedIsLikelyOfAnotherOwnerIfTheBucketsIsNotKnown() {
        assertThat(theirsAlone().claims()).contains("s3-object-ownership LIKELY");
    }

    @Test
    void ifTheOwnerOfTheBucketOwnsAllObjectsItIsNotTheCause() {
        assertThat(owned(owned(controlled(both(), "BucketOwnerEnforced"), "ours", "1111"), "theirs", "2222")
                        .claims())
                .noneMatch(claim -> claim.startsWith("s3-object-ownership"));
    }

    @Test
    void theFixMakesTheBucketsOwnerTheOwnerOfAll() {
        assertThat(controlled(both(), "ObjectWriter").remedy(CauseId.S3_OBJECT_OWNERSHIP).commands().stream()
                        .map(Command::text))
                .anyMatch(text -> text.startsWith("aws s3api put-bucket-ownership-controls --bucket example-assets"));
    }
}
