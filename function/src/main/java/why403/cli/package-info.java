/**
 * The command line. Arguments and files come in; notices, errors and an exit code go out. It creates the adapters and calls
 * {@code watch}; it does not know how an incident is found or explained.
 */
package why403.cli;
