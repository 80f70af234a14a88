/**
 * What one log object says, in numbers: requests, forbidden and ambiguous ones per scope and event minute. Records
 * come in, tallies go out, one an hour. A tally is a function of the object's bytes and of the error mapping alone: it
 * knows no history and no clock.
 */
package why403.tally;
