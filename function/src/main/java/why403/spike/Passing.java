package why403.spike;

import why403.tally.Scope;

/**
 * A scope for which the rule holds at a minute.
 *
 * @param oneClient whether it holds only with the busiest client in the counts
 * @param from the first minute of the shortest window in which it holds
 * @param usualRate as of that minute
 * @param excess forbidden requests beyond the usual in the longest window: the same for all scopes, so that it can be
 *     compared
 */
record Passing(Scope scope, boolean oneClient, long from, double usualRate, double excess) {}
