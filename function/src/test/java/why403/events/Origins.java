package why403.events;

/** Origins, as {@code get-distribution} prints them. */
final class Origins {

    private Origins() {}

    /** A bucket that is read through an origin access control. */
    static String bucket(String id, String domainName, String originAccessControl) {
        return """
                {"Id": "%s", "DomainName": "%s", "OriginPath": "", "CustomHeaders": {"Quantity": 0},
                 "S3OriginConfig": {"OriginAccessIdentity": "", "OriginReadTimeout": 30},
                 "ConnectionAttempts": 3, "ConnectionTimeout": 10, "OriginShield": {"Enabled": false},
                 "OriginAccessControlId": "%s"}
                """.formatted(id, domainName, originAccessControl);
    }

    /** A bucket that is read by an origin access identity; without one if the id is empty. */
    static String bucketByIdentity(String id, String domainName, String originAccessIdentity) {
        return """
                {"Id": "%s", "DomainName": "%s", "OriginPath": "", "CustomHeaders": {"Quantity": 0},
                 "S3OriginConfig": {"OriginAccessIdentity": "%s",
                                    "OriginReadTimeout": 30},
                 "ConnectionAttempts": 3, "ConnectionTimeout": 10, "OriginShield": {"Enabled": false},
                 "OriginAccessControlId": ""}
                """.formatted(
                id,
                domainName,
                originAccessIdentity.isEmpty() ? "" : "origin-access-identity/cloudfront/" + originAccessIdentity);
    }

    /** The URL of a Lambda function, whose requests CloudFront signs. */
    static String functionUrl(String id, String domainName, String originAccessControl) {
        return """
                {"Id": "%s", "DomainName": "%s", "OriginPath": "", "CustomHeaders": {"Quantity": 0},
                 "CustomOriginConfig": {"HTTPPort": 80, "HTTPSPort": 443, "OriginProtocolPolicy": "https-only",
                   "OriginSslProtocols": {"Quantity": 1, "Items": ["TLSv1.2"]},
                   "OriginReadTimeout": 30, "OriginKeepaliveTimeout": 5, "IpAddressType": "ipv4"},
                 "ConnectionAttempts": 3, "ConnectionTimeout": 10, "OriginShield": {"Enabled": false},
                 "OriginAccessControlId": "%s"}
                """.formatted(id, domainName, originAccessControl);
    }

    /** A server of one's own. */
    static String server(String id, String domainName) {
        return """
                {"Id": "%s", "DomainName": "%s", "OriginPath": "",
                 "CustomHeaders": {"Quantity": 1, "Items": [
                   {"HeaderName": "X-Origin-Verify", "HeaderValue": "EXAMPLE-VALUE-BLANKED"}]},
                 "CustomOriginConfig": {"HTTPPort": 80, "HTTPSPort": 443, "OriginProtocolPolicy": "https-only",
                   "OriginSslProtocols": {"Quantity": 1, "Items": ["TLSv1.2"]},
                   "OriginReadTimeout": 30, "OriginKeepaliveTimeout": 5, "IpAddressType": "ipv4"},
                 "ConnectionAttempts": 3, "ConnectionTimeout": 10, "OriginShield": {"Enabled": false},
                 "OriginAccessControlId": ""}
                """.formatted(id, domainName);
    }
}
