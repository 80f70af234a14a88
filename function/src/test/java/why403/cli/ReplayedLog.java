package why403.cli;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import why403.log.LogText;

/**
 * The log of an hour without 403s, then ten minutes in which most requests are refused. The last requests are served. Without
 * other columns, the line of a refused request is the answer of a load balancer to GET.
 *
 * @param refused columns of the refused requests that differ, by their names; the requests take the values in turn
 * @param served columns of the served requests that differ
 */
record ReplayedLog(Map<String, List<String>> refused, Map<String, List<String>> served) {

    private static final String FIELDS = "#Fields: ";
    private static final List<String> TRAFFIC = new LogText()
            .quiet(60)
            .refusals(9)
            .onlyForbidden(1, 12)
            .at("2026-11-24T09:09:30Z")
            .quiet(1)
            .records();

    ReplayedLog ofRefused(String column, List<String> values) {
        return new ReplayedLog(plus(refused, column, values), served);
    }

    ReplayedLog ofServed(String column, List<String> values) {
        return new ReplayedLog(refused, plus(served, column, values));
    }

    private static Map<String, List<String>> plus(Map<String, List<String>> some, String column, List<String> values) {
        Map<String, List<String>> more = new LinkedHashMap<>(some);
        more.put(column, values);
        return more;
    }

    /** The bytes of the log, packed. */
    byte[] gzip() {
        String known = LogText.HEADER.substring(LogText.HEADER.indexOf(FIELDS) + FIELDS.length());
        List<String> columns = List.of(known.strip().split(" ", -1));
        Set<String> names = new LinkedHashSet<>(columns);
        names.addAll(refused.keySet());
        names.addAll(served.keySet());
        StringBuilder text = new StringBuilder("#Version: 1.0\n" + FIELDS + String.join(" ", names) + "\n");
        Map<Boolean, Integer> written = new HashMap<>();
        for (String record : TRAFFIC) {
            Map<String, String> line = new LinkedHashMap<>();
            names.forEach(name -> line.put(name, "-"));
            String[] values = record.strip().split("\t", -1);
            IntStream.range(0, values.length).forEach(i -> line.put(columns.get(i), values[i]));
            boolean isRefused = line.get("sc-status").equals("403");
            int number = written.merge(isRefused, 1, Integer::sum);
            (isRefused ? refused : served)
                    .forEach((name, others) -> line.put(name, others.get(number % others.size())));
            text.append(String.join("\t", line.values())).append('\n');
        }
        return ScenarioFolder.gzip(text.toString().getBytes(StandardCharsets.ISO_8859_1));
    }
}
