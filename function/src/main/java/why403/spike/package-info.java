/**
 * The lifecycle of incidents: a pure state machine over the results of the statistical test.
 *
 * <p>The counts of a distribution and its incidents so far come in. The incidents as they are now go out, with the
 * notices that are due. This package does not know log records or causes, and its only clock is the time of the
 * records. The test itself is in {@code why403.spike.rule}, which does not know this package.
 */
package why403.spike;
