package why403.benchmark;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/**
 * The minimum cost of reading a packed log with the JDK: {@code GzipAlone <file> [buffer]} unpacks it and ignores the
 * content. The default buffer is 64 kB, which is the fastest; the JDK's own default is 512 bytes.
 */
public final class GzipAlone {

    private static final int BUFFER_BYTES = 64 * 1024;

    private GzipAlone() {}

    /** The file, and optionally the number of packed bytes to read at once. */
    public static void main(String[] arguments) throws IOException {
        long start = System.nanoTime();
        long bytes = 0;
        int packed = arguments.length > 1 ? Integer.parseInt(arguments[1]) : BUFFER_BYTES;
        byte[] buffer = new byte[BUFFER_BYTES];
        try (InputStream file = Files.newInputStream(Path.of(arguments[0]));
                InputStream unpacked = new GZIPInputStream(file, packed)) {
            for (int read = unpacked.read(buffer); read >= 0; read = unpacked.read(buffer)) {
                bytes += read;
            }
        }
        System.out.println(bytes + " bytes in " + (System.nanoTime() - start) / 1_000_000 + " ms");
    }
}
