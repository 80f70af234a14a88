/**
 * The incident's forbidden records and a sample of the served ones. Log objects come in, read again or kept while they
 * were tallied; a {@link why403.sample.Sample} goes out. Knows nothing of the account; of {@code cause} it uses only the
 * count of viewers.
 */
package why403.sample;
