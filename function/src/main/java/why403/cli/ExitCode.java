package why403.cli;

/** The exit codes of the process. */
final class ExitCode {

    static final int DONE = 0;
    static final int SOMETHING_UNREADABLE = 1;
    static final int WRONG_ARGUMENTS = 2;

    static final int NO_ACCESS = 3;

    private ExitCode() {}
}
