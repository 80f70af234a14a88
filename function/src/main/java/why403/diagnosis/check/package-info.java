/**
 * What every check of a cause shares: its interface, the claim that it makes on a record, the finding that it tells, and
 * sentences about the affected viewers. Knows no particular cause.
 */
package why403.diagnosis.check;
