package why403.cli;

import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.Arrays;
import why403.tally.ClientCount;
import why403.tally.Counts;

/**
 * One minute of a series. It holds plain numbers, because a series can have millions of rows.
 *
 * @param minute minutes since the epoch
 * @param topClientRequests the requests of the client with the most forbidden ones; 0 if it is not known
 * @param topClientForbidden how many of these were forbidden
 */
record SeriesRow(long minute, long requests, long forbidden, long topClientRequests, long topClientForbidden) {

    /** A series does not name its clients, so the top clients of neighboring rows count as one client. */
    private static final long TOP_CLIENT = 1;

    /** Far more than any site has in a minute. Sums over weeks still fit into a long. */
    private static final long MOST = 1_000_000_000_000L;

    private static final String INSTANT = "an ISO 8601 instant such as 2026-11-24T10:05:00Z";

    /** @throws UnreadableRowException if the line is not a row with that many columns */
    static SeriesRow parse(String line, int columns) throws UnreadableRowException {
        String[] cells = Arrays.stream(line.split(",", -1)).map(String::strip).toArray(String[]::new);
        if (cells.length != columns) {
            throw new UnreadableRowException("expected " + columns + " columns and found " + cells.length);
        }
        long minute = minute(cells[0]);
        SeriesRow withoutClient = new SeriesRow(minute, count(cells[1]), count(cells[2]), 0, 0);
        withoutClient.checkCounts();
        boolean clientKnown = columns == 5 && !(cells[3].isEmpty() && cells[4].isEmpty());
        return clientKnown ? withoutClient.withTopClient(count(cells[3]), count(cells[4])) : withoutClient;
    }

    Counts counts() {
        return new Counts(requests, forbidden, 0);
    }

    ClientCount topClient() {
        return new ClientCount(TOP_CLIENT, topClientRequests, topClientForbidden);
    }

    private static long minute(String cell) throws UnreadableRowException {
        OffsetDateTime time = time(cell);
        if (time.getSecond() != 0 || time.getNano() != 0) {
            throw unexpected("the start of a minute", cell);
        }
        return Math.floorDiv(time.toEpochSecond(), 60L);
    }

    private static OffsetDateTime time(String cell) throws UnreadableRowException {
        try {
            OffsetDateTime time = OffsetDateTime.parse(cell);
            if (time.getYear() > 0 && time.getYear() <= 9999) {
                return time;
            }
        } catch (DateTimeException e) {
            throw unexpected(INSTANT, cell);
        }
        throw unexpected(INSTANT, cell);
    }

    private void checkCounts() throws UnreadableRowException {
        if (forbidden > requests) {
            throw new UnreadableRowException(
                    "expected no more forbidden than requests and found " + forbidden + " of " + requests);
        }
    }

    private SeriesRow withTopClient(long clientRequests, long clientForbidden) throws UnreadableRowException {
        long others = clientRequests - clientForbidden;
        if (others < 0 || clientForbidden > forbidden || others > requests - forbidden) {
            throw new UnreadableRowException(
                    "expected the counts of the top client to be a part of the row's counts and found "
                            + clientForbidden + " forbidden of " + clientRequests + " requests, but the row has "
                            + forbidden + " of " + requests);
        }
        return new SeriesRow(minute, requests, forbidden, clientRequests, clientForbidden);
    }

    private static long count(String cell) throws UnreadableRowException {
        boolean digits = !cell.isEmpty() && cell.length() <= 13 && cell.chars().allMatch(c -> c >= '0' && c <= '9');
        if (!digits || Long.parseLong(cell) > MOST) {
            throw unexpected("a whole number from 0 to " + MOST, cell);
        }
        return Long.parseLong(cell);
    }

    private static UnreadableRowException unexpected(String expected, String found) {
        return new UnreadableRowException(
                "expected " + expected + " and found " + UnreadableRowException.quoted(found));
    }
}
