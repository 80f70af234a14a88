/**
 * Evaluates resource policies. A policy's text and a request come in. The decision goes out: allow, deny or undetermined,
 * with the deciding statements and the nearest miss. This package does not know the account or the logs.
 */
package why403.policy;
