package why403.cli;

/** The form in which {@code replay} prints a notice. */
enum Format {
    TEXT,
    JSON,
    SLACK
}
