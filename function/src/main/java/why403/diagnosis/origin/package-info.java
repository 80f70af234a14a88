/**
 * Causes that any other origin makes. Exports {@link why403.diagnosis.origin.OriginChecks}; knows no other family of
 * causes.
 */
package why403.diagnosis.origin;
