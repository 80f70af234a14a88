/**
 * Why requests were forbidden. An incident, its records and the account's answers come in; causes with certainty,
 * proof and remedy go out, and where the trouble is. One small class a check; knows nothing of how a cause is told.
 */
package why403.diagnosis;
