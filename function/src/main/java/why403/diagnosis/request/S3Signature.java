package why403.diagnosis.request;

import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.cloudfront.model.Distribution;
import software.amazon.awssdk.services.cloudfront.model.DistributionConfig;
import why403.cause.Certainty;
import why403.log.Field;
import why403.log.LogRecord;

/** Whether a line looks like S3's plain {@code AccessDenied}, which is all that S3 says to CloudFront of most causes. */
public final class S3Signature {

    private static final String ERROR = "Error";

    /** Over that, S3 has added what it was asked to sign: a {@code SignatureDoesNotMatch}. */
    private static final long LARGEST_PLAIN_ANSWER_BYTES = 2_000;

    /** Lengths of CloudFront's own pages, as in the log. */
    private static final Set<Long> EDGE_PAGES = Set.of(915L, 919L, 986L, 1053L);

    /** The same with the headers that {@code sc-bytes} counts, where the log has no length. */
    private static final long LEAST_EDGE_PAGE_WITH_HEADERS = 1_100;

    private static final long MOST_EDGE_PAGE_WITH_HEADERS = 1_450;

    /** S3's answers about query authentication and about CORS. */
    private static final Set<Long> OTHER_S3_ANSWERS = Set.of(319L, 338L);

    private S3Signature() {}

    /** How surely a check may claim the line as S3's; empty where S3 did not make it. */
    public static Optional<Certainty> bound(ForbiddenRequest request, Distribution distribution) {
        LogRecord record = request.record();
        return isError(record) && mayBeS3s(record, request.body())
                ? Optional.of(
                        carriesViewersAuthentication(record) || isTooLong(record, request.body())
                                ? Certainty.POSSIBLE
                                : bound(request, distribution.distributionConfig()))
                : Optional.empty();
    }

    /** Where a page hides the body, the edge may have refused before S3 was asked. */
    private static Certainty bound(ForbiddenRequest request, DistributionConfig config) {
        boolean bodyTells = request.body().isOwn()
                || (request.body().mayBeOwn() && type(request.record()).isPresent() && isXml(request.record()));
        boolean edgeMayRefuse = hasWebAcl(config)
                || request.behavior().filter(Behavior::isRestricted).isPresent();
        return !bodyTells && edgeMayRefuse ? Certainty.LIKELY : Certainty.CONFIRMED;
    }

    private static boolean mayBeS3s(LogRecord record, BodyOwner body) {
        boolean isKnownAnswer = body.mayBeOwn() && (isEdgePage(record) || isAnotherAnswer(record));
        return !isKnownAnswer && (!body.isOwn() || isXml(record));
    }

    private static boolean isTooLong(LogRecord record, BodyOwner body) {
        return body.isOwn() && record.number(Field.BYTES_SENT).orElse(0L) > LARGEST_PLAIN_ANSWER_BYTES;
    }

    private static boolean isError(LogRecord record) {
        return isErrorOrAbsent(record, Field.RESULT_TYPE)
                && isErrorOrAbsent(record, Field.RESPONSE_RESULT_TYPE)
                && isErrorOrAbsent(record, Field.DETAILED_RESULT_TYPE);
    }

    private static boolean isErrorOrAbsent(LogRecord record, Field field) {
        return record.raw(field).map(ERROR::equals).orElse(true);
    }

    private static boolean isXml(LogRecord record) {
        return type(record).map(type -> type.startsWith("application/xml")).orElse(true);
    }

    private static Optional<String> type(LogRecord record) {
        return record.value(Field.CONTENT_TYPE);
    }

    private static boolean isEdgePage(LogRecord record) {
        Optional<String> type = type(record);
        Optional<Long> length = record.number(Field.CONTENT_LENGTH);
        if (type.isEmpty() && length.isEmpty()) {
            return record.number(Field.BYTES_SENT)
                    .filter(bytes -> bytes >= LEAST_EDGE_PAGE_WITH_HEADERS && bytes <= MOST_EDGE_PAGE_WITH_HEADERS)
                    .isPresent();
        }
        return type.filter(value -> value.startsWith("text/xml")).isPresent()
                || (type.filter(value -> value.startsWith("text/html")).isPresent()
                        && length.filter(EDGE_PAGES::contains).isPresent());
    }

    private static boolean isAnotherAnswer(LogRecord record) {
        return record.number(Field.CONTENT_LENGTH)
                .filter(OTHER_S3_ANSWERS::contains)
                .isPresent();
    }

    private static boolean carriesViewersAuthentication(LogRecord record) {
        String query = "&" + record.value(Field.URI_QUERY).orElse("");
        return query.contains("&X-Amz-Signature=") || query.contains("&AWSAccessKeyId=");
    }

    private static boolean hasWebAcl(DistributionConfig config) {
        return config.webACLId() != null && !config.webACLId().isEmpty();
    }
}
