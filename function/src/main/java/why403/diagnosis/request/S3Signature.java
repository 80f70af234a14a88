package why403.diagnosis.request;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.cloudfront.model.Distribution;
import software.amazon.awssdk.services.cloudfront.model.DistributionConfig;
import why403.cause.Certainty;
import why403.log.Field;
import why403.log.LogRecord;

/** Whether a record looks like S3's plain {@code AccessDenied}, which S3 answers for most causes. */
public final class S3Signature {

    private static final String ERROR = "Error";

    /** A longer answer is a {@code SignatureDoesNotMatch}: it contains the string that S3 expected to be signed. */
    private static final long MAX_PLAIN_ANSWER_BYTES = 2_000;

    /** The least and the most {@code sc-bytes} of CloudFront's own pages with headers, for logs without content lengths. */
    private static final long MIN_EDGE_PAGE_WITH_HEADERS = 1_100;

    private static final long MAX_EDGE_PAGE_WITH_HEADERS = 1_450;

    private S3Signature() {}

    /** The highest certainty of a claim that S3 refused; empty if S3 did not make the answer. */
    public static Optional<Certainty> bound(ForbiddenRequest request, Distribution distribution) {
        LogRecord record = request.record();
        return isError(record) && mayBeOfS3(record, request.body())
                ? Optional.of(
                        carriesViewersAuthentication(record) || isTooLong(record, request.body())
                                ? Certainty.POSSIBLE
                                : bound(request, distribution.distributionConfig()))
                : Optional.empty();
    }

    /** Whether it looks like any error of S3, also one of a length of its own. */
    public static boolean mayBeAnyError(ForbiddenRequest request) {
        LogRecord record = request.record();
        boolean isOfTheEdge = request.body().mayBeOwn() && isEdgePage(record);
        return isError(record) && !isOfTheEdge && (!request.body().isOwn() || isXml(record));
    }

    /** Whether the answer is too long for a plain AccessDenied. */
    public static boolean isLong(ForbiddenRequest request) {
        return isTooLong(request.record(), request.body());
    }

    /** If a custom error page replaced the body, the edge may have refused before S3 received the request. */
    private static Certainty bound(ForbiddenRequest request, DistributionConfig config) {
        boolean bodyIsOfS3 = request.body().isOwn()
                || (request.body().mayBeOwn() && type(request.record()).isPresent() && isXml(request.record()));
        boolean edgeMayRefuse = hasWebAcl(config)
                || request.behavior().filter(Behavior::isRestricted).isPresent();
        return !bodyIsOfS3 && edgeMayRefuse ? Certainty.LIKELY : Certainty.CONFIRMED;
    }

    private static boolean mayBeOfS3(LogRecord record, BodyOwner body) {
        boolean isKnownAnswer = body.mayBeOwn() && (isEdgePage(record) || isAnotherAnswer(record));
        return !isKnownAnswer && (!body.isOwn() || isXml(record));
    }

    private static boolean isTooLong(LogRecord record, BodyOwner body) {
        return body.isOwn() && record.number(Field.BYTES_SENT).orElse(0L) > MAX_PLAIN_ANSWER_BYTES;
    }

    /** Whether the answer is as long as S3's {@code SignatureDoesNotMatch}, and the viewer sent no S3 signature of its own. */
    public static boolean isMismatch(ForbiddenRequest request) {
        LogRecord record = request.record();
        return isError(record)
                && isXml(record)
                && isTooLong(record, request.body())
                && !carriesViewersAuthentication(record);
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
                    .filter(bytes -> bytes >= MIN_EDGE_PAGE_WITH_HEADERS && bytes <= MAX_EDGE_PAGE_WITH_HEADERS)
                    .isPresent();
        }
        return type.filter(value -> value.startsWith("text/xml")).isPresent()
                || (type.isPresent()
                        && length.isPresent()
                        && edgeAnswers().anyMatch(answer -> answer.matches(type.get(), length.get())));
    }

    private static boolean isAnotherAnswer(LogRecord record) {
        return record.number(Field.CONTENT_LENGTH)
                .filter(length -> Arrays.stream(Fingerprint.values())
                        .filter(Fingerprint::isSpecialOfS3)
                        .anyMatch(answer -> answer.lengthBytes() == length))
                .isPresent();
    }

    private static Stream<Fingerprint> edgeAnswers() {
        return Arrays.stream(Fingerprint.values()).filter(Fingerprint::isOfTheEdge);
    }

    private static boolean carriesViewersAuthentication(LogRecord record) {
        String query = "&" + record.value(Field.URI_QUERY).orElse("");
        return query.contains("&X-Amz-Signature=") || query.contains("&AWSAccessKeyId=");
    }

    private static boolean hasWebAcl(DistributionConfig config) {
        return config.webACLId() != null && !config.webACLId().isEmpty();
    }
}
