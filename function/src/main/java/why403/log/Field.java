package why403.log;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The fields of a standard log that why403 reads.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/standard-logs-reference.html">AWS:
 *     standard logging reference</a>
 */
public enum Field {
    DATE("date"),
    TIME("time"),
    EDGE_LOCATION("x-edge-location"),
    BYTES_SENT("sc-bytes"),
    CLIENT_ADDRESS("c-ip"),
    METHOD("cs-method"),
    HOST("cs(Host)"),
    URI_STEM("cs-uri-stem"),
    STATUS("sc-status"),
    REFERER("cs(Referer)"),
    USER_AGENT("cs(User-Agent)"),
    URI_QUERY("cs-uri-query"),
    COOKIE("cs(Cookie)"),
    RESULT_TYPE("x-edge-result-type"),
    REQUEST_ID("x-edge-request-id"),
    HOST_HEADER("x-host-header"),
    PROTOCOL("cs-protocol"),
    BYTES_RECEIVED("cs-bytes"),
    TIME_TAKEN("time-taken"),
    FORWARDED_FOR("x-forwarded-for"),
    SSL_PROTOCOL("ssl-protocol"),
    SSL_CIPHER("ssl-cipher"),
    RESPONSE_RESULT_TYPE("x-edge-response-result-type"),
    PROTOCOL_VERSION("cs-protocol-version"),
    FLE_STATUS("fle-status"),
    FLE_ENCRYPTED_FIELDS("fle-encrypted-fields"),
    CLIENT_PORT("c-port"),
    TIME_TO_FIRST_BYTE("time-to-first-byte"),
    DETAILED_RESULT_TYPE("x-edge-detailed-result-type"),
    CONTENT_TYPE("sc-content-type"),
    CONTENT_LENGTH("sc-content-len"),
    RANGE_START("sc-range-start"),
    RANGE_END("sc-range-end"),
    TIMESTAMP("timestamp"),
    TIMESTAMP_MILLIS("timestamp(ms)"),
    DISTRIBUTION_ID("DistributionId"),
    ORIGIN_FIRST_BYTE("origin-fbl"),
    ORIGIN_LAST_BYTE("origin-lbl"),
    ASN("asn"),
    COUNTRY("c-country"),
    CACHE_BEHAVIOR("cache-behavior-path-pattern"),
    DISTRIBUTION_TENANT_ID("distribution-tenant-id"),
    CONNECTION_ID("connection-id");

    private static final Map<String, Field> BY_NAME =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(Field::columnName, Function.identity()));

    private final String columnName;

    Field(String columnName) {
        this.columnName = columnName;
    }

    /** The name of the field in a header line, and its key in a JSON log. */
    public String columnName() {
        return columnName;
    }

    /** The field with that name; empty if the name is not known. */
    public static Optional<Field> named(String columnName) {
        return Optional.ofNullable(BY_NAME.get(columnName));
    }
}
