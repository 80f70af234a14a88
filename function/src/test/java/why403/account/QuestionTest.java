package why403.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import why403.seeded.Generator;
import why403.seeded.Seeds;

/** The values that are derived from a question. */
class QuestionTest {

    private static final Optional<String> IRELAND = Optional.of("eu-west-1");

    private static Stream<Question<?>> everyQuestion(String value) {
        return Stream.of(
                Questions.listDistributions(),
                Questions.distribution(value),
                Questions.originAccessControl(value),
                Questions.originAccessIdentity(value),
                Questions.keyGroup(value),
                Questions.publicKey(value),
                Questions.function(value),
                Questions.bucketPolicy(value, IRELAND),
                Questions.object(value, value, IRELAND),
                Questions.webAcl("name", value));
    }

    @Test
    void recordingsHaveThePathsOfTheContract() {
        assertThat(everyQuestion("X").map(Question::recordingPath))
                .containsExactly(
                        "cloudfront/list-distributions.json",
                        "cloudfront/get-distribution/X.json",
                        "cloudfront/get-origin-access-control/X.json",
                        "cloudfront/get-cloud-front-origin-access-identity/X.json",
                        "cloudfront/get-key-group/X.json",
                        "cloudfront/get-public-key/X.json",
                        "cloudfront/describe-function/X.json",
                        "s3api/get-bucket-policy/X.json",
                        "s3api/head-object/X/X.json",
                        "wafv2/get-web-acl/X.json");
    }

    @Test
    void anErrorHasThePathOfItsAnswer() {
        assertThat(Questions.bucketPolicy("example-assets", IRELAND).errorPath())
                .isEqualTo("s3api/get-bucket-policy/example-assets.error.json");
    }

    @Test
    void aKeyKeepsItsFoldersAndOtherNamesDoNot() {
        assertThat(Questions.object("b", "docs/", IRELAND).recordingPath())
                .isEqualTo("s3api/head-object/b/docs%2F.json");
        assertThat(Questions.object("b", "docs/x", IRELAND).recordingPath())
                .isEqualTo("s3api/head-object/b/docs/x.json");
        assertThat(Questions.distribution("../E1").recordingPath())
                .isEqualTo("cloudfront/get-distribution/..%2FE1.json");
    }

    @ParameterizedTest
    @Seeds
    void noTwoQuestionsShareAFile(Generator given) {
        String one = given.text();
        String other = given.oneIn(2) ? given.text() : one + given.of("/", ".", "x", ".error", "%");
        List<String> paths = Stream.concat(everyQuestion(one), everyQuestion(one.equals(other) ? one + "x" : other))
                .distinct()
                .flatMap(question -> Stream.of(question.recordingPath(), question.errorPath()))
                .toList();
        assertThat(paths).doesNotHaveDuplicates().hasSize(2 * 19);
    }

    @Test
    void questionsAreEqualIfTheyAskTheSame() {
        assertThat(Questions.bucketPolicy("b", IRELAND))
                .isEqualTo(Questions.bucketPolicy("b", Optional.empty()))
                .hasSameHashCodeAs(Questions.bucketPolicy("b", Optional.empty()))
                .isNotEqualTo(Questions.bucketPolicy("c", IRELAND));
    }

    @Test
    void everyOperationNamesTheActionsItNeedsInEitherMode() {
        assertThat(Questions.operations()).allSatisfy(operation -> {
            assertThat(operation.actions()).isNotEmpty().allMatch(action -> action.contains(":"));
            assertThat(operation.actionsWithoutContent())
                    .isNotEmpty()
                    .isSubsetOf(operation.actions())
                    .doesNotContain("s3:GetObject");
        });
    }

    @Test
    void theCatalogueContainsTheActionsOfEveryQuestion() {
        long questions = Arrays.stream(Questions.class.getMethods())
                .filter(method -> method.getReturnType() == Question.class)
                .count();
        List<Operation<?>> asked =
                everyQuestion("X").<Operation<?>>map(Question::operation).toList();

        assertThat(asked).hasSize((int) questions);
        assertThat(Questions.operations()).containsExactlyElementsOf(asked);
    }

    @Test
    void anObjectIsLookedUpWithHeadObjectOrAListing() {
        Question<?> question = Questions.object("b", "k", IRELAND);
        assertThat(question.actions()).containsExactly("s3:GetObject", "s3:ListBucket");
        assertThat(question.actionsWithoutContent()).containsExactly("s3:ListBucket");
    }
}
