package why403.account;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import why403.text.Shell;

/** The call of {@code aws} that prints the answer to a question. */
final class AwsCommand {

    /**
     * {@code aws} replaces a parameter that begins like this by the content of that file or address.
     *
     * @see <a href="https://docs.aws.amazon.com/cli/latest/userguide/cli-usage-parameters-file.html">AWS: loading a
     *     parameter from a file</a>
     */
    private static final Pattern LOADED = Pattern.compile("^(file|fileb|https?)://.*", Pattern.DOTALL);

    private final Question<?> question;
    private final List<String> words = new ArrayList<>();

    private AwsCommand(Question<?> question) {
        this.question = question;
    }

    static String line(Question<?> question) {
        return new AwsCommand(question).line();
    }

    private String line() {
        words.addAll(List.of("aws", question.service(), question.command()));
        question.arguments().stream().filter(each -> !needsJson(each)).forEach(this::add);
        if (question.arguments().stream().anyMatch(AwsCommand::needsJson)) {
            add("--cli-input-json", inputJson());
        }
        question.region().ifPresent(region -> add("--region", region));
        add("--output", "json");
        return words.stream().map(Shell::word).collect(Collectors.joining(" "));
    }

    private void add(Argument argument) {
        argument.value().ifPresentOrElse(value -> add(argument.flag(), value), () -> words.add(argument.flag()));
    }

    private void add(String flag, String value) {
        if (value.startsWith("-")) {
            words.add(flag + "=" + value);
        } else {
            words.add(flag);
            words.add(value);
        }
    }

    private static boolean needsJson(Argument argument) {
        String value = argument.value().orElse("");
        return LOADED.matcher(value).matches()
                || Shell.isUnprintable(value)
                || value.codePoints().anyMatch(c -> Character.getType(c) == Character.SURROGATE);
    }

    private String inputJson() {
        return question.arguments().stream()
                .filter(AwsCommand::needsJson)
                .map(each ->
                        jsonString(member(each)) + ":" + jsonString(each.value().orElseThrow()))
                .collect(Collectors.joining(",", "{", "}"));
    }

    /** The members of Amazon API Gateway's first API begin with a small letter. */
    private String member(Argument argument) {
        String member = argument.member();
        return question.service().equals("apigateway")
                ? member.substring(0, 1).toLowerCase(Locale.ROOT) + member.substring(1)
                : member;
    }

    private static String jsonString(String text) {
        return text.chars()
                .mapToObj(c -> c >= ' ' && c < 0x7F && c != '"' && c != '\\'
                        ? String.valueOf((char) c)
                        : String.format(Locale.ROOT, "\\u%04x", c))
                .collect(Collectors.joining("", "\"", "\""));
    }
}
