/**
 * Causes that CloudFront makes at the edge location, other than signatures: geo restriction, web ACL, method, protocol
 * and functions. Exports {@link why403.diagnosis.edge.EdgeChecks}; knows no other family of causes.
 */
package why403.diagnosis.edge;
