/**
 * The entry point that Lambda calls: an event and the function's environment come in; log lines, metrics and an answer
 * go out. It makes the adapters, hands over to {@code watch}, and decides nothing about traffic itself.
 */
package why403.lambda;
