package why403.lambda;

/**
 * What a function answers to an event.
 *
 * @param failed whether it is an error, as the runtime reports an exception
 * @param body the response; or the error with its {@code errorMessage}, {@code errorType} and {@code stackTrace}
 */
public record Answer(boolean failed, String body) {

    static Answer response(String body) {
        return new Answer(false, body);
    }

    static Answer error(String body) {
        return new Answer(true, body);
    }
}
