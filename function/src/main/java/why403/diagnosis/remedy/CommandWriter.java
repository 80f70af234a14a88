package why403.diagnosis.remedy;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.SortedSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import why403.cause.Command;
import why403.cause.Command.Effect;
import why403.diagnosis.remedy.RemedyStep.AddStatements;
import why403.diagnosis.remedy.RemedyStep.EditConfiguration;
import why403.diagnosis.request.S3Bucket;
import why403.json.JsonTree;
import why403.text.Shell;

/**
 * Writes steps as commands for bash or zsh. A change is made on what is there when the commands run, not on what was
 * recorded: the first command fetches into a file, the second edits, the third puts back. Each redirection empties its file
 * first ({@code >|} does so under {@code noclobber} too), so a command that fails leaves the next one an empty file, and
 * nothing is put.
 */
final class CommandWriter {

    private static final String NO_POLICY = "{\"Version\":\"2012-10-17\",\"Statement\":[]}";

    private static final String AS_LIST =
            "(if (.Statement | type) == \"array\" then .Statement else [.Statement // empty] end)";

    private static final String IS_DELETED = "test(\"^" + PolicyState.DELETED_PRINCIPAL + "$\")";

    /**
     * Drops deleted principals, and a statement that is left without any. Other statements stay as they are written, so that
     * a second run finds the added one.
     */
    private static final String WITHOUT_DELETED = " | map(if any([.Principal | objects | .AWS] | flatten[] | strings; "
            + IS_DELETED + ") then .Principal.AWS |= ([.] | flatten | map(select(" + IS_DELETED + " | not)))"
            + " | if .Principal.AWS == [] then del(.Principal.AWS) else . end else . end | select(.Principal != {}))";

    /** @param number distinguishes the files of several edits of one bucket; 1 for the first */
    List<Command> policyEdit(AddStatements step, int number) {
        S3Bucket bucket = step.bucket();
        String stem = bucket.name() + "-policy" + (number == 1 ? "" : "-" + number);
        String before = Shell.word(LocalFile.named(stem, "-before.json"));
        String after = LocalFile.named(stem, "-after.json");
        String errors = Shell.word(LocalFile.named(stem, "-error.txt"));
        String options = " --bucket " + Shell.word(bucket.name()) + bucket.regionOption();
        return List.of(
                new Command(
                        "Save the current policy (a bucket without one starts with an empty policy)",
                        "aws s3api get-bucket-policy" + options + " --query Policy --output text >| " + before + " 2>| "
                                + errors + " || { cat " + errors + " >&2; grep -q '(NoSuchBucketPolicy)' " + errors
                                + " && echo '" + NO_POLICY + "' >| " + before + "; }",
                        Effect.PREPARES),
                new Command(
                        additionLabel(step),
                        edited("jq", Shell.quoted(policyFilter(step)), before, after),
                        Effect.PREPARES),
                new Command(
                        "Put the policy back",
                        "test -s " + Shell.word(after) + " && aws s3api put-bucket-policy" + options + " --policy "
                                + LocalFile.asParameter(after),
                        Effect.CHANGES_CONFIGURATION));
    }

    private static String additionLabel(AddStatements step) {
        return (step.statements().size() == 1 ? "Add the statement" : "Add the statements")
                + (mayNameDeleted(step) ? ", and remove principals that no longer exist, which S3 refuses" : "");
    }

    private static boolean mayNameDeleted(AddStatements step) {
        return step.recorded() instanceof PolicyState.Unknown || step.recorded().namesDeletedPrincipal();
    }

    private static String policyFilter(AddStatements step) {
        ArrayNode statements = JsonNodeFactory.instance.arrayNode();
        step.statements().forEach((ObjectNode statement) -> statements.add(statement));
        return ".Statement = (" + AS_LIST + (mayNameDeleted(step) ? WITHOUT_DELETED : "") + " | . + ("
                + JsonTree.write(statements) + " - .))";
    }

    /** @param number distinguishes the files of several edits of one configuration; 1 for the first */
    List<Command> configurationEdit(EditConfiguration step, int number) {
        ConfigurationEdit edit = step.edit();
        String stem = edit.fileStem() + (number == 1 ? "" : "-" + number);
        String before = Shell.word(LocalFile.named(stem, "-before.json"));
        String after = LocalFile.named(stem, "-after.json");
        String jq = Stream.concat(Stream.of("jq"), edit.jqArguments().stream()).collect(Collectors.joining(" "));
        return List.of(
                new Command(
                        "Save the current configuration", edit.get() + " --output json >| " + before, Effect.PREPARES),
                new Command(step.label(), edited(jq, Shell.quoted(edit.filter()), before, after), Effect.PREPARES),
                new Command(
                        "Put the configuration back",
                        "test -s " + Shell.word(after) + " && " + edit.put() + " --if-match \"$(jq -r .ETag " + before
                                + ")\" " + edit.configurationOption() + " " + LocalFile.asParameter(after),
                        Effect.CHANGES_CONFIGURATION));
    }

    /** An edit that fails half-way must not leave a file that looks whole. */
    private static String edited(String jq, String filter, String before, String after) {
        String word = Shell.word(after);
        return jq + " " + filter + " " + before + " >| " + word + " || rm -f " + word;
    }

    Command defaultRootObject(RemedyStep.SetDefaultRootObject step) {
        return new Command(
                "Set the default root object",
                "aws cloudfront update-distribution --id " + Shell.word(step.distributionId())
                        + " --default-root-object " + Shell.word(step.object()),
                Effect.CHANGES_CONFIGURATION);
    }

    Command cacheClearing(String distributionId, SortedSet<String> paths) {
        return new Command(
                "Clear cached errors",
                "aws cloudfront create-invalidation --distribution-id " + Shell.word(distributionId) + " --paths "
                        + paths.stream().map(Shell::quoted).collect(Collectors.joining(" ")),
                Effect.CLEARS_CACHE);
    }
}
