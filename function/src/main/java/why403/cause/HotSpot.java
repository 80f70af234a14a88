package why403.cause;

import java.util.OptionalDouble;

/**
 * A part of the traffic that holds much of the excess of refused requests.
 *
 * @param dimension host, path, country, method, protocol, edge, userAgent, resultType, network or behavior
 * @param value in that dimension
 * @param explained the share of the excess in this part, from 0 to 1
 * @param timesElsewhere the rate in this part divided by the rate elsewhere; empty if the rate elsewhere is 0
 * @param refused how many of the examined forbidden records are in this part; people read it as "refused of {@link
 *     Diagnosis#examined} requests"
 */
public record HotSpot(String dimension, String value, double explained, OptionalDouble timesElsewhere, long refused) {}
