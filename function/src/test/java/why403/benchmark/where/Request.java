package why403.benchmark.where;

import why403.sample.Dimension;

/**
 * A request before it is answered.
 *
 * @param path its first segment, as the dimension shows it
 * @param behavior the path pattern of its cache behavior
 */
record Request(String host, Path path, String behavior, String method, String protocol, Client client, String edge) {

    /**
     * A first path segment.
     *
     * @param prefix with both slashes
     */
    record Path(String prefix, Kind kind) {}

    /** What kind of resources a path has. */
    enum Kind {
        FILES,
        PAGES,
        API,
        SOCKET
    }

    /**
     * Who asks.
     *
     * @param network as the dimension shows it: {@code AS<asn>} where the site logs it, otherwise the /24
     */
    record Client(String country, String network, long asn, String address, UserAgent userAgent) {}

    /**
     * A program.
     *
     * @param logged its text in a log
     * @param family as the dimension shows it
     */
    record UserAgent(String logged, String family) {}

    /** The value of a dimension as the product shows it. The answer decides the result type, so there is none yet. */
    String in(Dimension dimension) {
        return switch (dimension) {
            case HOST -> host;
            case PATH -> path.prefix();
            case COUNTRY -> client.country();
            case METHOD -> method;
            case PROTOCOL -> protocol;
            case EDGE -> edge;
            case USER_AGENT -> client.userAgent().family();
            case NETWORK -> client.network();
            case BEHAVIOR -> behavior;
            case RESULT_TYPE -> "";
        };
    }
}
