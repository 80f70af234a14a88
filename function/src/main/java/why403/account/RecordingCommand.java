package why403.account;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import why403.text.Shell;

/**
 * The shell command that records the answer to a question.
 *
 * @param folder the folder of the account's recordings
 */
record RecordingCommand(Question<?> question, String folder) {

    /**
     * {@code aws} replaces a parameter that begins like this by the content of that file or address.
     *
     * @see <a href="https://docs.aws.amazon.com/cli/latest/userguide/cli-usage-parameters-file.html">AWS: loading a
     *     parameter from a file</a>
     */
    private static final Pattern LOADED = Pattern.compile("^(file|fileb|https?)://.*", Pattern.DOTALL);

    /**
     * Afterwards there is either the answer or the error of AWS, never both and never an empty file. Newer releases of
     * {@code aws} format their own errors, such as missing credentials, like errors of AWS, but only the latter name the
     * operation.
     */
    String line() {
        String answer = Shell.word(path(question.recordingPath()));
        String error = Shell.word(path(question.errorPath()));
        String parent = path(question.recordingPath());
        return "mkdir -p " + Shell.word(parent.substring(0, parent.lastIndexOf('/')))
                + " && if " + call() + " > " + answer + " 2> " + error
                + "; then rm " + error + "; else rm " + answer + "; cat " + error
                + " >&2; grep -q ') when calling the ' "
                + error + " || rm " + error + "; fi";
    }

    private String path(String below) {
        String path = folder.isEmpty() ? below : folder + "/" + below;
        return path.startsWith("-") ? "./" + path : path;
    }

    private String call() {
        List<String> words = new ArrayList<>(List.of("aws", question.service(), question.command()));
        List<Argument> arguments = question.arguments();
        arguments.stream().filter(each -> !needsJson(each)).forEach(each -> addFlag(words, each.flag(), each.value()));
        if (arguments.stream().anyMatch(RecordingCommand::needsJson)) {
            addFlag(words, "--cli-input-json", inputJson());
        }
        question.region().ifPresent(region -> addFlag(words, "--region", region));
        addFlag(words, "--output", "json");
        return words.stream().map(Shell::word).collect(Collectors.joining(" "));
    }

    private static void addFlag(List<String> words, String flag, String value) {
        if (value.startsWith("-")) {
            words.add(flag + "=" + value);
        } else {
            words.add(flag);
            words.add(value);
        }
    }

    private static boolean needsJson(Argument argument) {
        String value = argument.value();
        return LOADED.matcher(value).matches()
                || Shell.isUnprintable(value)
                || value.codePoints().anyMatch(c -> Character.getType(c) == Character.SURROGATE);
    }

    private String inputJson() {
        return question.arguments().stream()
                .filter(RecordingCommand::needsJson)
                .map(each -> jsonString(each.member()) + ":" + jsonString(each.value()))
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static String jsonString(String text) {
        return text.chars()
                .mapToObj(c -> c >= ' ' && c < 0x7F && c != '"' && c != '\\'
                        ? String.valueOf((char) c)
                        : String.format(Locale.ROOT, "\\u%04x", c))
                .collect(Collectors.joining("", "\"", "\""));
    }
}
