package why403.diagnosis.remedy;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import why403.cause.Command;
import why403.cause.Command.Effect;
import why403.diagnosis.remedy.RemedyStep.ClearCache;
import why403.diagnosis.remedy.RemedyStep.EditConfiguration;
import why403.diagnosis.remedy.RemedyStep.EditPolicy;
import why403.text.Shell;

/**
 * Writes the steps of one notice as commands for bash or zsh. A change is made on what is there when the commands run, not
 * on what was recorded: the first command fetches into a file, the second edits, the third puts back. Each redirection
 * empties its file first ({@code >|} does so under {@code noclobber} too), so a command that fails leaves the next one an
 * empty file, and nothing is put. The first command also keeps a backup that neither a second run nor a failed one replaces.
 */
public final class CommandWriter {

    /** Part of the backup's name, so that the backup of another incident is never taken for this one's. */
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmm'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private static final String NO_POLICY = "{\"Version\":\"2012-10-17\",\"Statement\":[]}";

    private static final String AS_LIST =
            "(if (.Statement | type) == \"array\" then .Statement else [.Statement // empty] end)";

    private static final String IS_DELETED = "test(\"^" + PolicyState.DELETED_PRINCIPAL + "$\")";

    private final Instant onset;
    private final Map<String, Integer> edits = new HashMap<>();
    private final Map<String, Set<String>> clearedPaths = new HashMap<>();

    /** @param onset the minute when the incident began */
    CommandWriter(Instant onset) {
        this.onset = onset;
    }

    /** The local files of one edit; several edits of one resource have different files. */
    private Files files(String resource) {
        int number = edits.merge(resource, 1, Integer::sum);
        return new Files(resource + (number == 1 ? "" : "-" + number), MINUTE.format(onset));
    }

    private record Files(String stem, String incident) {

        /** What the last get fetched. */
        String current() {
            return LocalFile.named(stem, "-current.json");
        }

        /** The backup: what the first get fetched. */
        String before() {
            return LocalFile.named(stem, "-" + incident + "-before.json");
        }

        String after() {
            return LocalFile.named(stem, "-after.json");
        }

        String errors() {
            return LocalFile.named(stem, "-error.txt");
        }

        String backup() {
            return " && { test -e " + Shell.word(before()) + " || cp " + Shell.word(current()) + " "
                    + Shell.word(before()) + "; }";
        }

        String label(String what) {
            return "Save the current " + what + ", and keep a backup in " + before();
        }
    }

    List<Command> policyEdit(EditPolicy step) {
        PolicyTarget target = step.target();
        Files files = files(target.fileStem());
        return List.of(
                new Command(
                        files.label("policy")
                                + target.absentCode()
                                        .map(code -> " (a bucket without one starts with an empty policy)")
                                        .orElse(""),
                        fetched(target, files) + files.backup(),
                        Effect.PREPARES),
                new Command(label(step), edited("jq", Shell.quoted(policyFilter(step)), files), Effect.PREPARES),
                new Command(
                        "Store the changed policy" + undo(step, files),
                        "test -s " + Shell.word(files.after()) + " && " + target.put() + " "
                                + LocalFile.asParameter(files.after())
                                + step.removedOnFailure()
                                        .map(file -> " || { rm -f " + Shell.word(file) + "; false; }")
                                        .orElse(""),
                        Effect.CHANGES_CONFIGURATION));
    }

    /** A resource that had no policy has no backup to go back to. */
    private static String undo(EditPolicy step, Files files) {
        return step.recorded() instanceof PolicyState.Present
                ? " (to undo it later, run the same command with " + files.before() + ")"
                : "";
    }

    private static String fetched(PolicyTarget target, Files files) {
        String current = Shell.word(files.current());
        String errors = Shell.word(files.errors());
        return target.get() + " >| " + current
                + target.absentCode()
                        .map(code -> " 2>| " + errors + " || { cat " + errors + " >&2; grep -q '(" + code + ")' "
                                + errors + " && echo '" + NO_POLICY + "' >| " + current + "; }")
                        .orElse("");
    }

    private static String label(EditPolicy step) {
        return step.change().label()
                + (mayNameDeleted(step) ? ", and remove principals that no longer exist, which S3 refuses" : "");
    }

    private static boolean mayNameDeleted(EditPolicy step) {
        return step.recorded().mayNameDeleted(PolicyState.PRINCIPAL)
                || step.recorded().mayNameDeleted(PolicyState.NOT_PRINCIPAL);
    }

    private static String policyFilter(EditPolicy step) {
        return ".Statement = (" + AS_LIST
                + withoutDeleted(step, PolicyState.PRINCIPAL, " | select(.Principal != {})")
                + withoutDeleted(
                        step,
                        PolicyState.NOT_PRINCIPAL,
                        " | if .NotPrincipal == {} then del(.NotPrincipal) | .Principal = \"*\" else . end")
                + " | " + step.change().filter() + ")";
    }

    /**
     * Drops deleted principals from an element. Other statements stay as they are written, so that a second run finds the added
     * one.
     *
     * @param ifEmpty what becomes of a statement whose element names no principal any more: nobody is nobody, and everybody but
     *     nobody is everybody
     */
    private static String withoutDeleted(EditPolicy step, String element, String ifEmpty) {
        String aws = "." + element + ".AWS";
        return step.recorded().mayNameDeleted(element)
                ? " | map(if any([." + element + " | objects | .AWS] | flatten[] | strings; " + IS_DELETED + ") then "
                        + aws
                        + " |= ([.] | flatten | map(select(" + IS_DELETED + " | not))) | if " + aws + " == [] then del("
                        + aws
                        + ") else . end else . end" + ifEmpty + ")"
                : "";
    }

    List<Command> configurationEdit(EditConfiguration step) {
        ConfigurationEdit edit = step.edit();
        Files files = files(edit.fileStem());
        String current = Shell.word(files.current());
        String jq = Stream.concat(Stream.of("jq"), edit.jqArguments().stream()).collect(Collectors.joining(" "));
        return List.of(
                new Command(
                        files.label("configuration"),
                        edit.get() + " --output json >| " + current + files.backup(),
                        Effect.PREPARES),
                new Command(step.label(), edited(jq, Shell.quoted(edit.filter()), files), Effect.PREPARES),
                new Command(
                        "Store the changed configuration",
                        "test -s " + Shell.word(files.after()) + " && " + edit.put() + " "
                                + edit.version().option(current) + " " + edit.configurationOption() + " "
                                + LocalFile.asParameter(files.after()),
                        Effect.CHANGES_CONFIGURATION));
    }

    /** An edit that fails half-way must not leave a file that looks whole. */
    private static String edited(String jq, String filter, Files files) {
        String after = Shell.word(files.after());
        return jq + " " + filter + " " + Shell.word(files.current()) + " >| " + after + " || rm -f " + after;
    }

    Command defaultRootObject(RemedyStep.SetDefaultRootObject step) {
        return new Command(
                "Set the default root object",
                "aws cloudfront update-distribution --id " + Shell.word(step.distributionId())
                        + " --default-root-object " + Shell.word(step.object()),
                Effect.CHANGES_CONFIGURATION);
    }

    /** Paths that an earlier step of the notice clears are not cleared again. */
    List<Command> cacheClearing(ClearCache step) {
        Set<String> cleared = clearedPaths.computeIfAbsent(step.distributionId(), none -> new HashSet<>());
        List<String> paths = step.paths().stream().filter(cleared::add).toList();
        return paths.isEmpty()
                ? List.of()
                : List.of(new Command(
                        "Clear cached errors",
                        "aws cloudfront create-invalidation --distribution-id " + Shell.word(step.distributionId())
                                + " --paths "
                                + paths.stream().map(Shell::quoted).collect(Collectors.joining(" ")),
                        Effect.CLEARS_CACHE));
    }
}
