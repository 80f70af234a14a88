/**
 * The numbers of one log object: requests, forbidden and ambiguous ones, by scope and event minute. Records come in, and
 * one tally for each hour goes out. A tally is a function of the object's bytes and of the error mapping alone. This
 * package does not know the history or any clock.
 */
package why403.tally;
