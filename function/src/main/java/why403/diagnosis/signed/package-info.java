/**
 * Causes that lie in a signed URL or signed cookies. Exports {@link why403.diagnosis.signed.SignedChecks}; knows no other
 * family of causes.
 */
package why403.diagnosis.signed;
