/**
 * Decides what a resource policy says to CloudFront: a policy's text and a request come in; allow, deny or
 * undetermined go out, with the statements that decided and the nearest miss. Knows no account and no log.
 */
package why403.policy;
