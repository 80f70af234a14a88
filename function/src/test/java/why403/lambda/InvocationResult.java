package why403.lambda;

/**
 * The result of an invocation.
 *
 * @param failed whether the runtime reported an exception
 * @param body the response, or the error with its {@code errorMessage}, {@code errorType} and {@code stackTrace}
 */
public record InvocationResult(boolean failed, String body) {

    static InvocationResult response(String body) {
        return new InvocationResult(false, body);
    }

    static InvocationResult error(String body) {
        return new InvocationResult(true, body);
    }
}
