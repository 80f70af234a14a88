package why403.events;

import java.util.Collection;

/**
 * Somebody who asks.
 *
 * @param address of the ranges that are kept for documentation
 * @param country two letters
 * @param autonomousSystem of the numbers that are kept for documentation
 * @param edgeLocation such as {@code FRA56-P4}
 * @param userAgent as sent
 * @param httpVersion as logged, such as {@code HTTP/2.0}
 * @param tlsProtocol as logged, such as {@code TLSv1.3}
 */
record Viewer(
        String address,
        String country,
        int autonomousSystem,
        String edgeLocation,
        String userAgent,
        String httpVersion,
        String tlsProtocol) {

    boolean isFrom(Collection<String> countries) {
        return countries.contains(country);
    }

    boolean isBrowser() {
        return userAgent.startsWith("Mozilla/");
    }

    String cipher() {
        return tlsProtocol.equals("TLSv1.3") ? "TLS_AES_128_GCM_SHA256" : "ECDHE-RSA-AES128-GCM-SHA256";
    }
}
