package why403.benchmark.where;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import why403.log.Field;

/** The text of one log object, as CloudFront writes it: the fields that a diagnosis reads. */
final class LogText {

    /** What the viewer got. */
    record Reply(int status, String resultType, String detailedResultType) {

        boolean isForbidden() {
            return status == 403;
        }
    }

    private static final int DATE_END = 10;
    private static final int TIME_END = 19;

    private final boolean isNewLog;
    private final StringBuilder text = new StringBuilder();

    LogText(boolean isNewLog) {
        this.isNewLog = isNewLog;
        text.append("#Version: 1.0\n#Fields:");
        Field[] fields = {
            Field.DATE,
            Field.TIME,
            Field.EDGE_LOCATION,
            Field.CLIENT_ADDRESS,
            Field.METHOD,
            Field.HOST,
            Field.URI_STEM,
            Field.STATUS,
            Field.USER_AGENT,
            Field.RESULT_TYPE,
            Field.HOST_HEADER,
            Field.PROTOCOL,
            Field.RESPONSE_RESULT_TYPE,
            Field.DETAILED_RESULT_TYPE
        };
        for (Field field : fields) {
            text.append(' ').append(field.columnName());
        }
        if (isNewLog) {
            text.append(' ').append(Field.ASN.columnName());
            text.append(' ').append(Field.COUNTRY.columnName());
            text.append(' ').append(Field.CACHE_BEHAVIOR.columnName());
        }
        text.append('\n');
    }

    /** @param file decides the rest of the path */
    void add(Instant time, Request request, int file, Reply reply) {
        String utc = time.toString();
        text.append(utc, 0, DATE_END).append('\t').append(utc, DATE_END + 1, TIME_END);
        column(request.edge() + "50-C1");
        column(request.client().address());
        column(request.method());
        column("d111111abcdef8.cloudfront.net");
        column(request.path().prefix() + file);
        column(Integer.toString(reply.status()));
        column(request.client().userAgent().logged());
        column(reply.resultType());
        column(request.host());
        column(request.protocol());
        column(reply.resultType());
        column(reply.detailedResultType());
        if (isNewLog) {
            column(Long.toString(request.client().asn()));
            column(request.client().country());
            column(request.behavior());
        }
        text.append('\n');
    }

    private void column(String value) {
        text.append('\t').append(value);
    }

    byte[] bytes() {
        return text.toString().getBytes(StandardCharsets.ISO_8859_1);
    }
}
