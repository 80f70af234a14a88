/**
 * Who may read what: the resource policies behind an origin, evaluated for CloudFront's identity, what is wrong with a
 * grant, and a proposed policy with the evaluator's decision. Knows no cause.
 */
package why403.diagnosis.access;
