package why403.cli;

/** How {@code replay} prints a notice. */
enum Format {
    TEXT,
    JSON,
    SLACK
}
