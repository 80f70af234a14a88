package why403.diagnosis.request;

import java.util.Arrays;
import java.util.Optional;

/**
 * Answers whose content type and length identify the party that made them. All these lengths are defined only here.
 *
 * <p>Some lengths come from real logs, the others were computed from known page templates. A template can change, so a
 * fingerprint supports a claim but proves nothing.
 */
public enum Fingerprint {
    /** CloudFront's page "Request blocked." */
    WEB_ACL_BLOCK("text/html", 919, MadeBy.EDGE, "CloudFront's page for a request that AWS WAF blocked"),
    /** CloudFront's page "Bad request.", also sent by an origin that is itself a CloudFront distribution. */
    BAD_REQUEST(
            "text/html",
            915,
            MadeBy.EDGE,
            "the page of another CloudFront distribution behind this one that does not know the host"),
    GEO_BLOCK("text/html", 986, MadeBy.EDGE, "CloudFront's page for a blocked country"),
    METHOD_BLOCK("text/html", 1053, MadeBy.EDGE, "CloudFront's page for a method that is not allowed"),
    MISSING_KEY("text/xml", 146, MadeBy.EDGE, "CloudFront's error \"Missing Key-Pair-Id\""),
    UNKNOWN_KEY("text/xml", 106, MadeBy.EDGE, "CloudFront's error \"Unknown Key\""),
    SIGNATURE_REFUSED("text/xml", 110, MadeBy.EDGE, "CloudFront's error \"Access denied\""),
    MALFORMED_POLICY("text/xml", 116, MadeBy.EDGE, "CloudFront's error \"Malformed Policy\""),
    MALFORMED_SIGNATURE("text/xml", 131, MadeBy.EDGE, "CloudFront's error \"Malformed Signature\""),
    S3_QUERY_AUTHENTICATION("application/xml", 319, MadeBy.S3, "S3's error about authentication in the query"),
    S3_CORS_PREFLIGHT("application/xml", 338, MadeBy.S3, "S3's error for a CORS preflight"),
    LAMBDA_URL_GRANT(
            "application/json",
            144,
            MadeBy.OTHER_ORIGIN,
            "a Lambda function URL's AccessDeniedException: check who may invoke it"),
    LAMBDA_URL_SIGNATURE(
            "application/json", 192, MadeBy.OTHER_ORIGIN, "a Lambda function URL's InvalidSignatureException"),
    API_FORBIDDEN("application/json", 23, MadeBy.OTHER_ORIGIN, "API Gateway's {\"message\":\"Forbidden\"}"),
    API_NO_ROUTE(
            "application/json",
            42,
            MadeBy.OTHER_ORIGIN,
            "API Gateway's {\"message\":\"Missing Authentication Token\"}"),
    API_DENIED("application/json", 60, MadeBy.OTHER_ORIGIN, "the answer of API Gateway after an authorizer's refusal"),
    API_DENIED_EXPLICITLY(
            "application/json",
            82,
            MadeBy.OTHER_ORIGIN,
            "the answer of API Gateway after an authorizer's explicit Deny"),
    API_DENIED_BY_IDENTITY(
            "application/json",
            110,
            MadeBy.OTHER_ORIGIN,
            "the answer of API Gateway to an explicit Deny in an identity-based policy"),
    LOAD_BALANCER("text/html", 118, MadeBy.OTHER_ORIGIN, "a load balancer's own page"),
    NGINX("text/html", 146, MadeBy.OTHER_ORIGIN, "nginx's own page");

    /** The party that makes the answer. */
    private enum MadeBy {
        EDGE,
        S3,
        OTHER_ORIGIN
    }

    private final String contentType;
    private final long lengthBytes;
    private final MadeBy madeBy;
    private final String description;

    Fingerprint(String contentType, long lengthBytes, MadeBy madeBy, String description) {
        this.contentType = contentType;
        this.lengthBytes = lengthBytes;
        this.madeBy = madeBy;
        this.description = description;
    }

    /** Whether an answer of that type and length has this fingerprint. */
    boolean matches(String type, long length) {
        return hasType(type) && length == lengthBytes;
    }

    /** Whether the logged type is this one; parameters such as a character set can follow it. */
    boolean hasType(String type) {
        return type.startsWith(contentType);
    }

    public long lengthBytes() {
        return lengthBytes;
    }

    /** Whether CloudFront makes it in the edge location. */
    boolean isOfTheEdge() {
        return madeBy == MadeBy.EDGE;
    }

    /** Whether S3 makes it for a reason other than a plain AccessDenied. */
    boolean isSpecialOfS3() {
        return madeBy == MadeBy.S3;
    }

    /** A noun phrase for a sentence that begins with "This is the size of". */
    public String description() {
        return description;
    }

    /** {@code text/html of 919 bytes}. */
    public String shape() {
        return contentType + " of " + lengthBytes + " bytes";
    }

    /** The fingerprint of an answer that an origin made; empty if the answer is not known. */
    public static Optional<Fingerprint> ofOrigin(String type, long length) {
        return Arrays.stream(values())
                .filter(one -> one.madeBy == MadeBy.OTHER_ORIGIN || one == BAD_REQUEST)
                .filter(one -> one.matches(type, length))
                .findFirst();
    }
}
