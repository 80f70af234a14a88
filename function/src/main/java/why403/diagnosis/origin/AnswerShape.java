package why403.diagnosis.origin;

import java.util.List;
import software.amazon.awssdk.services.cloudfront.model.Origin;
import why403.diagnosis.request.ForbiddenRequest;
import why403.diagnosis.request.LogSignature;
import why403.diagnosis.request.OriginKind;
import why403.log.Field;

/** Whether an answer has the form of those that an origin makes. */
final class AnswerShape {

    /** The length of S3's {@code AccessDenied}, where it is logged. */
    private static final long ACCESS_DENIED = 243;

    /** The least and the most {@code sc-bytes} of that answer, with its headers. */
    private static final long MIN_ACCESS_DENIED_SENT = 540;

    private static final long MAX_ACCESS_DENIED_SENT = 640;

    private AnswerShape() {}

    /** Whether an origin answered, and it was none of those that the cache behavior names. */
    static boolean isOfAnotherOrigin(ForbiddenRequest request) {
        List<Origin> origins = request.origins();
        return request.body().isOwn()
                && !request.line().isSpecific()
                && !origins.isEmpty()
                && origins.stream().noneMatch(origin -> mayBeOf(origin, request));
    }

    /** Another distribution passes on whatever its own origin answers. */
    private static boolean mayBeOf(Origin origin, ForbiddenRequest request) {
        return switch (OriginKind.of(origin)) {
            case CLOUDFRONT -> true;
            case S3_REST -> !isOfServer(request.line());
            case S3_WEBSITE, FUNCTION_URL, API_GATEWAY, LOAD_BALANCER, OTHER -> !isAccessDenied(request);
        };
    }

    /** S3's REST API answers every error in XML. */
    private static boolean isOfServer(LogSignature line) {
        return line.contentType().filter(type -> !type.contains("xml")).isPresent()
                && !line.isOfTheEdge()
                && (line.originAnswered() || line.ofOrigin().isPresent());
    }

    private static boolean isAccessDenied(ForbiddenRequest request) {
        LogSignature line = request.line();
        return line.contentType()
                        .filter(type -> type.startsWith("application/xml"))
                        .isPresent()
                && line.contentLength()
                        .map(length -> length == ACCESS_DENIED)
                        .orElseGet(() -> request.record()
                                .number(Field.BYTES_SENT)
                                .filter(sent -> sent >= MIN_ACCESS_DENIED_SENT && sent <= MAX_ACCESS_DENIED_SENT)
                                .isPresent());
    }
}
