package why403.events;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import why403.events.LogDelivery.LogFile;

/**
 * The files of a scenario. A path that ends in {@code .gz} is packed, and its text is compared unpacked, because the
 * same text packs differently under another zlib.
 */
final class ScenarioFiles {

    private ScenarioFiles() {}

    /** Texts by path below the scenario's folder. */
    static Map<String, String> of(Scenario scenario) {
        List<Line> lines = Traffic.of(scenario);
        List<LogFile> objects =
                scenario.delivery().objects(lines, new Random(scenario.name().hashCode() + 1L));
        TreeMap<String, String> files = new TreeMap<>();
        files.put("event.json", Json.print(scenario.event().of(objects)));
        objects.forEach(object -> files.put("s3/" + object.bucket() + "/" + object.key(), object.text()));
        scenario.account(lines).files().forEach((path, text) -> files.put("account/" + path, text));
        return files;
    }

    /** The texts of the files that are below a folder, by path. */
    static Map<String, String> below(Path folder) throws IOException {
        TreeMap<String, String> texts = new TreeMap<>();
        for (Path path : GenerateEvents.filesBelow(folder)) {
            String name = GenerateEvents.nameIn(folder, path);
            texts.put(name, unpack(name, Files.readAllBytes(path)));
        }
        return texts;
    }

    /** A text as the file of that path holds it. */
    static byte[] pack(String path, String text) throws IOException {
        byte[] plain = text.getBytes(StandardCharsets.UTF_8);
        if (!path.endsWith(".gz")) {
            return plain;
        }
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(plain);
        }
        return packed.toByteArray();
    }

    /** The text of a file of that path. */
    static String unpack(String path, byte[] bytes) throws IOException {
        if (!path.endsWith(".gz")) {
            return new String(bytes, StandardCharsets.UTF_8);
        }
        try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            return new String(gzip.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
