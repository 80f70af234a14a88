/**
 * A forbidden request matched to the distribution's configuration. Records and the account's answers come in; each
 * record goes out with its cache behavior, the origins that may have refused it, and what its line shows. Knows no cause.
 */
package why403.diagnosis.request;
