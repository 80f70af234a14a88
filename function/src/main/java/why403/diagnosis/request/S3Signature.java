package why403.diagnosis.request;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.cloudfront.model.Distribution;
import software.amazon.awssdk.services.cloudfront.model.DistributionConfig;
import why403.cause.Certainty;

/** Whether a record looks like S3's plain {@code AccessDenied}, which S3 answers for most causes. */
public final class S3Signature {

    private S3Signature() {}

    /** The highest certainty of a claim that S3 refused; empty if S3 did not make the answer. */
    public static Optional<Certainty> bound(RequestKind request, Distribution distribution) {
        LogSignature line = request.line();
        return line.hasOnlyErrors() && mayBeOfS3(line)
                ? Optional.of(
                        line.carriesS3Authentication() || isLong(request)
                                ? Certainty.POSSIBLE
                                : bound(request, distribution.distributionConfig()))
                : Optional.empty();
    }

    /** Whether it looks like any error of S3, also one of a length of its own. */
    public static boolean mayBeAnyError(RequestKind request) {
        LogSignature line = request.line();
        boolean isOfTheEdge = request.body().mayBeOwn() && isEdgePage(line);
        return line.hasOnlyErrors() && !isOfTheEdge && (!request.body().isOwn() || isXml(line));
    }

    /**
     * Whether the answer is too long for a plain AccessDenied, such as a {@code SignatureDoesNotMatch}, which contains the
     * string that S3 expected to be signed.
     */
    public static boolean isLong(RequestKind request) {
        return request.body().isOwn() && request.line().sentMuch();
    }

    /** If a custom error page replaced the body, the edge may have refused before S3 received the request. */
    private static Certainty bound(RequestKind request, DistributionConfig config) {
        LogSignature line = request.line();
        boolean bodyIsOfS3 = request.body().isOwn()
                || (request.body().mayBeOwn() && line.loggedType().isPresent() && isXml(line));
        boolean edgeMayRefuse = hasWebAcl(config)
                || request.behavior().filter(Behavior::isRestricted).isPresent();
        return !bodyIsOfS3 && edgeMayRefuse ? Certainty.LIKELY : Certainty.CONFIRMED;
    }

    private static boolean mayBeOfS3(LogSignature line) {
        boolean isKnownAnswer = line.body().mayBeOwn() && (isEdgePage(line) || isAnotherAnswer(line));
        return !isKnownAnswer && (!line.body().isOwn() || isXml(line));
    }

    /** Whether the answer is as long as S3's {@code SignatureDoesNotMatch}, and the viewer sent no S3 signature of its own. */
    public static boolean isMismatch(RequestKind request) {
        LogSignature line = request.line();
        return line.hasOnlyErrors() && isXml(line) && isLong(request) && !line.carriesS3Authentication();
    }

    private static boolean isXml(LogSignature line) {
        return line.loggedType().map(type -> type.startsWith("application/xml")).orElse(true);
    }

    private static boolean isEdgePage(LogSignature line) {
        Optional<String> type = line.loggedType();
        Optional<Long> length = line.loggedLength();
        if (type.isEmpty() && length.isEmpty()) {
            return line.sentAboutAPage();
        }
        return type.filter(value -> value.startsWith("text/xml")).isPresent()
                || (type.isPresent()
                        && length.isPresent()
                        && edgeAnswers().anyMatch(answer -> answer.matches(type.get(), length.get())));
    }

    private static boolean isAnotherAnswer(LogSignature line) {
        return line.loggedLength()
                .filter(length -> Arrays.stream(Fingerprint.values())
                        .filter(Fingerprint::isSpecialOfS3)
                        .anyMatch(answer -> answer.lengthBytes() == length))
                .isPresent();
    }

    private static Stream<Fingerprint> edgeAnswers() {
        return Arrays.stream(Fingerprint.values()).filter(Fingerprint::isOfTheEdge);
    }

    private static boolean hasWebAcl(DistributionConfig config) {
        return config.webACLId() != null && !config.webACLId().isEmpty();
    }
}
