/**
 * Matches forbidden requests to the distribution's configuration. Records and the account's answers come in. Each record
 * goes out with its cache behavior, the origins that may have refused it, and what its log line shows. This package does
 * not know any cause.
 */
package why403.diagnosis.request;
