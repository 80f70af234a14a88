/**
 * The counts of many tallies over time. Tallies come in, and each object counts once, however often its tally is stored.
 * Counts by minute and by five-minute bin go out. This package does not know which rates are usual.
 */
package why403.history;
