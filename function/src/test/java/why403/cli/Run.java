package why403.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import why403.aws.NoAccessException;

/** One run of the command line and its result. */
record Run(int exit, String out, String err) {

    /** Nobody is logged in. */
    static final AwsConnector NO_CREDENTIALS = (profile, region) -> {
        throw new NoAccessException("There are no credentials.", null);
    };

    static Run of(String... arguments) {
        return reading(new byte[0], arguments);
    }

    /** The same with an account. */
    static Run connected(AwsConnector aws, String... arguments) {
        return run(new byte[0], aws, arguments);
    }

    /** The same with this standard input. */
    static Run reading(byte[] input, String... arguments) {
        return run(input, NO_CREDENTIALS, arguments);
    }

    private static Run run(byte[] input, AwsConnector aws, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int exit = new CommandLineInterface(
                        new ByteArrayInputStream(input),
                        printing(out),
                        printing(err),
                        false,
                        "1.2.3",
                        InstantSource.fixed(Instant.parse("2026-11-24T10:00:00Z")),
                        aws)
                .run(arguments);
        return new Run(exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /** {@code replay --format json}. */
    static Run json(Object... scenarios) {
        return formatted("json", scenarios);
    }

    /** {@code replay --format slack}. */
    static Run slack(Object... scenarios) {
        return formatted("slack", scenarios);
    }

    private static Run formatted(String format, Object... scenarios) {
        return of(Stream.concat(
                        Stream.of("replay", "--format", format),
                        Stream.of(scenarios).map(Object::toString))
                .toArray(String[]::new));
    }

    /** {@code replay}, as text. */
    static Run text(Object... scenarios) {
        return of(Stream.concat(Stream.of("replay"), Stream.of(scenarios).map(Object::toString))
                .toArray(String[]::new));
    }

    /** {@code replay --missing}. */
    static Run missing(Object... scenarios) {
        return of(Stream.concat(
                        Stream.of("replay", "--missing"), Stream.of(scenarios).map(Object::toString))
                .toArray(String[]::new));
    }

    private static PrintStream printing(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    List<String> lines() {
        return out.lines().toList();
    }
}
