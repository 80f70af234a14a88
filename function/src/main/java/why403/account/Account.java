package why403.account;

import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.lambda.model.FunctionUrlConfig;

/** Answers questions about an AWS account. */
public interface Account {

    /** The answer to a question. A failure of the account, the network or a recording is an answer, never an exception. */
    <T extends SdkPojo> Answer<T> ask(Question<T> question);

    /**
     * The recorded function URL with that host; empty if there is none. AWS has no call for it.
     *
     * @param host of an origin, such as {@code abc.lambda-url.eu-west-1.on.aws}
     */
    default Optional<FunctionUrlConfig> functionUrl(String host) {
        return Optional.empty();
    }

    /** Whether the functions can be listed, to search for the one behind a URL. A recording names it without a search. */
    default boolean listsFunctions() {
        return false;
    }

    /** The IAM actions that a question needs, which depend on whether this account allows objects to be read. */
    default List<String> actions(Question<?> question) {
        return question.actions();
    }
}
