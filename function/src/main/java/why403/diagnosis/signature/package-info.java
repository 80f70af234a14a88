/**
 * Signed URLs and cookies: what a request shows of its signature, whether it keeps to its policy, and what a public key says.
 * Takes records and public keys; knows neither the account nor any cause.
 */
package why403.diagnosis.signature;
