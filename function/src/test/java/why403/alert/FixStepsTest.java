package why403.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import why403.cause.AwsResource.Bucket;
import why403.cause.Cause;
import why403.cause.CauseId;
import why403.cause.Certainty;
import why403.cause.Command;
import why403.cause.Command.Effect;
import why403.cause.Remedy;

/** The fixes of a notice: conditions before commands, commands numbered over all causes and printed once. */
class FixStepsTest {

    private static final Bucket BUCKET = new Bucket("aws", "example-assets", Optional.empty());

    private static Cause cause(CauseId id, Optional<String> condition, Command... commands) {
        Remedy remedy = new Remedy("Do this", condition, List.of(commands), Optional.empty());
        return ExampleNotice.with(
                ExampleNotice.cause(id, "it is so", List.of(), Optional.of(remedy)), Certainty.CONFIRMED, 0.5, BUCKET);
    }

    private static Cause cause(CauseId id, List<Command> commands) {
        return cause(id, Optional.empty(), commands.toArray(Command[]::new));
    }

    private static Command command(String text, Effect effect) {
        return new Command("Do it", text, effect);
    }

    private static RenderedNotice rendered(Cause... causes) {
        return new Renderer().render(ExampleNotice.opened(causes));
    }

    private static List<String> notes(Cause... causes) {
        return FixSteps.of(ExampleNotice.opened(causes)).notes();
    }

    @Test
    void aConditionComesBeforeItsCommandsInEveryForm() {
        RenderedNotice rendered = rendered(cause(
                CauseId.METHOD_NOT_ALLOWED,
                Optional.of("Only if you want this"),
                command("aws x", Effect.CHANGES_CONFIGURATION)));

        assertThat(Stream.of(rendered.text(), rendered.slack(), rendered.json()))
                .allSatisfy(form -> assertThat(form).containsSubsequence("nly if you want this", "aws x"));
        assertThat(rendered.json()).contains("\"summary\":\"Do this. Run the commands only if you want this.\"");
    }

    @Test
    void stepsAreNumberedOverAllCauses() {
        assertThat(rendered(
                                cause(CauseId.METHOD_NOT_ALLOWED, List.of(command("aws a", Effect.PREPARES))),
                                cause(CauseId.HTTPS_REQUIRED, List.of(command("aws b", Effect.PREPARES))))
                        .text())
                .containsSubsequence("1. Do it:\n          aws a\n", "2. Do it:\n          aws b\n");
    }

    @Test
    void aCommandOfSeveralLinesIsNotIndented() {
        assertThat(rendered(cause(CauseId.HTTPS_REQUIRED, List.of(command("aws 'a\n b'", Effect.PREPARES))))
                        .text())
                .contains("\naws 'a\n b'\n");
    }

    @Test
    void clearingTheCacheIsOptionalAndPrintedOnce() {
        Command clear = new Command("Clear cached errors", "aws clear", Effect.CLEARS_CACHE);
        RenderedNotice rendered = rendered(
                cause(CauseId.METHOD_NOT_ALLOWED, List.of(command("aws a", Effect.CHANGES_CONFIGURATION), clear)),
                cause(CauseId.HTTPS_REQUIRED, List.of(command("aws b", Effect.CHANGES_CONFIGURATION), clear)));

        assertThat(Stream.of(rendered.text(), rendered.slack()))
                .allSatisfy(form -> assertThat(form)
                        .containsOnlyOnce("aws clear")
                        .contains(
                                "Optional: clear cached errors",
                                "Optional: clear cached errors: same as step 2; run it last."));
    }

    @Test
    void aCauseWithTheCommandsOfAnEarlierOneRefersToItsSteps() {
        List<Command> commands =
                List.of(command("aws get", Effect.PREPARES), command("aws put", Effect.CHANGES_CONFIGURATION));
        String text = rendered(cause(CauseId.METHOD_NOT_ALLOWED, commands), cause(CauseId.HTTPS_REQUIRED, commands))
                .text();

        assertThat(text)
                .containsOnlyOnce("aws get")
                .containsOnlyOnce("aws put")
                .containsSubsequence(
                        "https-required: Do this.",
                        "- Do it: same as step 1; run it once.",
                        "- Do it: same as step 2; run it once.");
    }

    @Test
    void aPolicyIsSavedAgainBeforeASecondEditBecauseTheFirstOneChangedIt() {
        Command get = command("aws get", Effect.PREPARES);
        Command put = command("aws put", Effect.CHANGES_CONFIGURATION);
        String text = rendered(
                        cause(CauseId.METHOD_NOT_ALLOWED, List.of(get, command("jq '.a'", Effect.PREPARES), put)),
                        cause(CauseId.HTTPS_REQUIRED, List.of(get, command("jq '.b'", Effect.PREPARES), put)))
                .text();

        assertThat(text).containsSubsequence("aws get", "jq '.a'", "aws put", "aws get", "jq '.b'", "aws put");
    }

    @Test
    void onlyACommandThatChangesConfigurationBringsTheNoteOnItsOwner() {
        assertThat(notes(cause(
                        CauseId.S3_OBJECT_MISSING, List.of(command("aws s3api put-object", Effect.CHANGES_CONTENT)))))
                .isEmpty();
        assertThat(notes(cause(
                        CauseId.S3_GRANT_MISSING,
                        List.of(command("aws s3api put-bucket-policy --bucket x", Effect.CHANGES_CONFIGURATION)))))
                .containsExactly("If CloudFormation, CDK or Terraform manages bucket example-assets, make the change"
                        + " there too, or the next deployment undoes it.");
    }

    @Test
    void theNoteNamesEverythingThatIsChanged() {
        assertThat(notes(
                        cause(
                                CauseId.S3_GRANT_MISSING,
                                List.of(command("aws s3api put-bucket-policy", Effect.CHANGES_CONFIGURATION))),
                        cause(
                                CauseId.HTTPS_REQUIRED,
                                List.of(command("aws cloudfront update-distribution", Effect.CHANGES_CONFIGURATION)))))
                .containsExactly("If CloudFormation, CDK or Terraform manages bucket example-assets or distribution"
                        + " E2EXAMPLE, make the change there too, or the next deployment undoes it.");
    }

    @Test
    void onlyACommandWithJqBringsTheNoteOnTheToolsThatItNeeds() {
        assertThat(notes(cause(CauseId.HTTPS_REQUIRED, List.of(command("aws s3 ls s3://jq", Effect.PREPARES)))))
                .isEmpty();
        assertThat(notes(cause(CauseId.HTTPS_REQUIRED, List.of(command("test -s a && jq '.b' a", Effect.PREPARES)))))
                .containsExactly("The commands need bash or zsh, aws and jq.");
    }

    @Test
    void theEndOfAnIncidentHasNoFix() {
        assertThat(FixSteps.of(ExampleNotice.RESOLVED.notice()).fixes()).isEmpty();
    }
}
