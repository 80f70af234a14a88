/**
 * Finds the causes of an incident. A sample and the account come in; a {@link why403.cause.Diagnosis} goes out. Gives each
 * record to the surest of all families' claims, and says what nothing explains.
 */
package why403.diagnosis;
