package why403.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Optional;

/** The entry point of the command line. */
public final class Main {

    private Main() {}

    /** Runs one command and ends the process with its exit code. */
    public static void main(String[] arguments) {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        int exit = new CommandLineInterface(
                        System.in, out, err, isTerminal(), version(), InstantSource.system(), new SdkConnector())
                .run(arguments);
        if (out.checkError() && exit == ExitCode.DONE) {
            err.println("The output could not be written.");
            System.exit(ExitCode.SOMETHING_UNREADABLE);
        }
        if (exit != 0) {
            System.exit(exit);
        }
    }

    /** The manifest of the packed jar has the version; classes that were only compiled have none. */
    private static String version() {
        return Optional.ofNullable(Main.class.getPackage().getImplementationVersion())
                .orElse("(not packaged)");
    }

    /** JDK 22 and 23 have a console even without a terminal, unless this property selects the older console. */
    @SuppressWarnings("SystemConsoleNull")
    private static boolean isTerminal() {
        System.setProperty("jdk.console", "java.base");
        return System.console() != null;
    }
}
