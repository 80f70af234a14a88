/**
 * Takes a sample of an incident's forbidden and served records. Log objects come in, either read again or cached while they
 * were tallied. A {@link why403.sample.Sample} goes out. This package does not know the account. From {@code cause}, it
 * uses only the count of viewers.
 */
package why403.sample;
