/**
 * Finds the change that caused an incident, in what CloudTrail recorded. A cause and its requests come in; who changed what,
 * and when, goes out. This package decides which resources are on the failing path; which events can have which effect, {@link
 * why403.cause.CauseId} knows.
 */
package why403.diagnosis.change;
