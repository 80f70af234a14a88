package why403.events;

import java.math.BigDecimal;
import java.util.OptionalLong;
import java.util.Random;

/**
 * The answer to a viewer, as it is logged.
 *
 * @param status {@code 000} if the viewer closed the connection first
 * @param resultType {@code x-edge-result-type}, and the response's too
 * @param detailedResultType {@code x-edge-detailed-result-type}
 * @param contentType {@code -} where there is none
 * @param contentLength {@code -} where the answer does not say
 * @param bytes all that was sent, headers too
 * @param firstByteMillis from the request's last byte to the answer's first
 * @param takenMillis from the request's first byte to the answer's last
 * @param originMillis how long the origin took to its first byte; empty where it was not asked
 * @param range {@code -} and {@code -}, or the first and last byte asked for
 */
record Reply(
        String status,
        String resultType,
        String detailedResultType,
        String contentType,
        String contentLength,
        long bytes,
        long firstByteMillis,
        long takenMillis,
        OptionalLong originMillis,
        Range range) {

    /** A byte range as logged. */
    record Range(String start, String end) {
        static final Range NONE = new Range("-", "-");
    }

    /** An answer with a body, from the cache or from the origin. */
    static Reply found(String resultType, String contentType, long length, Random random) {
        OptionalLong origin =
                resultType.equals("Hit") ? OptionalLong.empty() : OptionalLong.of(25 + random.nextInt(180));
        long firstByte = origin.orElse(0) + random.nextInt(3);
        String said = random.nextInt(10) < 7 ? Long.toString(length) : "-";
        return new Reply(
                "200",
                resultType,
                resultType,
                contentType,
                said,
                length + 380 + random.nextInt(160),
                firstByte,
                firstByte + length / 9_000 + random.nextInt(30),
                origin,
                Range.NONE);
    }

    /** A part of a long file. */
    static Reply part(String resultType, String contentType, long length, Random random) {
        long part = 1 << 17;
        long start = part * random.nextInt((int) (length / part));
        Reply whole = found(resultType, contentType, part, random);
        Range range = new Range(Long.toString(start), Long.toString(start + part - 1));
        return new Reply(
                "206",
                resultType,
                resultType,
                contentType,
                Long.toString(part),
                whole.bytes,
                whole.firstByteMillis,
                whole.takenMillis,
                whole.originMillis,
                range);
    }

    /** The viewer's copy is still good. */
    static Reply notModified(Random random) {
        long firstByte = random.nextInt(3);
        return new Reply(
                "304",
                "Hit",
                "Hit",
                "-",
                "-",
                250 + random.nextInt(90),
                firstByte,
                firstByte,
                OptionalLong.empty(),
                Range.NONE);
    }

    /** The viewer is sent from http to https. */
    static Reply redirect(Random random) {
        return new Reply(
                "301",
                "Redirect",
                "Redirect",
                "text/html",
                "167",
                555 + random.nextInt(40),
                0,
                random.nextInt(2),
                OptionalLong.empty(),
                Range.NONE);
    }

    /** The viewer closed the connection before the answer. */
    static Reply hungUp(Random random) {
        return new Reply(
                "000",
                "Error",
                "ClientHungUpRequest",
                "-",
                "-",
                0,
                random.nextInt(900),
                900 + random.nextInt(4000),
                OptionalLong.empty(),
                Range.NONE);
    }

    /** An error page that the edge made itself, of a known length. */
    static Reply edgeError(String detailedResultType, String contentType, int length, Random random) {
        int headers = contentType.equals("text/xml") ? 222 : 338;
        return new Reply(
                "403",
                "Error",
                detailedResultType,
                contentType,
                Integer.toString(length),
                length + headers + random.nextInt(14),
                random.nextInt(2),
                random.nextInt(3) + 1,
                OptionalLong.empty(),
                Range.NONE);
    }

    /** The same, so many milliseconds later. */
    Reply after(long millis) {
        return new Reply(
                status,
                resultType,
                detailedResultType,
                contentType,
                contentLength,
                bytes,
                firstByteMillis + millis,
                takenMillis + millis,
                originMillis,
                range);
    }

    /** An error that the origin answered; every fifth time it is served again from the error cache. */
    static Reply originError(String status, String contentType, String length, int body, Random random) {
        boolean again = random.nextInt(5) == 0;
        OptionalLong origin = again ? OptionalLong.empty() : OptionalLong.of(18 + random.nextInt(140));
        long firstByte = origin.orElse(0) + random.nextInt(2);
        return new Reply(
                status,
                "Error",
                "Error",
                contentType,
                length,
                body + 305L + random.nextInt(75),
                firstByte,
                firstByte + random.nextInt(2),
                origin,
                Range.NONE);
    }

    /** Milliseconds as the log writes them: seconds to three decimals. */
    static String seconds(long millis) {
        return BigDecimal.valueOf(millis, 3).toPlainString();
    }
}
