package why403.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** Reads the logs of a scenario in a slow and simple way, to verify the reported counts. */
final class NaiveLog {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** One request. */
    record Entry(Instant time, int status) {}

    private NaiveLog() {}

    /** The files below a folder, in order. */
    static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    static List<Entry> below(Path scenario) throws IOException {
        List<Entry> entries = new ArrayList<>();
        for (Path file : files(scenario.resolve("s3"))) {
            entries.addAll(entries(text(file).lines().toList()));
        }
        return entries;
    }

    /** The unpacked content of a file. */
    static String text(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        if (bytes.length < 2 || bytes[0] != 0x1F) {
            return new String(bytes, StandardCharsets.UTF_8);
        }
        try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            return new String(gzip.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static List<Entry> entries(List<String> lines) throws JsonProcessingException {
        Optional<String> fields =
                lines.stream().filter(line -> line.startsWith("#Fields")).findFirst();
        if (lines.get(0).startsWith("{")) {
            List<Entry> entries = new ArrayList<>();
            for (String line : lines) {
                JsonNode record = MAPPER.readTree(line);
                entries.add(entry(
                        record.path("date").asText(),
                        record.path("time").asText(),
                        record.path("sc-status").asText()));
            }
            return entries;
        }
        return fields.isPresent()
                ? delimited(lines.subList(2, lines.size()), fields.get().substring("#Fields: ".length()), " ", "\t")
                : delimited(lines.subList(1, lines.size()), lines.get(0), "|", "|");
    }

    private static List<Entry> delimited(List<String> lines, String header, String between, String delimiter) {
        List<String> names = Arrays.asList(header.split(Pattern.quote(between), -1));
        return lines.stream()
                .map(line -> line.split(Pattern.quote(delimiter), -1))
                .map(values -> entry(
                        values[names.indexOf("date")],
                        values[names.indexOf("time")],
                        values[names.indexOf("sc-status")]))
                .toList();
    }

    private static Entry entry(String date, String time, String status) {
        return new Entry(Instant.parse(date + "T" + time + "Z"), Integer.parseInt(status));
    }
}
