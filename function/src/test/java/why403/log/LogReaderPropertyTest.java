package why403.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import why403.log.Readings.Visit;
import why403.seeded.Generator;
import why403.seeded.Seeds;

/**
 * Logs of every format give the records that {@link String#split} finds in their text, for any split into gzip members
 * and reads. No bytes cause an exception or an endless loop.
 */
class LogReaderPropertyTest {

    private enum Format {
        LEGACY("\t"),
        W3C("\t"),
        PLAIN(","),
        PLAIN_LONG("<=>"),
        JSON("");

        private final String delimiter;

        Format(String delimiter) {
            this.delimiter = delimiter;
        }
    }

    private static final List<Field> NEEDED = List.of(Field.DATE, Field.TIME, Field.STATUS);

    @ParameterizedTest
    @Seeds(300)
    void anySplitIntoMembersAndReadsGivesTheSameRecords(Generator given) {
        Format format = given.of(Format.values());
        int records = given.between(1, 60);
        int mostAtOnce = given.between(1, 5000);
        Random random = given.random();
        List<Field> fields = fields(format, random);
        List<Map<Field, String>> rows = rows(fields, records, random);
        String text = text(format, fields, rows);
        byte[] stored = packed(text.getBytes(StandardCharsets.UTF_8), random);
        Readings.Result result = Readings.read(Readings.KEY, Readings.dripping(stored, mostAtOnce));
        assertThat(result.reading()).isEqualTo(Readings.clean(records));
        assertThat(result.visits()).isEqualTo(oracle(format, fields, text));
        assertThat(Readings.visits(result.kept())).isEqualTo(result.visits());
    }

    private static List<Field> fields(Format format, Random random) {
        List<Field> all = new ArrayList<>(Arrays.asList(Field.values()));
        all.remove(Field.DISTRIBUTION_ID);
        if (format == Format.LEGACY) {
            return all.subList(0, 9 + random.nextInt(25));
        }
        all.removeIf(field -> !NEEDED.contains(field) && random.nextInt(3) == 0);
        java.util.Collections.shuffle(all, random);
        return all;
    }

    private static List<Map<Field, String>> rows(List<Field> fields, int count, Random random) {
        List<Map<Field, String>> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Map<Field, String> row = new EnumMap<>(Field.class);
            fields.forEach(field -> row.put(field, value(random)));
            row.put(Field.DATE, "2026-11-" + (10 + random.nextInt(20)));
            row.put(Field.TIME, "1" + random.nextInt(10) + ":0" + random.nextInt(10) + ":4" + random.nextInt(10));
            row.put(Field.STATUS, String.valueOf(200 + random.nextInt(300)));
            rows.add(row);
        }
        return rows;
    }

    private static String value(Random random) {
        int length = random.nextInt(4) == 0 ? 1 : 1 + random.nextInt(random.nextInt(20) == 0 ? 3000 : 30);
        return random.ints(length, 0, 24)
                .mapToObj(i -> "-aZ09/.%;=:é&?_~()*+\0\u0001\u000B\u0010".substring(i, i + 1))
                .collect(Collectors.joining());
    }

    private static String text(Format format, List<Field> fields, List<Map<Field, String>> rows) {
        String names = fields.stream()
                .map(Field::columnName)
                .collect(Collectors.joining(format == Format.LEGACY || format == Format.W3C ? " " : format.delimiter));
        String head = switch (format) {
            case LEGACY, W3C -> "#Version: 1.0\n#Fields: " + names + "\n";
            case PLAIN, PLAIN_LONG -> names + "\n";
            case JSON -> "";
        };
        return head
                + rows.stream()
                        .map(row -> format == Format.JSON ? json(fields, row) : delimited(format, fields, row))
                        .collect(Collectors.joining("\n"));
    }

    private static String delimited(Format format, List<Field> fields, Map<Field, String> row) {
        return fields.stream().map(row::get).collect(Collectors.joining(format.delimiter));
    }

    private static String json(List<Field> fields, Map<Field, String> row) {
        return fields.stream()
                .map(field -> "\"" + field.columnName() + "\":\"" + row.get(field) + "\"")
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static byte[] packed(byte[] log, Random random) {
        if (random.nextInt(5) == 0) {
            return log;
        }
        byte[] stored = {};
        int from = 0;
        while (from < log.length) {
            int to = Math.min(log.length, from + random.nextInt(random.nextBoolean() ? 50_000 : 4000));
            stored = Readings.joined(stored, Readings.gzip(Arrays.copyOfRange(log, from, to)));
            from = to;
        }
        return stored;
    }

    private static List<Visit> oracle(Format format, List<Field> fields, String text) {
        return Arrays.stream(text.split("\n"))
                .skip(format == Format.JSON ? 0 : format.delimiter.equals("\t") ? 2 : 1)
                .map(line -> visit(fields, values(format, line)))
                .toList();
    }

    private static String[] values(Format format, String line) {
        return format == Format.JSON
                ? line.replaceAll("^\\{\"[^\"]+\":\"|\"}$", "").split("\",\"[^\"]+\":\"", -1)
                : line.split(Pattern.quote(format.delimiter), -1);
    }

    private static Visit visit(List<Field> fields, String[] values) {
        Map<Field, String> raw = new EnumMap<>(Field.class);
        for (int i = 0; i < values.length; i++) {
            if (!values[i].equals("-")) {
                raw.put(
                        fields.get(i),
                        new String(values[i].getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1));
            }
        }
        Instant time = Instant.parse(raw.get(Field.DATE) + "T" + raw.get(Field.TIME) + "Z");
        return new Visit("E2EXAMPLE", time.getEpochSecond(), Integer.parseInt(raw.get(Field.STATUS)), raw);
    }

    @ParameterizedTest
    @Seeds(500)
    void noBytesCauseAnException(Generator given) {
        byte[] bytes = given.bytes(255);
        assertThat(Readings.read(Readings.KEY, bytes).reading()).isNotNull();
        assertThat(Readings.read(Readings.UNNAMED_KEY, Readings.gzip(bytes)).reading())
                .isNotNull();
    }

    @ParameterizedTest
    @Seeds(500)
    void noMutationOfALogCausesAnException(Generator given) {
        Format format = given.of(Format.values());
        int mutations = given.between(1, 30);
        Random random = given.random();
        List<Field> fields = fields(format, random);
        byte[] log = text(format, fields, rows(fields, 5, random)).getBytes(StandardCharsets.UTF_8);
        mutate(log, mutations, random);
        byte[] stored = random.nextBoolean() ? log : Readings.gzip(log);
        if (random.nextInt(3) == 0) {
            mutate(stored, mutations, random);
        }
        Readings.Result result = Readings.read(Readings.KEY, stored);
        if (result.reading() instanceof Reading.Read read) {
            assertThat(result.visits()).hasSize((int) read.records());
        }
    }

    private static void mutate(byte[] bytes, int mutations, Random random) {
        byte[] telling = "\t\n\r\"\\{}[],:-#u|".getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i < mutations; i++) {
            bytes[random.nextInt(bytes.length)] =
                    random.nextBoolean() ? (byte) random.nextInt(256) : telling[random.nextInt(telling.length)];
        }
    }
}
