package why403.benchmark;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** The least that reading a packed log can cost with the JDK: {@code GzipAlone <file>} unpacks it and looks at nothing. */
public final class GzipAlone {

    private static final int BUFFER_BYTES = 64 * 1024;

    private GzipAlone() {}

    /** One argument: the file. */
    public static void main(String[] arguments) throws IOException {
        long start = System.nanoTime();
        long bytes = 0;
        byte[] buffer = new byte[BUFFER_BYTES];
        try (InputStream file = Files.newInputStream(Path.of(arguments[0]));
                InputStream unpacked = new GZIPInputStream(file, BUFFER_BYTES)) {
            for (int read = unpacked.read(buffer); read >= 0; read = unpacked.read(buffer)) {
                bytes += read;
            }
        }
        System.out.println(bytes + " bytes in " + (System.nanoTime() - start) / 1_000_000 + " ms");
    }
}
