package why403.remedies;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Answers the stub {@code aws} that is on the {@code PATH} of the tests' shells, and the one for {@code jq}. The stub only
 * sends its arguments here: a Java program of its own would take a hundred times as long to start.
 */
final class AwsServer implements Closeable {

    /** The stub: bash without any other program, since tests take programs away. */
    static final String SCRIPT = """
            #!/usr/bin/env bash
            exec 3<>"/dev/tcp/127.0.0.1/$WHY403_STUB_PORT" || exit 99
            printf '%s\\0' "${0##*/}" "$PWD" "$#" "$@" >&3
            IFS=' ' read -r code lines <&3 || exit 99
            for ((i = 0; i < lines; i++)); do
              IFS= read -r line <&3
              printf '%s\\n' "$line"
            done
            while IFS= read -r line <&3; do
              printf '%s\\n' "$line" >&2
            done
            exit "$code"
            """;

    private final FakeAws aws;
    private final RememberedJq jq;
    private final ServerSocket server;

    AwsServer(FakeAws aws, RememberedJq jq) throws IOException {
        this.aws = aws;
        this.jq = jq;
        this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread thread = new Thread(this::serve, "fake-aws");
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return server.getLocalPort();
    }

    private void serve() {
        while (!server.isClosed()) {
            try (Socket socket = server.accept()) {
                answer(socket);
            } catch (IOException failed) {
                if (!server.isClosed()) {
                    throw new UncheckedIOException(failed);
                }
            }
        }
    }

    private void answer(Socket socket) throws IOException {
        InputStream in = new BufferedInputStream(socket.getInputStream());
        String program = word(in);
        Path directory = Path.of(word(in));
        int count = Integer.parseInt(word(in));
        List<String> arguments = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            arguments.add(word(in));
        }
        Reply reply =
                program.equals("jq") ? jq.run(arguments, directory) : aws.answer(AwsCall.of(arguments, directory));
        String text = reply.exitCode() + " " + reply.output().lines().count() + "\n" + reply.output() + reply.error();
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String word(InputStream in) throws IOException {
        ByteArrayOutputStream word = new ByteArrayOutputStream();
        int next = in.read();
        while (next > 0) {
            word.write(next);
            next = in.read();
        }
        if (next < 0) {
            throw new EOFException("The stub sent less than it announced");
        }
        return word.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
