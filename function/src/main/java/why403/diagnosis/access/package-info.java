/**
 * Evaluates the resource policies of an origin for CloudFront's identity. Forbidden requests come in. What is wrong with a
 * policy, and a statement that fixes it, goes out. This package does not know any cause.
 */
package why403.diagnosis.access;
