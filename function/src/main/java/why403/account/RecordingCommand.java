package why403.account;

import why403.text.Shell;

/**
 * The shell command that records the answer to a question.
 *
 * @param folder the folder of the account's recordings
 */
record RecordingCommand(Question<?> question, String folder) {

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
                + " && if " + question.operation().shell().apply(question) + " > " + answer + " 2> " + error
                + "; then rm " + error + "; else rm " + answer + "; cat " + error
                + " >&2; grep -q ') when calling the ' "
                + error + " || rm " + error + "; fi";
    }

    private String path(String below) {
        String path = folder.isEmpty() ? below : folder + "/" + below;
        return path.startsWith("-") ? "./" + path : path;
    }
}
