/**
 * The Lambda entry point. Events and the function's environment come in; log lines, metrics and responses go out. It
 * creates the adapters and calls {@code watch}. It does not know log formats, and it does not decide what a spike is.
 */
package why403.lambda;
