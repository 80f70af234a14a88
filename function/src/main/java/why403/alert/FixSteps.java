package why403.alert;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import why403.cause.AwsResource.Bucket;
import why403.cause.Cause;
import why403.cause.Command;
import why403.cause.Command.Effect;
import why403.cause.Remedy;
import why403.spike.Event;
import why403.text.Phrases;

/**
 * The fixes of a notice, with their commands numbered over all causes.
 *
 * <p>The same command is not printed twice. A command that clears the cache has the same effect wherever it stands, so
 * later causes refer to the first one. Commands that read or change the account depend on what ran before them: they are
 * left out only if an earlier cause prints all of the later cause's commands in the same order. So each printed list of
 * get, edit and put stays complete.
 */
record FixSteps(List<Fix> fixes, String distributionId) {

    private static final Pattern JQ = Pattern.compile("(?<![\\w./-])jq\\s");
    private static final Pattern SERVICE =
            Pattern.compile("\\baws (cloudfront update-distribution|s3api|s3control)\\b");

    /**
     * The fix of one cause.
     *
     * @param name the id of the cause if people read several causes
     */
    record Fix(Cause cause, Optional<String> name, Remedy remedy, List<Step> steps) {

        Fix {
            steps = List.copyOf(steps);
        }

        /** What to do, in one or two sentences. */
        String summary() {
            return name.map(id -> id + ": ").orElse("") + Phrases.sentence(remedy.summary());
        }

        /** When the steps apply, to be shown before them; empty if they always do. */
        Optional<String> condition() {
            return remedy.condition().map(when -> steps.isEmpty() ? Phrases.sentence(when) : when + ":");
        }

        /** {@code steps 1 to 3}, without optional ones; empty if no other command is printed here. */
        Optional<String> stepNumbers() {
            List<Integer> numbers = steps.stream()
                    .filter(step -> step.isPrinted() && !step.command().isOptional())
                    .map(Step::number)
                    .toList();
            if (numbers.isEmpty()) {
                return Optional.empty();
            }
            int first = numbers.get(0);
            int last = numbers.get(numbers.size() - 1);
            return Optional.of(
                    first == last ? "step " + first : "steps " + first + (last == first + 1 ? " and " : " to ") + last);
        }
    }

    /**
     * One command of a fix.
     *
     * @param number its own number, or that of the earlier step with the same command
     * @param isPrinted whether the command is printed here
     * @param isAlone whether no command makes the fix itself, so that people must make it first
     */
    record Step(int number, Command command, boolean isPrinted, boolean isAlone) {

        /** What it does: {@code Save the current policy}, {@code Optional: clear cached errors}. */
        String label() {
            return command.isOptional()
                    ? "Optional" + (isAlone ? ", after the fix: " : ": ") + uncapitalized(command.label())
                    : command.label();
        }

        /** The label, and where the command is; for a step that is not printed. */
        String reference() {
            return label() + ": same as step " + number
                    + (command.effect() == Effect.CLEARS_CACHE ? "; run it last." : "; run it once.");
        }

        private static String uncapitalized(String label) {
            boolean isWord = label.length() > 1 && Character.isLowerCase(label.charAt(1));
            return isWord ? label.substring(0, 1).toLowerCase(Locale.ROOT) + label.substring(1) : label;
        }
    }

    FixSteps {
        fixes = List.copyOf(fixes);
    }

    /** The fixes of the causes that people read; none when it is over. */
    static FixSteps of(Notice notice) {
        String distributionId = notice.incident().distributionId();
        if (notice.event() == Event.RESOLVED) {
            return new FixSteps(List.of(), distributionId);
        }
        ShownCauses causes = ShownCauses.of(notice.diagnosis());
        Numbering numbering = new Numbering();
        List<Fix> fixes = new ArrayList<>();
        for (Cause cause : causes.shown()) {
            Optional<String> name = causes.areSeveral() ? Optional.of(cause.id().id()) : Optional.empty();
            cause.remedy()
                    .ifPresent(remedy -> fixes.add(new Fix(cause, name, remedy, numbering.steps(remedy.commands()))));
        }
        return new FixSteps(fixes, distributionId);
    }

    /** Numbers commands, and knows which ones were printed. */
    private static final class Numbering {

        private final Map<String, Integer> cacheClears = new HashMap<>();
        private final Map<List<String>, Integer> firstSteps = new HashMap<>();
        private int printed;

        List<Step> steps(List<Command> commands) {
            List<String> required = commands.stream()
                    .filter(command -> !command.isOptional())
                    .map(Command::text)
                    .toList();
            Optional<Integer> same = Optional.ofNullable(firstSteps.get(required));
            firstSteps.putIfAbsent(required, printed + 1);
            List<Step> steps = new ArrayList<>();
            int repeated = 0;
            for (Command command : commands) {
                if (command.isOptional()) {
                    steps.add(cacheClear(command, required.isEmpty()));
                } else if (same.isPresent()) {
                    steps.add(new Step(same.get() + repeated++, command, false, false));
                } else {
                    steps.add(new Step(++printed, command, true, false));
                }
            }
            return steps;
        }

        private Step cacheClear(Command command, boolean isAlone) {
            Integer earlier = cacheClears.get(command.text());
            if (earlier != null) {
                return new Step(earlier, command, false, isAlone);
            }
            cacheClears.put(command.text(), ++printed);
            return new Step(printed, command, true, isAlone);
        }
    }

    /** What to know about the commands of all fixes, a sentence each. */
    List<String> notes() {
        return Stream.of(tools(), managedElsewhere()).flatMap(Optional::stream).toList();
    }

    private Optional<String> tools() {
        boolean needsJq =
                printed().anyMatch(command -> JQ.matcher(command.text()).find());
        return needsJq ? Optional.of("The commands need bash or zsh, aws and jq.") : Optional.empty();
    }

    private Stream<Command> printed() {
        return fixes.stream()
                .flatMap(fix -> fix.steps().stream())
                .filter(Step::isPrinted)
                .map(Step::command);
    }

    private Optional<String> managedElsewhere() {
        List<Fix> changing = fixes.stream()
                .filter(fix -> fix.remedy().changesConfiguration())
                .toList();
        if (changing.isEmpty()) {
            return Optional.empty();
        }
        TreeSet<String> names = new TreeSet<>();
        changing.forEach(fix -> names.addAll(changed(fix)));
        return Optional.of("If CloudFormation, CDK or Terraform manages " + String.join(" or ", names)
                + ", make the change there too, or the next deployment undoes it.");
    }

    private List<String> changed(Fix fix) {
        return fix.remedy().commands().stream()
                .filter(command -> command.effect() == Effect.CHANGES_CONFIGURATION)
                .map(command -> changed(fix.cause(), command))
                .toList();
    }

    private String changed(Cause cause, Command command) {
        Matcher service = SERVICE.matcher(command.text());
        if (!service.find()) {
            return "what these commands change";
        }
        return service.group(1).startsWith("cloudfront") ? "distribution " + distributionId : bucket(cause);
    }

    private static String bucket(Cause cause) {
        List<String> names = cause.resources().stream()
                .filter(Bucket.class::isInstance)
                .map(Bucket.class::cast)
                .map(Bucket::name)
                .distinct()
                .toList();
        return names.size() == 1 ? "bucket " + names.get(0) : "the bucket";
    }
}
