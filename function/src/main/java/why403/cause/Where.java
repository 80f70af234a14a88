package why403.cause;

import java.util.OptionalDouble;

/**
 * A part of the traffic that the excess is in.
 *
 * @param dimension host, path, country, method, protocol, edge, userAgent, resultType, network or behavior
 * @param value in that dimension
 * @param explained the share of the excess that lies there
 * @param timesElsewhere the rate there over the rate elsewhere; empty where the latter is 0
 */
public record Where(String dimension, String value, double explained, OptionalDouble timesElsewhere) {}
