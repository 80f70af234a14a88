/**
 * Which records of a distribution count as forbidden. The id of a distribution comes in, and a {@code Forbidden} goes out.
 * It is made from the distribution's custom error responses, which the account knows, or knew last.
 */
package why403.watch.mapping;
