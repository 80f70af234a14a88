package why403.diagnosis.remedy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import why403.cause.Command;
import why403.cause.Command.Effect;
import why403.cause.Remedy;
import why403.diagnosis.remedy.PolicyState.Absent;
import why403.diagnosis.remedy.PolicyState.Present;
import why403.diagnosis.remedy.PolicyState.Unknown;
import why403.diagnosis.remedy.RemedyStep.ClearCache;
import why403.diagnosis.remedy.RemedyStep.EditPolicy;
import why403.diagnosis.remedy.RemedyStep.Run;
import why403.diagnosis.remedy.RemedyStep.SetDefaultRootObject;
import why403.diagnosis.request.S3Bucket;
import why403.policy.Caller;
import why403.policy.Request;
import why403.policy.Resource;

/** The remedies of a whole notice: one state for each bucket, and commands that run in order. */
class RemedyPlanTest {

    private static final Instant ONSET = Instant.parse("2026-11-24T10:02:00Z");

    private static final S3Bucket BUCKET =
            S3Bucket.ofHost("example-assets.s3.eu-west-1.amazonaws.com").orElseThrow();
    private static final S3Bucket OTHER_BUCKET =
            S3Bucket.ofHost("example-copies.s3.eu-west-1.amazonaws.com").orElseThrow();
    private static final String ARN = "arn:aws:cloudfront::123456789012:distribution/E2EXAMPLE";
    private static final String CHECKED = "Simulated: the resulting policy allows these requests.";

    private static ObjectNode grant(String sid, String action) {
        ObjectNode statement =
                JsonNodeFactory.instance.objectNode().put("Sid", sid).put("Effect", "Allow");
        statement.putObject("Principal").put("Service", "cloudfront.amazonaws.com");
        return statement.put("Action", action).put("Resource", BUCKET.arnOf("*"));
    }

    private static ObjectNode deny(String key) {
        ObjectNode statement = JsonNodeFactory.instance
                .objectNode()
                .put("Sid", "NoBots")
                .put("Effect", "Deny")
                .put("Principal", "*")
                .put("Action", "s3:*")
                .put("Resource", "*");
        statement.putObject("Condition").putObject("StringEquals").put(key, "between-us");
        return statement;
    }

    private static Present policy(ObjectNode... statements) {
        ObjectNode document = JsonNodeFactory.instance.objectNode().put("Version", "2012-10-17");
        for (ObjectNode statement : statements) {
            document.withArray("Statement").add(statement);
        }
        return new Present(document);
    }

    private static Request needs(String action) {
        return new Request(
                Caller.originAccessControl(ARN, "123456789012", Instant.parse("2026-11-24T10:00:00Z")),
                action,
                new Resource.Exactly(BUCKET.arnOf("a.jpg")));
    }

    private static EditPolicy adding(PolicyState recorded, String sid, String action) {
        return adding(BUCKET, recorded, sid, action, action);
    }

    private static EditPolicy adding(S3Bucket bucket, PolicyState recorded, String sid, String action, String needed) {
        return new EditPolicy(
                new PolicyTarget.OfBucket(bucket),
                recorded,
                new PolicyChange.Addition(List.of(grant(sid, action))),
                List.of(needs(needed)));
    }

    private static ClearCache clearing(String... paths) {
        return new ClearCache("E2EXAMPLE", new TreeSet<>(List.of(paths)));
    }

    private static List<Remedy> remedies(Fix... fixes) {
        return RemedyPlan.of(List.of(fixes).stream().map(Optional::of).toList(), ONSET).stream()
                .map(Optional::orElseThrow)
                .toList();
    }

    private static Remedy remedy(RemedyStep... steps) {
        return remedies(Fix.of("Fix it", steps)).get(0);
    }

    @Test
    void twoCausesOnOneBucketCompose() {
        Present recorded = policy(grant("Old", "s3:ListBucket"));
        List<Remedy> remedies = remedies(
                Fix.of("One", adding(recorded, "Read", "s3:GetObject")),
                Fix.of("Other", adding(recorded, "Write", "s3:PutObject")));
        ObjectNode both = policy(
                        grant("Old", "s3:ListBucket"), grant("Read", "s3:GetObject"), grant("Write", "s3:PutObject"))
                .document();
        assertThat(remedies).extracting(Remedy::document).containsExactly(Optional.of(both), Optional.of(both));
        assertThat(remedies).extracting(Remedy::summary).containsExactly("One. " + CHECKED, "Other. " + CHECKED);
    }

    @Test
    void theSecondEditOfABucketStartsFromWhatIsThereThenAndHasFilesOfItsOwn() {
        List<Remedy> remedies = remedies(
                Fix.of("One", adding(new Absent(), "Read", "s3:GetObject")),
                Fix.of("Other", adding(new Absent(), "Write", "s3:PutObject")));
        assertThat(remedies.get(0).commandTexts())
                .allSatisfy(text ->
                        assertThat(text).contains("example-assets-policy-").doesNotContain("policy-2-"));
        assertThat(remedies.get(1).commandTexts())
                .allSatisfy(text -> assertThat(text).contains("example-assets-policy-2-"))
                .first()
                .asString()
                .startsWith("aws s3api get-bucket-policy ")
                .endsWith(
                        "cp example-assets-policy-2-current.json example-assets-policy-2-20261124T1002Z-before.json; }");
        assertThat(remedies.get(1).commandTexts().get(1)).contains("\"Write\"").doesNotContain("\"Read\"");
    }

    @Test
    void oneBucketUnderTwoHostNamesHasOneState() {
        S3Bucket global = S3Bucket.ofHost("example-assets.s3.amazonaws.com").orElseThrow();
        EditPolicy viaGlobalHost = adding(global, new Absent(), "Write", "s3:PutObject", "s3:PutObject");
        assertThat(remedies(
                        Fix.of("One", adding(new Absent(), "Read", "s3:GetObject")), Fix.of("Other", viaGlobalHost)))
                .extracting(remedy ->
                        remedy.document().orElseThrow().path("Statement").size())
                .containsExactly(2, 2);
    }

    @Test
    void twoBucketsHaveTwoStates() {
        EditPolicy other = adding(OTHER_BUCKET, new Absent(), "Write", "s3:PutObject", "s3:PutObject");
        assertThat(remedies(Fix.of("One", adding(new Absent(), "Read", "s3:GetObject")), Fix.of("Other", other)))
                .extracting(remedy ->
                        remedy.document().orElseThrow().path("Statement").size())
                .containsExactly(1, 1);
    }

    @Test
    void aDenyThatStillRefusesIsReported() {
        Remedy remedy = remedy(adding(policy(deny("aws:SourceArn")), "Read", "s3:GetObject"));
        assertThat(remedy.summary()).isEqualTo("Fix it. " + CHECKED);
        ObjectNode always = deny("aws:SourceArn");
        always.remove("Condition");
        assertThat(remedy(adding(policy(always), "Read", "s3:GetObject")).summary())
                .isEqualTo(
                        "Fix it. Simulated: Deny statement NoBots still refuses these requests. Narrow that statement"
                                + " first.");
    }

    @Test
    void aDenyThatMayStillRefuseIsReportedWithTheKeyThatItDependsOn() {
        assertThat(remedy(adding(policy(deny("s3:ExistingObjectTag/bot")), "Read", "s3:GetObject"))
                        .summary())
                .isEqualTo("Fix it. Simulated: statement NoBots may still refuse these requests. It depends on"
                        + " s3:ExistingObjectTag/bot, which the log does not contain.");
    }

    @Test
    void aGrantThatDoesNotSufficeIsReported() {
        EditPolicy wrong = adding(BUCKET, new Absent(), "Read", "s3:GetObject", "s3:PutObject");
        assertThat(remedy(wrong).summary())
                .isEqualTo("Fix it. Simulated: the resulting policy still does not allow these requests.");
    }

    @Test
    void aPolicyThatIsNotKnownIsNotSimulatedAndOnlyTheStatementIsShown() {
        Remedy remedy = remedy(adding(new Unknown(), "Read", "s3:GetObject"));
        assertThat(remedy.summary()).isEqualTo("Fix it. Not simulated, because the current policy is not known.");
        assertThat(remedy.document()).contains(grant("Read", "s3:GetObject"));
    }

    @Test
    void aPolicyThatContainsASecretIsNotShown() {
        for (String key : List.of("aws:Referer", "aws:referer", "aws:UserAgent")) {
            Remedy remedy = remedy(adding(policy(deny(key)), "Read", "s3:GetObject"));
            assertThat(remedy.document()).contains(grant("Read", "s3:GetObject"));
            assertThat(remedy.toString()).doesNotContain("between-us");
        }
    }

    @Test
    void pathsThatAnEarlierRemedyClearsAreNotClearedAgain() {
        List<Remedy> remedies = remedies(
                Fix.of("One", clearing("/a", "/b")),
                Fix.of("Other", clearing("/b", "/c")),
                Fix.of("Third", clearing("/a")));
        assertThat(remedies.get(0).commandTexts()).singleElement().asString().endsWith(" --paths '/a' '/b'");
        assertThat(remedies.get(1).commandTexts()).singleElement().asString().endsWith(" --paths '/c'");
        assertThat(remedies.get(2).commands()).isEmpty();
    }

    @Test
    void clearingTheCacheIsTheLastStepAndOptional() {
        Remedy remedy = remedy(clearing("/a"), new SetDefaultRootObject("E2EXAMPLE", "index.html"), clearing("/b"));
        assertThat(remedy.commands())
                .extracting(Command::effect)
                .containsExactly(Effect.CHANGES_CONFIGURATION, Effect.CLEARS_CACHE, Effect.CLEARS_CACHE);
        assertThat(remedy.commands()).extracting(Command::isOptional).containsExactly(false, true, true);
    }

    @Test
    void aCauseWithoutAFixHasNoRemedy() {
        assertThat(RemedyPlan.of(List.of(Optional.empty(), Optional.of(Fix.byHand("By hand"))), ONSET))
                .containsExactly(Optional.empty(), Optional.of(Remedy.byHand("By hand.")));
    }

    @Test
    void theConditionOfAFixBecomesTheRemedys() {
        Command command = new Command("Upload", "aws s3 cp ./a s3://b/a", Effect.CHANGES_CONTENT);
        Fix fix = Fix.of("Upload it", new Run(List.of(command))).onlyIf("Only if it is wanted");
        assertThat(remedies(fix).get(0))
                .isEqualTo(new Remedy(
                        "Upload it.", Optional.of("Only if it is wanted"), List.of(command), Optional.empty()));
    }
}
