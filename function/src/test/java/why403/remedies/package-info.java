/**
 * Runs the printed commands of every remedy in bash against a fake {@code aws}. Scenarios come in; the state
 * of the account afterwards counts. This package does not know how the commands are made.
 */
package why403.remedies;
