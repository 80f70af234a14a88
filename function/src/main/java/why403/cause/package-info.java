/**
 * What a diagnosis says, as plain values: causes with their certainty, evidence and remedy, where the refused requests
 * are, and what could not be checked. Knows nothing of how a cause is found or how a notice looks.
 */
package why403.cause;
