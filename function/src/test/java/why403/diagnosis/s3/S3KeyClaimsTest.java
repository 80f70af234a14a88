package why403.diagnosis.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import why403.cause.CauseId;
import why403.diagnosis.access.ObjectLookups;

/** Claims about objects, folders and the root of the bucket example-assets. */
class S3KeyClaimsTest {

    private static S3Case asking() {
        return new S3Case().asks("/img/a.jpg");
    }

    @Test
    void aKeyThatDoesNotExistIsMissingIfTheGrantIsCorrect() {
        assertThat(asking().policy(S3Case.GRANT).missing("img/a.jpg").claims())
                .containsExactly("s3-object-missing CONFIRMED");
    }

    @Test
    void aKeyThatExistsIsNotMissing() {
        assertThat(asking().policy(S3Case.GRANT).there("img/a.jpg").claims()).isEmpty();
    }

    @Test
    void aMissingKeyIsLikelyIfThePolicyCouldNotBeRead() {
        assertThat(asking().missing("img/a.jpg").claims())
                .containsExactly("s3-grant-missing POSSIBLE", "s3-object-missing LIKELY");
    }

    @Test
    void aFunctionMayHaveRewrittenTheKey() {
        assertThat(new S3Case()
                        .policy(S3Case.GRANT)
                        .missing("a")
                        .function()
                        .asks("/a")
                        .claims())
                .containsExactly("s3-object-missing POSSIBLE");
    }

    @Test
    void aPlain403IsNotAMissingKeyIfListingIsAllowed() {
        String listing = S3Case.GRANT
                .replace("\"s3:GetObject\"", "[\"s3:GetObject\",\"s3:ListBucket\"]")
                .replace("\"arn:aws:s3:::example-assets/*\"", "\"arn:aws:s3:::example-assets*\"");

        assertThat(asking().policy(listing).missing("img/a.jpg").claims()).isEmpty();
        assertThat(new S3Case()
                        .policy(listing)
                        .missing("a")
                        .ambiguous()
                        .asks("/a")
                        .claims())
                .containsExactly("s3-object-missing CONFIRMED");
    }

    @Test
    void theKeyIsTheOriginPathAndTheOnceDecodedPath() {
        S3Case asked = new S3Case()
                .policy(S3Case.GRANT)
                .origin(it -> it.originPath("/live"))
                .missing("live/a b%2f é.txt")
                .asks("/a%2520b%25252f+%25C3%25A9.txt");

        assertThat(asked.claims()).containsExactly("s3-object-missing CONFIRMED");
    }

    @ParameterizedTest
    @CsvSource({"/my%20dir, my dir/a", "/my+dir, my dir/a", "/my%2Bdir, my+dir/a", "/my%2520dir, my%20dir/a"})
    void s3DecodesTheOriginPathTooButNoDocumentSaysSo(String originPath, String key) {
        S3Case asked = new S3Case()
                .policy(S3Case.GRANT)
                .origin(it -> it.originPath(originPath))
                .asks("/a");

        assertThat(asked.missing(key).claims()).containsExactly("s3-object-missing LIKELY");
        assertThat(asked.finding(CauseId.S3_OBJECT_MISSING).evidence())
                .anyMatch(sentence -> sentence.startsWith("The path of the origin contains escaped characters."));
        assertThat(asked.there(key).claims()).isEmpty();
    }

    @Test
    void aGrantThatDependsOnTheDecodedOriginPathIsLikelyTheCause() {
        S3Case asked = new S3Case().origin(it -> it.originPath("/my%20dir")).asks("/a");

        assertThat(asked.policy(S3Case.GRANT.replace("assets/*", "assets/my%20dir/*"))
                        .claims())
                .containsExactly("s3-grant-wrong-resource LIKELY");
        assertThat(asked.policy(S3Case.GRANT.replace("E2EXAMPLE", "EOTHER")).claims())
                .containsExactly("s3-grant-wrong-identity CONFIRMED");
        assertThat(asked.policy(S3Case.GRANT.replace("assets/*", "assets/my dir/*"))
                        .there("my dir/a")
                        .claims())
                .isEmpty();
    }

    private static S3Case plus() {
        return new S3Case().policy(S3Case.GRANT).missing("a b.txt").asks("/a+b.txt");
    }

    @Test
    void aPlusIsASpaceForS3AndTheFixIsToEncodeIt() {
        S3Case plus = plus().there("a+b.txt");

        assertThat(plus.claims()).containsExactly("s3-object-missing CONFIRMED");
        assertThat(plus.finding(CauseId.S3_OBJECT_MISSING).evidence())
                .contains(
                        "S3 reads a + in a path as a space. HeadObject answers 404 for the key with a space, and finds it with a +.");
        assertThat(plus.remedy(CauseId.S3_OBJECT_MISSING).summary()).contains("%2B");
    }

    @Test
    void anObjectThatIsMissingUnderBothKeysIsJustMissing() {
        S3Case missing = plus().missing("a+b.txt");

        assertThat(missing.claims()).containsExactly("s3-object-missing CONFIRMED");
        assertThat(missing.remedy(CauseId.S3_OBJECT_MISSING).summary())
                .startsWith("Upload the objects")
                .doesNotContain("%2B");
    }

    @Test
    void onlyAPlusIsLookedUpTwiceAndOnlyIfTheKeyWithASpaceIsMissing() {
        assertThat(heads(plus())).containsExactly("a b.txt", "a+b.txt");
        assertThat(heads(new S3Case().policy(S3Case.GRANT).there("a b.txt").asks("/a+b.txt")))
                .containsExactly("a b.txt");
        assertThat(heads(new S3Case().policy(S3Case.GRANT).missing("a b.txt").asks("/a%2520b.txt")))
                .containsExactly("a b.txt");
        assertThat(heads(new S3Case().policy(S3Case.GRANT).missing("a+b.txt").asks("/a%252Bb.txt")))
                .containsExactly("a+b.txt");
    }

    private static List<String> heads(S3Case site) {
        site.claims();
        return site.account.asked.stream()
                .filter(question -> question.command().equals("head-object"))
                .flatMap(question -> question.arguments().get(1).value().stream())
                .toList();
    }

    @Test
    void keysWithAPlusCountAmongTheHundred() {
        S3Case asked = new S3Case().policy(S3Case.GRANT).there("a").asks("/a");
        IntStream.range(0, 90).forEach(i -> asked.missing("k " + i).asks("/k+" + i));

        assertThat(heads(asked)).hasSize(ObjectLookups.MOST_KEYS);
    }

    @Test
    void theHundredMostRequestedKeysDecideForTheOthers() {
        S3Case asked = new S3Case().policy(S3Case.GRANT);
        IntStream.range(0, 101).forEach(i -> asked.missing("k" + i).asks("/k" + i));
        asked.asks("/k7");
        IntStream.range(0, 101).filter(i -> i != 99).forEach(i -> asked.asks("/k" + i));

        assertThat(asked.claims(99)).containsExactly("s3-object-missing LIKELY");
        assertThat(asked.claims(7)).containsExactly("s3-object-missing CONFIRMED");
        assertThat(asked.account.asked)
                .filteredOn(question -> question.command().equals("head-object"))
                .hasSize(ObjectLookups.MOST_KEYS);
    }

    @Test
    void theRootWithoutADefaultRootObjectRequestsAListing() {
        assertThat(new S3Case().policy(S3Case.GRANT).asks("/").claims())
                .containsExactly("s3-default-root-object CONFIRMED");
        assertThat(new S3Case().asks("/").claims())
                .containsExactly("s3-grant-missing POSSIBLE", "s3-default-root-object LIKELY");
        assertThat(new S3Case().policy(S3Case.GRANT).function().asks("/").claims())
                .containsExactly("s3-default-root-object POSSIBLE");
        assertThat(new S3Case().noPolicy().asks("/").claims())
                .containsExactly("s3-grant-missing CONFIRMED", "s3-default-root-object CONFIRMED");
    }

    @Test
    void aMissingDefaultRootObjectIsNotReportedAsAMissingObject() {
        assertThat(new S3Case()
                        .policy(S3Case.GRANT)
                        .config(it -> it.defaultRootObject("index.html"))
                        .missing("index.html")
                        .asks("/")
                        .claims())
                .containsExactly("s3-default-root-object CONFIRMED");
        assertThat(new S3Case()
                        .policy(S3Case.GRANT)
                        .config(it -> it.defaultRootObject("index.html"))
                        .there("index.html")
                        .asks("/")
                        .claims())
                .isEmpty();
    }

    @Test
    void aDefaultRootObjectWithALeadingSlashIsConfirmed() {
        assertThat(new S3Case()
                        .policy(S3Case.GRANT)
                        .config(it -> it.defaultRootObject("/index.html"))
                        .asks("/")
                        .claims())
                .containsExactly("s3-default-root-object CONFIRMED");
    }

    @Test
    void aFolderHasNoIndex() {
        assertThat(new S3Case()
                        .policy(S3Case.GRANT)
                        .missing("docs/")
                        .asks("/docs/")
                        .claims())
                .containsExactly("s3-default-root-object CONFIRMED");
        assertThat(new S3Case().policy(S3Case.GRANT).asks("/docs/").claims())
                .containsExactly("s3-default-root-object LIKELY");
    }
}
