/**
 * The statistical test: does one scope, at one minute, have more 403s than its usual rate and chance explain?
 *
 * <p>The counts of a scope and the minutes to exclude come in. A {@link why403.spike.rule.DetectedSpike} goes out, if
 * the test passes. This package does not know incidents, notices or any earlier result of the test. Only
 * {@code why403.spike} uses it.
 */
package why403.spike.rule;
