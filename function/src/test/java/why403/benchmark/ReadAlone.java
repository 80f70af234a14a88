package why403.benchmark;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import why403.hash.HashKey;
import why403.log.Field;
import why403.log.LogReader;
import why403.log.Reading;
import why403.trigger.LogObject;

/** Reading without counting: {@code ReadAlone <file>} reads every record and asks each for its path. */
public final class ReadAlone {

    private long forbidden;
    private long pathBytes;

    private ReadAlone() {}

    /** One argument: the file, whose name stands for its key. */
    public static void main(String[] arguments) throws IOException {
        Path file = Path.of(arguments[0]);
        long start = System.nanoTime();
        new ReadAlone().read(file);
        System.out.println((System.nanoTime() - start) / 1_000_000 + " ms");
    }

    private void read(Path file) throws IOException {
        LogObject object = new LogObject("example-logs", file.getFileName().toString());
        try (InputStream stored = Files.newInputStream(file)) {
            Reading reading = new LogReader(host -> Optional.empty(), HashKey.OF_REPLAY)
                    .read(object, stored, (distribution, line) -> {
                        forbidden += line.status() == 403 ? 1 : 0;
                        pathBytes += line.end(Field.URI_STEM) - line.start(Field.URI_STEM);
                    });
            System.out.println(reading + ", " + forbidden + " forbidden, " + pathBytes + " bytes of paths");
        }
    }
}
