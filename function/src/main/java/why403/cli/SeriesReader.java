package why403.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a series of minutes from CSV: {@code minute,requests,forbidden[,topClientRequests,topClientForbidden]}, with
 * that header, ISO 8601 instants and ascending minutes. A row that cannot be read is skipped.
 */
final class SeriesReader {

    private static final String HEADER = "minute,requests,forbidden";
    private static final String HEADER_WITH_CLIENT = HEADER + ",topClientRequests,topClientForbidden";
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    /**
     * What was read.
     *
     * @param rows in ascending order of their minutes
     * @param problems one sentence for each line that could not be read
     */
    record Result(List<SeriesRow> rows, List<String> problems) {

        Result {
            rows = List.copyOf(rows);
            problems = List.copyOf(problems);
        }
    }

    private final BufferedReader lines;
    private final List<SeriesRow> rows = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();
    private long lineNumber;

    private SeriesReader(BufferedReader lines) {
        this.lines = lines;
    }

    /** @throws IOException only if the reader throws it; the content never causes an exception */
    static Result read(Reader series) throws IOException {
        return new SeriesReader(new BufferedReader(series)).read();
    }

    private Result read() throws IOException {
        String header = nextLine();
        switch (header.replace(" ", "").replace("\t", "")) {
            case HEADER -> readRows(3);
            case HEADER_WITH_CLIENT -> readRows(5);
            default ->
                problem("expected the header " + HEADER + " or " + HEADER_WITH_CLIENT + " and found "
                        + UnreadableRowException.quoted(header));
        }
        return new Result(rows, problems);
    }

    private void readRows(int columns) throws IOException {
        for (String line = nextLine(); !line.isEmpty(); line = nextLine()) {
            try {
                add(SeriesRow.parse(line, columns));
            } catch (UnreadableRowException e) {
                problem(e.getMessage());
            }
        }
    }

    private void add(SeriesRow row) throws UnreadableRowException {
        if (!rows.isEmpty() && row.minute() <= rows.get(rows.size() - 1).minute()) {
            throw new UnreadableRowException("expected a later minute than that of the row before it");
        }
        rows.add(row);
    }

    /** The next line that is not blank, without surrounding white space; empty at the end. */
    private String nextLine() throws IOException {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            lineNumber++;
            boolean marked = lineNumber == 1 && line.startsWith(BYTE_ORDER_MARK);
            String text = (marked ? line.substring(BYTE_ORDER_MARK.length()) : line).strip();
            if (!text.isEmpty()) {
                return text;
            }
        }
        return "";
    }

    private void problem(String sentence) {
        problems.add("Line " + Math.max(1, lineNumber) + " of the series: " + sentence);
    }
}
