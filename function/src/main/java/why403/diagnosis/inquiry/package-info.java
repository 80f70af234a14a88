/**
 * The questions of one diagnosis to the account. Each is asked once; answers go out, and the list of what could not be
 * checked. Knows nothing of records and causes.
 */
package why403.diagnosis.inquiry;
