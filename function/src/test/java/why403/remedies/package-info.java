/**
 * Runs the printed commands of every remedy in bash against a fake {@code aws}. Scenarios come in; what counts is the state
 * of the account afterwards. Knows nothing of how the commands are made.
 */
package why403.remedies;
