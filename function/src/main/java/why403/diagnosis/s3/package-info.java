/**
 * Causes that an S3 bucket's REST endpoint makes. Exports {@link why403.diagnosis.s3.S3Checks}; knows no other family of
 * causes.
 */
package why403.diagnosis.s3;
